import { expect, test } from 'vitest';
import { type Micros, micros } from '#core/time/micros.ts';
import { ClipPictures } from '#app/pilot/clip-pictures.ts';
import { ClipReel } from '#app/pilot/clip-reel.ts';

/** What is shown at each of some moments of a camera whose pictures are at some others, µs. */
async function shownAt(moments: readonly number[], times: readonly number[]): Promise<(number | null)[]> {
  const shown: (number | null)[] = [];
  const pictures = new ClipPictures({
    picture: (_, { timestamp }) => shown.push(timestamp),
    nothing: () => shown.push(null),
    failed: (_, error) => {
      throw error;
    },
  });
  pictures.setReels(new Map([['cam1', reel(times)]]));
  for (const moment of moments) await pictures.show(micros(moment), null, new AbortController().signal);
  return shown;
}

const reel = (times: readonly number[]) =>
  new ClipReel({
    camera: 'cam1',
    async *frames(_: AbortSignal, from: Micros = micros(0)) {
      const first = Math.max(
        0,
        times.findLastIndex((time) => time <= from),
      );
      for (const timestamp of times.slice(first)) {
        const frame = { timestamp, close: () => undefined, clone: () => frame };
        yield frame as unknown as VideoFrame;
      }
    },
  });

test('a camera that begins later shows nothing before its first picture, not even just before', async () => {
  expect(await shownAt([2_999_999, 3_000_000], [3_000_000, 3_100_000])).toEqual([null, 3_000_000]);
});

test('of a camera that begins with the session, the first picture stands for its beginning, also where starting took a second', async () => {
  expect(await shownAt([0], [150_000, 250_000])).toEqual([150_000]);
  expect(await shownAt([0], [1_200_000, 1_300_000])).toEqual([1_200_000]);
});

test('a picture of more than two seconds ago is not what the camera sees', async () => {
  expect(await shownAt([5_000_000, 5_000_001], [3_000_000, 9_000_000])).toEqual([3_000_000, null]);
});
