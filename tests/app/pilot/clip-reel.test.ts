import { expect, test } from 'vitest';
import { micros } from '#core/time/micros.ts';
import { ClipReel } from '#app/pilot/clip-reel.ts';

const SECOND = 1_000_000;

/** A clip with frames at these seconds, and how often it was decoded from a key frame. */
function film(seconds: readonly number[]) {
  const opened: number[] = [];
  const alive = new Set<number>();
  const footage = {
    camera: 'cam1',
    async *frames(_: AbortSignal, from = micros(0)) {
      opened.push(from / SECOND);
      const first = Math.max(
        0,
        seconds.findLastIndex((second) => second * SECOND <= from),
      );
      for (const second of seconds.slice(first)) {
        alive.add(second);
        yield { timestamp: second * SECOND, close: () => alive.delete(second) } as unknown as VideoFrame;
      }
    },
  };
  const reel = new ClipReel(footage);
  const at = async (second: number) => {
    const frame = await reel.seek(micros(second * SECOND), new AbortController().signal);
    return frame === null ? null : frame.timestamp / SECOND;
  };
  return { reel, at, opened, alive };
}

test('what is shown is the latest frame that is not later', async () => {
  const { at } = film([0, 0.1, 0.2, 0.3]);
  expect(await at(0.15)).toBe(0.1);
  expect(await at(0.2)).toBe(0.2);
  expect(await at(0.05)).toBe(0);
});

test('forward it decodes on; back it begins at a key frame', async () => {
  const { at, opened } = film([0, 1, 2, 3, 4]);
  for (const second of [0, 1, 2.5, 3]) await at(second);
  expect(opened).toHaveLength(1);
  expect(await at(1)).toBe(1);
  expect(opened).toHaveLength(2);
});

test('where the camera was away nothing is decoded again and again', async () => {
  const { at, opened } = film([0, 1, 30, 31]);
  for (const second of [1, 5, 10, 20, 29]) expect(await at(second)).toBe(1);
  expect(await at(30)).toBe(30);
  // From 1 s to 5 s is a jump, because nobody knew yet that there is nothing between.
  expect(opened).toEqual([1, 5]);
});

test('behind the last frame that one stays', async () => {
  const { at, opened } = film([0, 1]);
  for (const second of [1, 1.5, 8, 60]) expect(await at(second)).toBe(1);
  expect(opened).toHaveLength(1);
});

test('at most two frames are alive, and none afterwards', async () => {
  const { reel, at, alive } = film([0, 1, 2, 3, 4, 5]);
  for (const second of [0.5, 2.5, 4.5, 1.5]) {
    await at(second);
    expect(alive.size).toBeLessThan(3);
  }
  await reel[Symbol.asyncDispose]();
  expect(alive.size).toBe(0);
});
