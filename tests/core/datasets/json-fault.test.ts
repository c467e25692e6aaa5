import fc from 'fast-check';
import { expect, test } from 'vitest';
import { faultInJson } from '#core/datasets/json-fault.ts';

test.each([
  ['rows of MOT', '1,1,0,0,20,40,1\n', 1, 2],
  ['a comma too many in its third line', '{\n"images": [],\n"categories": [,]}', 3, 16],
  ['a comma before the end of a list', '[1, 2, ]', 1, 8],
  ['a key without quotes', '{a: 1}', 1, 2],
  ['another bracket than the one that is open', '[1}', 1, 3],
  ['two values', '{} {}', 1, 4],
  ['a text with a line in it', '["a\nb"]', 1, 2],
  ['a number with a zero before it', '[01]', 1, 3],
  ['half of a file', '{\n"images": [', 2, 12],
  ['nothing', '', 1, 1],
])('%s', (_, text, line, column) => {
  expect(faultInJson(text)).toEqual({ line, column });
});

test('what is JSON has no fault before its end, and cut off none before the cut', () => {
  fc.assert(
    fc.property(fc.json(), fc.double({ min: 0, max: 1, noNaN: true }), (text, share) => {
      const flat = text.replaceAll('\n', ' ');
      expect(faultInJson(flat)).toEqual({ line: 1, column: flat.length + 1 });
      const cut = flat.slice(0, Math.floor(share * flat.length));
      const { column } = faultInJson(cut);
      // A word or a text that was cut in two is pointed at where it begins.
      expect(/^(?:|"[^]*|-|[a-z]*)$/u.test(cut.slice(column - 1))).toBe(true);
    }),
  );
});
