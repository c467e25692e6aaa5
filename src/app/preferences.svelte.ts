import { type Locale, getLocale, locales, setLocale } from '#messages/compiled/runtime.js';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const THEME = 'openaisle-theme';

/** How a person likes the page, remembered on this device. */
export class Preferences {
  #language = $state(getLocale());
  #theme = $state<Theme>(readTheme());

  get language(): Locale {
    return this.#language;
  }

  /** Every text changes at once; nothing is loaded again, so a run goes on. */
  set language(language: Locale) {
    void setLocale(language, { reload: false });
    this.#language = language;
    document.documentElement.lang = language;
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    localStorage.setItem(THEME, theme);
    this.#theme = theme;
    showTheme(theme);
  }

  /** Brings the page in line with what was remembered. */
  apply(): void {
    document.documentElement.lang = this.#language;
    showTheme(this.#theme);
  }
}

/** In their own words: who looks for their language does not read another. */
export const LANGUAGES: Readonly<Record<Locale, string>> = {
  en: 'English',
  nl: 'Nederlands',
  fr: 'Français',
  de: 'Deutsch',
};

export const languages = locales;

function readTheme(): Theme {
  const stored = localStorage.getItem(THEME);
  return THEMES.find((theme) => theme === stored) ?? 'system';
}

function showTheme(theme: Theme): void {
  document.documentElement.style.colorScheme = theme === 'system' ? 'light dark' : theme;
}
