import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FrameSource } from '#capture/frame-source.ts';
import { synchronous } from '#capture/synchronous.ts';

/** What Node has instead of a `VideoFrame`: a time, and whether somebody closed it. */
interface Stub {
  readonly timestamp: number;
  closed: boolean;
  close(): void;
}

const forever = new AbortController().signal;
const times = fc.array(fc.nat({ max: 50 }), { maxLength: 20 }).map((all) => all.toSorted((a, b) => a - b));

test('every frame of every source comes once, in order of time, ties in the order of the sources', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(times, { minLength: 1, maxLength: 4 }), async (all) => {
      const { sources } = recording(all);
      const merged: [number, string][] = [];
      for await (const { camera, frame } of synchronous(sources, forever)) merged.push([frame.timestamp, camera]);
      const wanted = all.flatMap((own, i) => own.map((time) => [time, `cam${i}`] as [number, string]));
      expect(merged).toEqual(wanted.toSorted(([a, m], [b, n]) => a - b || m.localeCompare(n)));
    }),
  );
});

test('whoever stops early leaves no frame open', async () => {
  const { sources, made } = recording([
    [0, 10, 20],
    [5, 15, 25],
  ]);
  let seen = 0;
  for await (const { frame } of synchronous(sources, forever)) {
    frame.close();
    if (++seen === 3) break;
  }
  expect(made.filter(({ closed }) => !closed)).toEqual([]);
});

test('a source that fails does not leave the frames of the others open', async () => {
  const { sources, made } = recording([[0, 10]]);
  const failing: FrameSource = {
    camera: 'broken',
    // eslint-disable-next-line require-yield -- it breaks before its first frame
    frames: async function* () {
      throw new Error('unplugged');
    },
  };
  const run = async () => {
    for await (const { frame } of synchronous([...sources, failing], forever)) frame.close();
  };
  await expect(run()).rejects.toThrow('unplugged');
  expect(made.filter(({ closed }) => !closed)).toEqual([]);
});

function recording(all: readonly (readonly number[])[]): { sources: FrameSource[]; made: Stub[] } {
  const made: Stub[] = [];
  const sources = all.map((own, i) => ({
    camera: `cam${i}`,
    async *frames() {
      for (const timestamp of own) {
        const stub = { timestamp, closed: false, close: () => void (stub.closed = true) };
        made.push(stub);
        yield stub as unknown as VideoFrame;
      }
    },
  }));
  return { sources, made };
}
