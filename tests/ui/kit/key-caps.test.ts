import { expect, test } from 'vitest';
import { keyCaps } from '#ui/kit/key-caps.ts';

test.each([
  ['$mod+K', 'Ctrl K', '⌘ K'],
  ['g h', 'G H', 'G H'],
  ['Shift+ArrowLeft', '⇧ ←', '⇧ ←'],
  ['Shift+?', '?', '?'],
  ['+', '+', '+'],
  ['Space', 'Space', 'Space'],
])('%s is shown as on the keyboard', (binding, elsewhere, onMac) => {
  expect(keyCaps(binding, false)).toBe(elsewhere);
  expect(keyCaps(binding, true)).toBe(onMac);
});
