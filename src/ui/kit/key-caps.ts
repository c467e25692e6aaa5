const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Shift: '⇧',
};

/** A key binding as it stands on the keyboard: `$mod+K` is `⌘ K` on a Mac and `Ctrl K` elsewhere. */
export function keyCaps(binding: string, mac = /Mac|iPhone|iPad/u.test(navigator.platform)): string {
  const cap = (key: string) =>
    key === '$mod' ? (mac ? '⌘' : 'Ctrl') : (NAMES[key] ?? key.replace(/^(Key|Digit)/u, ''));
  return binding
    .split('+')
    .map((key) => (key === '' ? '+' : cap(key)))
    .join(' ');
}
