import { describe, expect, test } from 'vitest';
import { chanceOf } from '#core/simulation/chance.ts';
import { micros } from '#core/time/micros.ts';
import type { LumaSamples } from '#engines/scheduling/luma-samples.ts';
import { type PictureCondition, PictureHealth } from '#engines/scheduling/picture-health.ts';

const [WIDTH, HEIGHT] = [80, 45];
const hidden = new Uint8Array(WIDTH * HEIGHT);
const chance = chanceOf(5);

type Picture = (x: number, y: number) => number;
/** Shelves with goods: stripes and blocks. */
const shop: Picture = (x, y) => 90 + 60 * ((Math.floor(x / 6) + Math.floor(y / 5)) % 2);
/** A hand close to the lens: dark red, with a little light at its edge. */
const hand: Picture = (x) => 35 + 0.1 * x;

function shown(picture: Picture, noise: number): LumaSamples {
  const values = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
    Math.max(0, Math.round(picture(i % WIDTH, Math.floor(i / WIDTH)) + noise * chance.normal())),
  );
  return { values, hidden, width: WIDTH, height: HEIGHT, means: () => values };
}

/** Ten frames a second. @returns What was said at the end of each stretch. */
function watch(...stretches: readonly (readonly [seconds: number, frame: () => LumaSamples])[]) {
  const health = new PictureHealth();
  let frames = 0;
  return stretches.map(([seconds, frame]) => {
    let said: PictureCondition = 'well';
    for (let i = 0; i < 10 * seconds; i++) said = health.judge(frame(), micros(frames++ * 100_000));
    return said;
  });
}

const noisy = (picture: Picture) => () => shown(picture, 3);
const same = (picture: Picture, noise: number) => {
  const frame = shown(picture, noise);
  return () => frame;
};

describe('a camera', () => {
  test('with a hand before it shows nothing, and is well as soon as the hand is gone', () => {
    const stretches = [
      [5, noisy(shop)],
      [2, noisy(hand)],
      [2, noisy(shop)],
    ] as const;
    expect(watch(...stretches)).toEqual(['well', 'covered', 'well']);
  });

  test('that somebody passes before for half a second is well all the while', () => {
    expect(watch([5, noisy(shop)], [0.5, noisy(hand)], [1, noisy(shop)])).toEqual(['well', 'well', 'well']);
  });

  test('that was covered from the start is too: black is no picture', () => {
    expect(watch([2, noisy(() => 8)])).toEqual(['covered']);
  });

  test('that shows one picture for more than ten seconds hangs, and is well with the next picture', () => {
    const stretches = [
      [10, noisy(shop)],
      [8, same(shop, 3)],
      [4, same(shop, 3)],
      [1, noisy(shop)],
    ] as const;
    const health = watch(stretches[0], stretches[1]);
    expect(health).toEqual(['well', 'well']);
    expect(watch(stretches[0], [12, same(shop, 3)], stretches[3])).toEqual(['well', 'frozen', 'well']);
  });

  test('without noise, whose pictures are the same whenever nobody moves, never hangs', () => {
    const still = same(shop, 0);
    let turn = 0;
    const moving = () => shown((x, y) => shop(x, y) + (Math.abs(x - (turn++ % WIDTH)) < 3 ? 40 : 0), 0);
    expect(watch([20, still], [10, moving], [20, still])).toEqual(['well', 'well', 'well']);
  });
});
