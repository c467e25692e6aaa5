const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Shift: '⇧',
};

/**
 * A key binding as it stands on the keyboard, caps apart by a space: `$mod+K` is `⌘ K` on a Mac and `Ctrl K` elsewhere,
 * `g h` is `G H`. A sign that is typed with Shift stands alone: where it is differs from keyboard to keyboard.
 */
export function keyCaps(binding: string, mac = /Mac|iPhone|iPad/u.test(navigator.userAgent)): string {
  const cap = (key: string) => {
    if (key === '$mod') return mac ? '⌘' : 'Ctrl';
    return NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key.replace(/^(Key|Digit)/u, ''));
  };
  return binding
    .split(' ')
    .map((press) => press.replace(/^Shift\+(?=[^\p{L}\d]$)/u, ''))
    .flatMap((press) => (press === '+' ? ['+'] : press.split('+').map((key) => (key === '' ? '+' : cap(key)))))
    .join(' ');
}
