import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Polygon, maskSpans, paintMasks } from '#core/detection/masks.ts';

describe('privacy masks', () => {
  test('a rectangle covers its pixels and no others', () => {
    const spans = maskSpans([rectangle(2, 1, 5, 3)], 8, 4);
    expect(picture(spans, 8, 4)).toEqual(['........', '..###...', '..###...', '........']);
  });

  test('a pixel that is touched by a sliver is covered', () => {
    const sliver: Polygon = [
      [0.2, 0.2],
      [7.8, 3.6],
      [7.9, 3.7],
    ];
    const rows = picture(maskSpans([sliver], 8, 4), 8, 4);
    expect(rows).toEqual(['##......', '..###...', '....###.', '......##'].map((row, i) => covered(row, rows[i]!)));
  });

  test('no point inside a pixel stays visible when a polygon covers it, however thin or far out it is', () => {
    const corner = fc.tuple(
      fc.double({ min: -10, max: 30, noNaN: true }),
      fc.double({ min: -10, max: 30, noNaN: true }),
    );
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(corner, corner, corner, fraction, fraction, (a, b, c, s, t) => {
        const rows = picture(maskSpans([[a, b, c]], 20, 20), 20, 20);
        const [u, v] = s + t > 1 ? [1 - s, 1 - t] : [s, t];
        const point = [0, 1].map((k) => a[k]! + u * (b[k]! - a[k]!) + v * (c[k]! - a[k]!));
        // A point on the very border of two pixels is in neither: a mask that ends there leaves the next pixel alone.
        if (point.some((at) => Math.abs(at - Math.round(at)) < 1e-6)) return;
        const [x, y] = point.map(Math.floor) as [number, number];
        if (x >= 0 && y >= 0 && x < 20 && y < 20) expect(rows[y]![x]).toBe('#');
      }),
    );
  });

  test('greys luma and the colour of every pixel it touches', () => {
    const pixels = { format: 'NV12', width: 4, height: 4 } as const;
    const planes = [
      { offset: 0, stride: 4 },
      { offset: 16, stride: 4 },
    ];
    const bytes = new Uint8Array(24);
    paintMasks(bytes, { ...pixels, planes }, maskSpans([rectangle(1, 1, 2, 2)], 4, 4));
    expect([...bytes]).toEqual([0, 0, 0, 0, 0, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 128, 128, 0, 0, 0, 0, 0, 0]);
  });
});

function rectangle(x0: number, y0: number, x1: number, y1: number): Polygon {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}

function picture(spans: ReturnType<typeof maskSpans>, width: number, height: number): string[] {
  const rows = Array.from({ length: height }, () => new Array<string>(width).fill('.'));
  for (const { y, from, to } of spans) rows[y]!.fill('#', from, to);
  return rows.map((row) => row.join(''));
}

/** `row` where `wanted` has a mark: more may be covered, never less. */
function covered(wanted: string, row: string): string {
  return Array.from(row, (mark, x) => (wanted[x] === '#' ? '#' : mark)).join('');
}
