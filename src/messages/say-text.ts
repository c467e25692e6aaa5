/** The texts that were asked for: of one language, first what the page begins with, and all once a later part of it speaks. */
import { type Locale, getLocale, overwriteGetLocale } from '#messages/compiled/runtime.js';
import { first } from '#messages/compiled/texts/first.js';

/** As it stands, or made of the values it asks for. */
type Text = string | ((inputs: unknown) => string);
type Texts = Promise<{ readonly texts: readonly Text[] }>;

const files = {
  first: {
    en: () => import('#messages/compiled/texts/first-en.js'),
    nl: () => import('#messages/compiled/texts/first-nl.js'),
    fr: () => import('#messages/compiled/texts/first-fr.js'),
    de: () => import('#messages/compiled/texts/first-de.js'),
  },
  later: {
    en: () => import('#messages/compiled/texts/later-en.js'),
    nl: () => import('#messages/compiled/texts/later-nl.js'),
    fr: () => import('#messages/compiled/texts/later-fr.js'),
    de: () => import('#messages/compiled/texts/later-de.js'),
  },
} as const satisfies Record<string, Record<Locale, () => Texts>>;

const lists = {
  first: new Map<Locale, readonly Text[]>(),
  later: new Map<Locale, readonly Text[]>(),
} as const satisfies Record<keyof typeof files, unknown>;

/** A later part has been asked for. Unbuilt, all of the page is there at once. */
let whole = !import.meta.env.PROD;

/** Fetches what the page says by now in a language, once. @throws When it does not arrive. */
export async function loadTexts(language: Locale): Promise<void> {
  await load('first', language);
  if (whole) await load('later', language);
}

/** Fetches what is said by parts of the page that it does not begin with: before they come. @throws When it does not arrive. */
export async function loadLaterTexts(): Promise<void> {
  whole = true;
  // The language may be changed meanwhile.
  while (!lists.later.has(getLocale())) await load('later', getLocale());
}

async function load(part: keyof typeof files, language: Locale): Promise<void> {
  if (!lists[part].has(language)) lists[part].set(language, (await files[part][language]()).texts);
}

/** From now on every message speaks it. Its texts are there. */
export function speak(language: Locale): void {
  overwriteGetLocale(() => language);
}

/** @param place - In the list of texts, as the compiler of the messages counts. */
export const say =
  (place: number) =>
  (inputs: unknown): string => {
    const text = place < first ? lists.first.get(getLocale())![place]! : lists.later.get(getLocale())![place - first]!;
    return typeof text === 'string' ? text : text(inputs);
  };
