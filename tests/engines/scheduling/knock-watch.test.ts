import { describe, expect, test } from 'vitest';
import { chanceOf } from '#core/simulation/chance.ts';
import type { Box } from '#core/geometry/box.ts';
import { micros } from '#core/time/micros.ts';
import { KnockWatch } from '#engines/scheduling/knock-watch.ts';
import type { LumaSamples } from '#engines/scheduling/luma-samples.ts';

const [WIDTH, HEIGHT] = [80, 45];

/** Brightness at a place of the shop, in px of the small picture, when its camera hangs as it was calibrated. */
type Shop = (x: number, y: number) => number;

/** Points a px, and px beyond the picture on every side that the shop goes on. */
const [FINE, BEYOND] = [3, 30];

/** Shelves and goods: rectangles of any size, one over the other. */
function shopOf(seed: number, count = 400): Shop {
  const chance = chanceOf(seed);
  const stride = FINE * (WIDTH + 2 * BEYOND);
  const rows = FINE * (HEIGHT + 2 * BEYOND);
  const grey = new Uint8Array(stride * rows).fill(110);
  for (let i = 0; i < count; i++) {
    const [left, top] = [Math.floor(chance.between(0, stride)), Math.floor(chance.between(0, rows))];
    const [width, height] = [chance.between(9, 45), chance.between(6, 30)];
    const bright = chance.between(30, 210);
    for (let y = top; y < Math.min(rows, top + height); y++) {
      grey.fill(bright, y * stride + left, y * stride + Math.min(stride, left + Math.round(width)));
    }
  }
  return (x, y) => grey[Math.floor(FINE * (y + BEYOND)) * stride + Math.floor(FINE * (x + BEYOND))]!;
}

interface View {
  readonly shop: Shop;
  /** What the camera was turned by: px, and radians round the picture's middle. */
  readonly x?: number;
  readonly y?: number;
  readonly roll?: number;
  /** What is before it: `null` where one sees past it. */
  readonly before?: (x: number, y: number, second: number) => number | null;
  readonly light?: (grey: number, x: number, y: number) => number;
  readonly hidden?: Uint8Array;
  /** Who was found in it, px of the small picture. */
  readonly people?: readonly Box[];
}

/** Pixels are means of 3 × 3 points, as those of a camera are of what falls on them. */
function drawn({ shop, x = 0, y = 0, roll = 0, light = (grey) => grey }: View): Float32Array {
  const [cos, sin] = [Math.cos(roll), Math.sin(roll)];
  return Float32Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [u, v] = [i % WIDTH, Math.floor(i / WIDTH)];
    let sum = 0;
    for (let k = 0; k < 9; k++) {
      const [a, b] = [u + ((k % 3) + 0.5) / 3 - WIDTH / 2, v + (Math.floor(k / 3) + 0.5) / 3 - HEIGHT / 2];
      sum += light(shop(cos * a + sin * b + WIDTH / 2 - x, cos * b - sin * a + HEIGHT / 2 - y), u, v) / 9;
    }
    return sum;
  });
}

function filmed(view: View, picture: Float32Array, second: number, noise: () => number): LumaSamples {
  const { before = () => null, hidden = new Uint8Array(WIDTH * HEIGHT) } = view;
  const seen = picture.map((grey, i) => (before(i % WIDTH, Math.floor(i / WIDTH), second) ?? grey) + 2 * noise());
  const values = new Uint8Array(Uint8ClampedArray.from(seen));
  return { values, hidden, width: WIDTH, height: HEIGHT, means: () => values };
}

const scaled = ({ x0, y0, x1, y1 }: Box, by: number): Box => ({ x0: by * x0, y0: by * y0, x1: by * x1, y1: by * y1 });

/** Two frames a second. @returns When it was said that the camera was moved, and that it was not, s. */
function watch(...stretches: readonly (readonly [seconds: number, view: View])[]): readonly [number, boolean][] {
  const knocks = new KnockWatch();
  const chance = chanceOf(9);
  const told: [number, boolean][] = [];
  let second = 0;
  for (const [seconds, view] of stretches) {
    const picture = drawn(view);
    for (const end = second + seconds; second < end; second += 0.5) {
      const moved = knocks.judge(
        filmed(view, picture, second, () => chance.normal()),
        (view.people ?? []).map((box) => scaled(box, 8)),
        micros(second * 1e6),
      );
      if (moved !== (told.at(-1)?.[1] ?? false)) told.push([second, moved]);
    }
  }
  return told;
}

