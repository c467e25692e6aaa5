/** Edges that are straight in the world tell how the lens bends. */
import { describe, expect, it } from 'vitest';
import { type Edge, straightenEdges } from '#core/calibration/straight-edges.ts';
import { distort } from '#core/geometry/distortion.ts';
import { mulberry32 } from '../../support/floor-world.ts';

const SIZE = { width: 1280, height: 720 };
const RADIUS = Math.hypot(1280, 720) / 2;

/** Along straight lines of the world, as a lens shows them and a hand clicks them. @param sigma - px */
function seen(
  lines: readonly (readonly [number, number, number, number])[],
  k1: number,
  k2: number,
  sigma: number,
  count: number,
  seed: number,
): Edge[] {
  const random = mulberry32(seed);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return lines.map(([x0, y0, x1, y1]) =>
    Array.from({ length: count }, (_, i) => {
      const share = i / (count - 1);
      const at = distort([k1, k2, 0, 0, 0], x0 + share * (x1 - x0), y0 + share * (y1 - y0))!;
      return { x: 640 + RADIUS * at.x + sigma * gauss(), y: 360 + RADIUS * at.y + sigma * gauss() };
    }),
  );
}

/** Ends in half diagonals from the middle: a shelf along the top, one along the bottom, two door frames. */
const AROUND = [
  [-0.8, -0.42, 0.8, -0.4],
  [-0.75, 0.4, 0.8, 0.44],
  [-0.72, -0.4, -0.74, 0.42],
  [0.7, -0.42, 0.72, 0.4],
] as const;

/** Over forty hands. */
function errors(
  lines: typeof AROUND | readonly (typeof AROUND)[number][],
  k1: number,
  sigma: number,
  count: number,
): number[] {
  const all = Array.from({ length: 40 }, (_, seed) => {
    const answer = straightenEdges(seen(lines, k1, 0, sigma, count, seed + 1), SIZE);
    return answer.kind === 'found' ? Math.abs(answer.lens.k1 - k1) : Infinity;
  });
  return all.sort((a, b) => a - b);
}

describe('the lens from straight edges', () => {
  it('is found to rounding without a hand that trembles', () => {
    for (const [k1, k2] of [
      [-0.2, 0.05],
      [0.1, 0],
      [-0.35, 0.1],
    ] as const) {
      const answer = straightenEdges(seen(AROUND, k1, k2, 0, 9, 1), SIZE);
      expect(answer.kind).toBe('found');
      if (answer.kind !== 'found') continue;
      expect(answer.lens.k1).toBeCloseTo(k1, 5);
      expect(answer.lens.k2).toBeCloseTo(k2, 4);
      expect(answer.after).toBeLessThan(0.01);
      expect(answer.before).toBeGreaterThan(3);
    }
  });

  it.each([-0.3, -0.15, -0.05, 0, 0.1])(
    'k1 = %f from two edges of five points, clicked to a px: half within 0.012, nine in ten within 0.03',
    (k1) => {
      const all = errors(AROUND.slice(0, 2), k1, 1, 5);
      expect(all[20]).toBeLessThan(0.012);
      expect(all[36]).toBeLessThan(0.03);
    },
  );

  it.each([-0.3, -0.15, 0.1])('k1 = %f from four edges of five points, clicked to a px: half within 0.007', (k1) => {
    expect(errors(AROUND, k1, 1, 5)[20]).toBeLessThan(0.007);
  });

  it('is not told from one edge, nor from two points an edge', () => {
    expect(straightenEdges(seen(AROUND.slice(0, 1), -0.2, 0, 0, 5, 1), SIZE)).toEqual({ kind: 'few', edges: 1 });
    expect(straightenEdges(seen(AROUND, -0.2, 0, 0, 2, 1), SIZE)).toEqual({ kind: 'few', edges: 2 });
  });

  it('is left open by edges through the middle, which no lens bends, and by short ones', () => {
    const middle = [
      [-0.8, -0.4, 0.8, 0.4],
      [-0.8, 0.4, 0.8, -0.4],
    ] as const;
    expect(straightenEdges(seen(middle, -0.2, 0, 1, 6, 1), SIZE).kind).toBe('loose');
    const short = [
      [0.3, 0.3, 0.36, 0.3],
      [-0.3, 0.3, -0.36, 0.34],
    ] as const;
    expect(straightenEdges(seen(short, -0.2, 0, 1, 6, 1), SIZE).kind).toBe('loose');
  });
});
