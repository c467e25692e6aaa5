import { expect, test } from 'vitest';
import type { Detector } from '#engines/detector.ts';
import { createSizedDetector } from '#engines/sized-detector.ts';

const OWN = { width: 416, height: 416 };
const SMALL = { width: 320, height: 320 };

/** Says in `log` what happens to it. */
function detectorCalled(name: string, log: string[]): Detector {
  return {
    batch: 1,
    look: async () => {
      log.push(`${name} looks`);
      return [];
    },
    [Symbol.dispose]: () => log.push(`${name} closed`),
  };
}

const frames = () => {
  const frame = { closed: false, close: () => (frame.closed = true) };
  return { frame, toLookAt: [{ frame: frame as unknown as VideoFrame, masks: [] }] };
};

test('another size is opened when it is first looked through, once, and closed with its own', async () => {
  const log: string[] = [];
  const detector = createSizedDetector(detectorCalled('416', log), OWN, async ({ width }) => {
    log.push(`${width} opened`);
    return detectorCalled(String(width), log);
  });
  for (const input of [undefined, OWN, SMALL, SMALL]) await detector.look(frames().toLookAt, input);
  detector[Symbol.dispose]();
  expect(log).toEqual([
    ...['416 looks', '416 looks', '320 opened', '320 looks', '320 looks'],
    ...['320 closed', '416 closed'],
  ]);
});

test('a size that cannot be opened closes the frames and says why, and is tried again', async () => {
  const log: string[] = [];
  let there = false;
  const detector = createSizedDetector(detectorCalled('416', log), OWN, async () => {
    if (!there) throw new Error('it did not arrive');
    return detectorCalled('320', log);
  });
  const { frame, toLookAt } = frames();
  await expect(detector.look(toLookAt, SMALL)).rejects.toThrow('it did not arrive');
  expect(frame.closed).toBe(true);
  there = true;
  await detector.look(frames().toLookAt, SMALL);
  expect(log).toEqual(['320 looks']);
});

test('a size that opens after everything was closed is closed too', async () => {
  const log: string[] = [];
  let open: (detector: Detector) => void = () => undefined;
  const detector = createSizedDetector(
    detectorCalled('416', log),
    OWN,
    () => new Promise<Detector>((resolve) => (open = resolve)),
  );
  const { frame, toLookAt } = frames();
  const looking = detector.look(toLookAt, SMALL);
  detector[Symbol.dispose]();
  open(detectorCalled('320', log));
  await expect(looking).rejects.toThrow('disposed of');
  expect(frame.closed).toBe(true);
  expect(log).toEqual(['416 closed', '320 closed']);
});
