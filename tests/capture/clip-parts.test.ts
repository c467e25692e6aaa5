import { expect, test } from 'vitest';
import { clipParts } from '#capture/clip-parts.ts';
import { micros } from '#core/time/micros.ts';

/** A clip with a frame at each time, a key frame every second one; tells which were closed. */
function clip(times: readonly number[], closed: number[] = []) {
  return {
    camera: 'cam1',
    file: 'cam1.mkv',
    start: micros(times[0]!),
    duration: null,
    width: 640,
    height: 360,
    codec: 'vp8',
    [Symbol.dispose]: () => undefined,
    async *frames(_: AbortSignal, from?: number) {
      const key = Math.max(
        0,
        times.findLastIndex((time, i) => i % 2 === 0 && time <= (from ?? 0)),
      );
      for (const timestamp of times.slice(key)) {
        yield { timestamp, close: () => closed.push(timestamp) } as unknown as VideoFrame;
      }
    },
  };
}

async function times(clips: Parameters<typeof clipParts>[0], from?: number): Promise<number[]> {
  const seen: number[] = [];
  const { frames } = clipParts(clips);
  const at = from === undefined ? undefined : micros(from);
  for await (const frame of frames(new AbortController().signal, at)) seen.push(frame.timestamp);
  return seen;
}

test('one clip is itself', async () => {
  expect(await times([clip([0, 1, 2])])).toEqual([0, 1, 2]);
});

test('the parts of a camera follow each other, in whatever order they are named', async () => {
  expect(await times([clip([20, 21]), clip([0, 1])])).toEqual([0, 1, 20, 21]);
});

test('what a part shows after the next has begun is left out and closed', async () => {
  const closed: number[] = [];
  expect(await times([clip([0, 5, 12, 14], closed), clip([10, 15])])).toEqual([0, 5, 10, 15]);
  expect(closed).toEqual([12]);
});

test('from a moment on: from the key frame before it, in the part it is in', async () => {
  const parts = [clip([0, 1, 2, 3]), clip([10, 11, 12, 13])];
  expect(await times(parts, 3)).toEqual([2, 3, 10, 11, 12, 13]);
  expect(await times(parts, 13)).toEqual([12, 13]);
  // Between the two the first one's last frame is what is shown.
  expect(await times(parts, 7)).toEqual([2, 3, 10, 11, 12, 13]);
});
