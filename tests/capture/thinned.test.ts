import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FrameSource } from '#capture/frame-source.ts';
import { thinned } from '#capture/thinned.ts';

const SECOND = 1_000_000;
const times = fc.array(fc.nat({ max: 20 * SECOND }), { maxLength: 60 }).map((all) => all.toSorted((a, b) => a - b));
const rates = fc.double({ min: 0.2, max: 30, noNaN: true });

test('no stretch of time has two frames, none that had one is left without, and the rest are closed', async () => {
  await fc.assert(
    fc.asyncProperty(times, rates, async (all, rate) => {
      const { source, open } = filmed(all);
      const kept = await timesOf(thinned(source, rate));
      const stretches = (some: readonly number[]) => some.map((time) => Math.floor((time * rate) / SECOND));
      expect(stretches(kept)).toEqual([...new Set(stretches(all))]);
      expect(open()).toBe(kept.length);
    }),
  );
});

test('one frame a second of ten is every tenth', async () => {
  const { source } = filmed(Array.from({ length: 35 }, (_, i) => (i * SECOND) / 10));
  expect(await timesOf(thinned(source, 1))).toEqual([0, SECOND, 2 * SECOND, 3 * SECOND]);
});

/** What Node has instead of frames: times that can be closed. */
function filmed(all: readonly number[]) {
  const frames = all.map((timestamp) => ({ timestamp, closed: false, close: () => {} }));
  for (const frame of frames) frame.close = () => (frame.closed = true);
  const source: FrameSource = {
    camera: 'cam1',
    async *frames() {
      yield* frames as unknown as VideoFrame[];
    },
  };
  return { source, open: () => frames.filter(({ closed }) => !closed).length };
}

async function timesOf(source: FrameSource): Promise<readonly number[]> {
  const kept: number[] = [];
  for await (const { timestamp } of source.frames(new AbortController().signal)) kept.push(timestamp);
  return kept;
}
