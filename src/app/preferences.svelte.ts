import {
  type Locale,
  baseLocale,
  extractLocaleFromNavigator,
  getLocale,
  localStorageKey,
  locales,
} from '#messages/compiled/runtime.js';
import { forgetChoice, keepWord, readWord } from '#storage/choices.ts';
import { m } from '#messages/compiled/messages.js';
import { loadTexts, speak } from '#messages/say-text.ts';
import { fetchPart } from '#core/errors/fetch-part.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const THEME = 'openaisle-theme';

/** How a person likes the page, remembered on this device. */
export class Preferences {
  #language = $state(getLocale());
  #chosen = $state<Locale | null>(readChosen());
  #asked: Locale | null = null;
  #theme = $state<Theme>(readTheme());

  /** In force. */
  get language(): Locale {
    return this.#language;
  }

  /** `null` while the browser's is followed. */
  get chosenLanguage(): Locale | null {
    return this.#chosen;
  }

  /**
   * Every text changes at once, as soon as those of the language are there; the page is not loaded again, so a run goes on.
   *
   * @param chosen - `null` to follow the browser.
   * @throws WorkbenchError `page/part-missing`, and the language stays as it was.
   */
  async chooseLanguage(chosen: Locale | null): Promise<void> {
    this.#asked = chosen;
    const language = chosen ?? extractLocaleFromNavigator() ?? baseLocale;
    await fetchPart(() => loadTexts(language));
    if (this.#asked !== chosen) return; // another one was chosen meanwhile
    speak(language);
    if (chosen === null) forgetChoice(localStorageKey);
    else keepWord(localStorageKey, language);
    this.#chosen = chosen;
    this.#language = language;
    document.documentElement.lang = language;
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    keepWord(THEME, theme);
    this.#theme = theme;
    showTheme(theme);
  }

  /**
   * Brings the page in line with what was remembered, and fetches its texts.
   *
   * @throws WorkbenchError `page/part-missing`
   */
  async apply(): Promise<void> {
    speak(this.#language);
    document.documentElement.lang = this.#language;
    showTheme(this.#theme);
    await fetchPart(() => loadTexts(this.#language));
  }
}

const LANGUAGES: Readonly<Record<Locale, string>> = {
  en: 'English',
  nl: 'Nederlands',
  fr: 'Français',
  de: 'Deutsch',
};

/** In its own words: who looks for their language does not read another. */
export function languageName(language: Locale | null): string {
  return language === null ? m.shell_language_browser() : LANGUAGES[language];
}

export const languages = locales;

function readChosen(): Locale | null {
  const stored = readWord(localStorageKey);
  return locales.find((locale) => locale === stored) ?? null;
}

function readTheme(): Theme {
  const stored = readWord(THEME);
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

function showTheme(theme: Theme): void {
  document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme;
}
