/** The texts of the languages that were asked for. One language is all that a page fetches. */
import { type Locale, getLocale, overwriteGetLocale } from '#messages/compiled/runtime.js';

/** As it stands, or made of the values it asks for. */
type Text = string | ((inputs: unknown) => string);

const files = {
  en: () => import('#messages/compiled/texts/en.js'),
  nl: () => import('#messages/compiled/texts/nl.js'),
  fr: () => import('#messages/compiled/texts/fr.js'),
  de: () => import('#messages/compiled/texts/de.js'),
} as const satisfies Record<Locale, () => Promise<{ readonly texts: readonly Text[] }>>;

const lists = new Map<Locale, readonly Text[]>();

/** Fetches the texts of a language, once. @throws When they do not arrive. */
export async function loadTexts(language: Locale): Promise<void> {
  if (!lists.has(language)) lists.set(language, (await files[language]()).texts);
}

/** From now on every message speaks it. Its texts are there. */
export function speak(language: Locale): void {
  overwriteGetLocale(() => language);
}

/** @param place - In the list of texts, as the compiler of the messages counts. */
export const say =
  (place: number) =>
  (inputs: unknown): string => {
    const text = lists.get(getLocale())![place]!;
    return typeof text === 'string' ? text : text(inputs);
  };
