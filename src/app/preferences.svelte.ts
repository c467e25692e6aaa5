import {
  type Locale,
  baseLocale,
  extractLocaleFromNavigator,
  getLocale,
  localStorageKey,
  locales,
  setLocale,
} from '#messages/compiled/runtime.js';
import { forgetChoice, keepWord, readWord } from '#storage/choices.ts';
import { m } from '#messages/compiled/messages.js';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const THEME = 'openaisle-theme';

/** How a person likes the page, remembered on this device. */
export class Preferences {
  #language = $state(getLocale());
  #chosen = $state<Locale | null>(readChosen());
  #theme = $state<Theme>(readTheme());

  /** In force. */
  get language(): Locale {
    return this.#language;
  }

  /** `null` while the browser's is followed. */
  get chosenLanguage(): Locale | null {
    return this.#chosen;
  }

  /** Every text changes at once; nothing is loaded again, so a run goes on. */
  set chosenLanguage(chosen: Locale | null) {
    const language = chosen ?? extractLocaleFromNavigator() ?? baseLocale;
    void setLocale(language, { reload: false });
    if (chosen === null) forgetChoice(localStorageKey);
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

  /** Brings the page in line with what was remembered. */
  apply(): void {
    document.documentElement.lang = this.#language;
    showTheme(this.#theme);
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
