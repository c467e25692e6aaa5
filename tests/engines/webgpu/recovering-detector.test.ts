import { describe, expect, test } from 'vitest';
import type { Detector, Look } from '#engines/detector.ts';
import { isLostTooOften, waitBeforeTry } from '#engines/webgpu/loss-policy.ts';
import {
  type DeviceLoss,
  FramesLost,
  type LosableDetector,
  createRecoveringDetector,
} from '#engines/webgpu/recovering-detector.ts';

describe('the policy', () => {
  test('a device is opened again after one loss, and given up after two within a minute', () => {
    expect(isLostTooOften([])).toBe(false);
    expect(isLostTooOften([5_000])).toBe(false);
    expect(isLostTooOften([5_000, 64_999])).toBe(true);
    expect(isLostTooOften([5_000, 65_000])).toBe(false);
    expect(isLostTooOften([5_000, 65_000, 66_000])).toBe(true);
  });

  test('tries come later and later, and end', () => {
    expect([0, 1, 2, 3, 4].map(waitBeforeTry)).toEqual([250, 500, 1000, 2000, null]);
  });
});

describe('a detector whose device is lost', () => {
  const look: Look = { detections: [], notNumbers: false, milliseconds: { copy: 0, tensor: 0, model: 0, decode: 0 } };

  /** A world with its own clock, in which the test decides when a device dies. */
  function world(opening: () => boolean = () => true) {
    const told: DeviceLoss[] = [];
    const waits: number[] = [];
    const log: string[] = [];
    let time = 0;
    let die: (why: string) => void = () => undefined;
    const detectorOn = (where: 'gpu' | 'processor'): Detector => ({
      batch: where === 'gpu' ? 4 : 1,
      look: async (frames, input) => {
        log.push(input === undefined ? where : `${where} at ${input.width}`);
        return frames.map(() => look);
      },
      [Symbol.dispose]: () => log.push(`${where} closed`),
    });
    const openOnGpu = async (): Promise<LosableDetector> => {
      if (!opening()) throw new Error('no adapter');
      const fate = new Promise<string>((resolve) => (die = resolve));
      let dead = false;
      void fate.then(() => (dead = true));
      const detector = detectorOn('gpu');
      const looks: Detector = {
        ...detector,
        look: async (frames, input) => {
          await later();
          if (dead) throw new Error('Device was lost');
          return detector.look(frames, input);
        },
      };
      return { detector: looks, lost: fate };
    };
    const wait = async (milliseconds: number) => {
      waits.push(milliseconds);
      time += milliseconds;
    };
    const openOnProcessor = async () => detectorOn('processor');
    const recovery = {
      openOnGpu,
      openOnProcessor,
      tell: (loss: DeviceLoss) => void told.push(loss),
      now: () => time,
      wait,
    };
    return { recovery, told, waits, log, die: (why: string) => die(why), pass: (by: number) => (time += by) };
  }

  const frames = () => {
    const frame = { closed: false, close: () => (frame.closed = true) };
    return { frame, toLookAt: [{ frame: frame as unknown as VideoFrame, masks: [] }] };
  };

  test('loses the frame it looked at, closes it, and looks at the next one on a new device', async () => {
    const { recovery, told, die, waits } = world();
    const detector = createRecoveringDetector(await recovery.openOnGpu(), recovery);
    const { frame, toLookAt } = frames();
    const looking = detector.look(toLookAt);
    await Promise.resolve();
    die('GPU process crashed');
    await expect(looking).rejects.toThrow(FramesLost);
    expect(frame.closed).toBe(true);
    expect(await detector.look(frames().toLookAt)).toEqual([look]);
    expect(told).toEqual([{ why: 'GPU process crashed', frames: 1, goesOn: 'gpu' }]);
    expect(waits).toContain(250);
  });

  test('goes on with the processor after the second loss within a minute, with its batch', async () => {
    const { recovery, told, die, log, pass } = world();
    const detector = createRecoveringDetector(await recovery.openOnGpu(), recovery);
    expect(detector.batch).toBe(4);
    die('first');
    await detector.look(frames().toLookAt).catch(() => undefined);
    await detector.look(frames().toLookAt);
    pass(30_000);
    die('second');
    await detector.look(frames().toLookAt).catch(() => undefined);
    await detector.look(frames().toLookAt);
    expect(told.map(({ goesOn }) => goesOn)).toEqual(['gpu', 'processor']);
    expect(log.at(-1)).toBe('processor');
    expect(detector.batch).toBe(1);
  });

  test('looks at the size that is asked for, on a device, on the next one, and on the processor', async () => {
    const { recovery, die, log, pass } = world();
    const detector = createRecoveringDetector(await recovery.openOnGpu(), recovery);
    const small = { width: 320, height: 320 };
    for (const why of ['first', 'second', null]) {
      expect(await detector.look(frames().toLookAt, small)).toEqual([look]);
      if (why === null) break;
      die(why);
      await detector.look(frames().toLookAt, small).catch(() => undefined);
      pass(1000);
    }
    const looks = log.filter((entry) => !entry.endsWith('closed'));
    expect(looks).toEqual(['gpu at 320', 'gpu at 320', 'processor at 320']);
  });

  test('goes on with the processor when no device can be opened any more', async () => {
    let there = true;
    const { recovery, told, die, waits } = world(() => there);
    const detector = createRecoveringDetector(await recovery.openOnGpu(), recovery);
    there = false;
    die('unplugged');
    await later();
    expect(await detector.look(frames().toLookAt)).toEqual([look]);
    expect(waits).toEqual([250, 500, 1000, 2000]);
    expect(told).toEqual([{ why: 'unplugged', frames: 0, goesOn: 'processor' }]);
  });

  test('that is disposed of while it recovers closes what was opened since, once', async () => {
    const { recovery, die, log } = world();
    const detector = createRecoveringDetector(await recovery.openOnGpu(), recovery);
    die('GPU process crashed');
    await Promise.resolve();
    await Promise.resolve();
    expect(log).toEqual(['gpu closed']); // the dead one
    detector[Symbol.dispose]();
    await later();
    expect(log).toEqual(['gpu closed', 'gpu closed']);
  });

  test('closes its frames also when nothing can be opened any more', async () => {
    let there = true;
    const { recovery, die } = world(() => there);
    const openOnProcessor = () => Promise.reject(new Error('no processor'));
    const detector = createRecoveringDetector(await recovery.openOnGpu(), { ...recovery, openOnProcessor });
    there = false;
    die('unplugged');
    await later();
    const { frame, toLookAt } = frames();
    await expect(detector.look(toLookAt)).rejects.toThrow('no processor');
    expect(frame.closed).toBe(true);
  });

  test('that fails for another reason says that reason', async () => {
    const { recovery } = world();
    const { detector: inner } = await recovery.openOnGpu();
    const broken = { ...inner, look: () => Promise.reject(new Error('a frame is closed')) };
    const detector = createRecoveringDetector({ detector: broken, lost: new Promise(() => undefined) }, recovery);
    await expect(detector.look(frames().toLookAt)).rejects.toThrow('a frame is closed');
  });
});

function later(): Promise<unknown> {
  return new Promise((resolve) => setImmediate(resolve));
}
