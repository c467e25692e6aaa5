import { describe, expect, test } from 'vitest';
import { type WantedLabel, placeLabels } from '#overlay/place-labels.ts';

const label = (text: string, x0: number, y0: number, x1: number, y1: number): WantedLabel => ({
  text,
  width: 6 * text.length,
  at: { x: (x0 + x1) / 2, y: (y0 + y1) / 2 },
  room: { x0, y0, x1, y1 },
});
const placed = (...given: Parameters<typeof placeLabels>) =>
  placeLabels(...given).map(({ wanted: { text }, x, y, turned }) => [text, x, y, turned]);

describe('words on a plan', () => {
  test('stand in the middle of what they name, and along it', () => {
    expect(placed([label('Counter', 0, 0, 100, 20), label('Cooler', 200, 0, 220, 100)], [])).toEqual([
      ['Counter', 50, 10, false],
      ['Cooler', 210, 50, true],
    ]);
  });

  test('of two doors that are one stand above each other', () => {
    const door = [0, 0, 120, 50] as const;
    expect(placed([label('Entry', ...door), label('Exit', ...door)], [])).toEqual([
      ['Entry', 60, 25, false],
      ['Exit', 60, 41, false],
    ]);
  });

  test('go round what stands in the middle of their zone', () => {
    const [[, x, y]] = placed([label('Sales floor', 0, 0, 400, 300)], [{ x0: 100, y0: 120, x1: 300, y1: 180 }]) as [
      [string, number, number],
    ];
    expect(x).toBe(200);
    expect(Math.abs(y - 150)).toBeGreaterThanOrEqual(38);
    expect(Math.abs(y - 150)).toBeLessThanOrEqual(46);
  });

  test('lie upon what stands everywhere in their zone rather than vanish', () => {
    const zone = label('Sales floor', 0, 0, 200, 100);
    expect(placed([zone], [zone.room])).toEqual([['Sales floor', 100, 50, false]]);
  });

  test('stay away where there is no room for them', () => {
    const door = [0, 0, 120, 20] as const;
    expect(placed([label('Entry', ...door), label('Exit', ...door)], [])).toEqual([['Entry', 60, 10, false]]);
    expect(placed([label('A long name', 0, 0, 20, 20)], [])).toEqual([]);
  });
});