const shop = shopOf(1);
const as: View = { shop };

describe('a camera that is knocked', () => {
  test.each([
    ['to the side', { x: 1.5 }],
    ['up', { y: -1.5 }],
    ['askew', { x: 3, y: 1, roll: 0.04 }],
    ['round its axis', { roll: -0.06 }],
    ['far', { x: -12, y: 5 }],
  ])('%s is noticed within six seconds', (_, turned) => {
    const told = watch([10, as], [10, { shop, ...turned }]);
    expect(told.map(([, moved]) => moved)).toEqual([true]);
    expect(told[0]![0]).toBeGreaterThan(10);
    expect(told[0]![0]).toBeLessThanOrEqual(16);
  });

  test('while people walk through its picture and the light changes is noticed too', () => {
    const before = (x: number, y: number, second: number) =>
      [0, 20, 45].some((start) => Math.abs(x - ((start + 9 * second) % 80)) < 5 && y > 12) ? 60 : null;
    const told = watch([10, { shop, before }], [10, { shop, before, x: 3, light: (grey) => 0.7 * grey + 10 }]);
    expect(told.map(([, moved]) => moved)).toEqual([true]);
    expect(told[0]![0]).toBeGreaterThan(10);
  });

  test('and turned back hangs as before', () => {
    const told = watch([10, as], [10, { shop, x: 4 }], [10, as]);
    expect(told.map(([, moved]) => moved)).toEqual([true, false]);
    expect(told[0]![0]).toBeGreaterThan(10);
    expect(told[1]![0]).toBeGreaterThan(20);
    expect(told[1]![0]).toBeLessThanOrEqual(26);
  });
});

describe('a camera that hangs as it did', () => {
  /** What stands in the left two fifths of the picture. */
  const standing = (x: number, y: number) => (x < 32 && y > 4 ? 50 + 20 * (Math.floor(y / 9) % 2) : null);
  test.each<readonly [string, View]>([
    ['when people stand in two fifths of its picture', { shop, before: standing }],
    ['when the light is dimmed', { shop, light: (grey) => 0.4 * grey }],
    ['when the light falls from another side', { shop, light: (grey, x) => grey * (0.5 + x / 100) }],
    ['when the exposure burns out what is bright', { shop, light: (grey) => Math.min(255, 1.6 * grey + 20) }],
    ['when a shelf is moved', { shop: (x, y) => (x > 20 && x < 50 ? shop(x + 5, y) : shop(x, y)) }],
    ['when all goods of half of it are taken', { shop: (x, y) => (x > 40 ? 110 : shop(x, y)) }],
    ['when it is dark', { shop, light: () => 8 }],
    ['when something else altogether is before it', { shop: shopOf(2) }],
    ['when it trembles a little', { shop, x: 0.4, y: 0.3 }],
  ])('%s is not moved', (_, view) => {
    expect(watch([10, as], [15, view], [10, as])).toEqual([]);
  });

  test('after it was shaken for three seconds is not moved', () => {
    expect(watch([10, as], [1, { shop, x: 5 }], [1, { shop, x: -4 }], [1, { shop, x: 5 }], [10, as])).toEqual([]);
  });

  test('in whose picture there is little to see says nothing, whatever becomes of that', () => {
    const bare = shopOf(3, 6);
    expect(watch([10, { shop: bare }], [10, { shop: bare, x: 5 }])).toEqual([]);
  });

  test('is not judged by what is under a mask', () => {
    const hidden = new Uint8Array(WIDTH * HEIGHT).fill(1, 0, WIDTH * 40);
    expect(watch([10, { shop, hidden }], [10, { shop, x: 4, hidden }])).toEqual([]);
  });
});

