type Theme = 'light' | 'dark';

/** The theme's colours as a canvas wants them. */
export interface Ink {
  readonly theme: Theme;
  readonly ground: string;
  readonly surface: string;
  readonly line: string;
  readonly ink: string;
  readonly quiet: string;
  readonly accent: string;
  readonly bad: string;
}

/** @param theme - In force on `element`. */
export function inkOf(element: Element, theme: Theme): Ink {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name);
  return {
    theme,
    ground: token('--ground'),
    surface: token('--surface'),
    line: token('--line'),
    ink: token('--ink'),
    quiet: token('--ink-quiet'),
    accent: token('--accent'),
    bad: token('--bad'),
  };
}
