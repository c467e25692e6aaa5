import { type Place, writeAddress } from '#app/address.ts';
import type { Command } from '#app/commands.svelte.ts';
import { type Preferences, THEMES, type Theme, languageName, languages } from '#app/preferences.svelte.ts';
import { m } from '#messages/compiled/messages.js';

export interface PageActions {
  readonly openRecording: () => void;
  readonly useWebcams: () => void;
  readonly showPalette: () => void;
  readonly showKeys: () => void;
  /** @param language - `null` to follow the browser. */
  readonly chooseLanguage: (language: Preferences['chosenLanguage']) => void;
  /** Why nothing new can be begun here; `null` when it can. */
  readonly why: () => string | null;
}

/**
 * What can be done in every place.
 *
 * @param pilot - Where Pilot was left.
 */
export function pageCommands(actions: PageActions, pilot: () => Place, preferences: Preferences): readonly Command[] {
  const go = (id: string, label: Command['label'], keys: string | null, place: () => Place): Command => ({
    id: `go-${id}`,
    label,
    group: m.shell_group_go,
    keys,
    run: () => (location.hash = writeAddress(place())),
  });
  return [
    { id: 'palette', label: m.shell_palette, group: m.shell_group_page, keys: '$mod+K', run: actions.showPalette },
    { id: 'keys', label: m.shell_keys, group: m.shell_group_page, keys: 'Shift+?', run: actions.showKeys },
    {
      id: 'open',
      label: m.shell_open_recording,
      group: m.shell_group_page,
      keys: 'o',
      why: actions.why,
      run: actions.openRecording,
    },
    {
      id: 'webcams',
      label: m.webcams_use,
      group: m.shell_group_page,
      keys: 'w',
      why: actions.why,
      run: actions.useWebcams,
    },
    go('home', m.shell_home, 'g h', () => ({ at: 'home' })),
    go('pilot', m.shell_pilot, 'g p', pilot),
    go('label', m.shell_label, 'g l', () => ({ at: 'label' })),
    go('compare', m.shell_compare, 'g c', () => ({ at: 'compare', table: null })),
    go('settings', m.shell_settings, 'g s', () => ({ at: 'settings', section: 'models' })),
    go('bench', m.bench_open, null, () => ({ at: 'bench' })),
    ...THEMES.map((theme): Command => ({
      id: `theme-${theme}`,
      label: themeNames[theme],
      group: m.shell_theme,
      keys: null,
      run: () => (preferences.theme = theme),
    })),
    ...[null, ...languages].map((language): Command => ({
      id: `language-${language ?? 'browser'}`,
      label: () => languageName(language),
      group: m.shell_language,
      keys: null,
      run: () => actions.chooseLanguage(language),
    })),
  ];
}

export const themeNames: Readonly<Record<Theme, Command['label']>> = {
  system: m.shell_theme_system,
  light: m.shell_theme_light,
  dark: m.shell_theme_dark,
};