describe('somebody who fills most of what there is to see', () => {
  const clothes = shopOf(7, 300);
  const room = shopOf(3, 25);
  /** From column `left` to `right`, `x` px to the side of where they stood. */
  const someone = (place: Shop, left: number, right: number, x: number, isFound = true): View => ({
    shop: (u, v) => (u > left + x && u < right + x && v > 3 ? clothes(u - x, v) : place(u, v)),
    people: isFound ? [{ x0: left + x, y0: 3, x1: right + x, y1: 45 }] : [],
  });

  test.each<readonly [string, Shop, number, number]>([
    ['64 % of the picture', shop, 20, 75],
    ['a third of a bare room', room, 28, 56],
  ])('%s, from the start and steps aside did not move the camera', (_, place, left, right) => {
    const stays = someone(place, left, right, 0);
    expect(watch([10, stays], [10, someone(place, left, right, -3)], [60, { shop: place }])).toEqual([]);
  });

  test('for longer than it takes to learn all anew did not either, and a knock after that is noticed', () => {
    const stays = [
      [10, as] as const,
      [80, someone(shop, 20, 75, 0)] as const,
      [20, someone(shop, 20, 75, -3)] as const,
    ];
    const told = watch(...stays, [30, as], [10, { shop, x: 3 }]);
    expect(told.map(([, moved]) => moved)).toEqual([true]);
    expect(told[0]![0]).toBeGreaterThan(140);
  });

  test('and is not found moves it until the shop is to be seen again', () => {
    const unfound = (x: number) => someone(shop, 20, 75, x, false);
    const told = watch([10, as], [80, unfound(0)], [20, unfound(-3)], [20, as], [10, { shop, x: 3 }]);
    expect(told.map(([, moved]) => moved)).toEqual([true, false, true]);
    expect(told[1]![0]).toBeLessThanOrEqual(116);
    expect(told[2]![0]).toBeGreaterThan(130);
  });
});

test('a camera that was moved stays so in a picture of another size, where nobody knows how it hung', () => {
  const knocks = new KnockWatch();
  const chance = chanceOf(9);
  const judge = (view: View, from: number, upright: boolean) => {
    const film = filmed(view, drawn(view), from, () => chance.normal());
    const size = upright ? { width: HEIGHT, height: WIDTH } : {};
    let is = false;
    for (let s = from; s < from + 15; s += 0.5) is = knocks.judge({ ...film, ...size }, [], micros(s * 1e6));
    return is;
  };
  const moved = { shop, x: 4 };
  expect([judge(as, 0, false), judge(moved, 15, false), judge(moved, 30, true)]).toEqual([false, true, true]);
  expect([judge(moved, 45, false), judge(as, 60, false)]).toEqual([true, false]);
});

test('a camera that sags slowly is noticed in the end', () => {
  const stretches = Array.from({ length: 50 }, (_, i) => [20, { shop, x: 0.06 * i }] as const);
  expect(watch([10, as], ...stretches).map(([, moved]) => moved)).toEqual([true]);
});

test('those who pass where nothing is to see are not learned, however often', () => {
  const [one, other] = [shopOf(7, 300), shopOf(8, 300)];
  const half: Shop = (x, y) => (x < 40 ? 110 : shop(x, y));
  const passes = (who: Shop): View => ({
    shop: (x, y) => (x > 8 && x < 32 && y > 8 && y < 40 ? who(x, y) : half(x, y)),
  });
  const empty: View = { shop: half };
  const told = watch(
    [20, empty],
    [5, passes(one)],
    [75, empty],
    [5, passes(other)],
    [10, empty],
    [10, { shop: half, x: 3 }],
  );
  expect(told.map(([, moved]) => moved)).toEqual([true]);
  expect(told[0]![0]).toBeGreaterThan(115);
});

test('goods that were changed long ago are what is known of the shop: a knock after that is noticed', () => {
  const [other, another] = [shopOf(4), shopOf(5)];
  const changed: Shop = (x, y) => (x < 32 ? other(x, y) : shop(x, y));
  const again: Shop = (x, y) => (x < 48 ? changed(x, y) : another(x, y));
  const told = watch([10, as], [40, { shop: changed }], [40, { shop: again }], [10, { shop: again, x: 3 }]);
  expect(told.map(([, moved]) => moved)).toEqual([true]);
  expect(told[0]![0]).toBeGreaterThan(90);
});
