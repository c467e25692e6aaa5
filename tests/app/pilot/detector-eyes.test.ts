import { expect, test } from 'vitest';
import type { Condition } from '#core/detection/camera-condition.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { DetectorEyes } from '#app/pilot/detector-eyes.ts';
import { SteadyPerceiver } from '#app/pilot/steady-perceiver.ts';
import type { Perceiver } from '#workers/perceive/client.ts';
import type { LoadedModel } from '#workers/perceive/protocol.ts';

const loaded: LoadedModel = {
  name: 'people.onnx',
  sha256: '',
  runtime: 'tfjs',
  backend: 'wasm',
  threads: 1,
  labels: ['person'],
  inputSize: { width: 416, height: 416 },
  notes: [],
};

/** What watching asks of a worker that a test in Node cannot start; it waits for frames while cameras are watched. */
function worker(watch: () => Promise<void>) {
  let wake: (() => void) | undefined;
  let watching = false;
  const perceiver = {
    watch: async () => {
      await watch();
      watching = true;
    },
    next: async () => {
      if (watching) await new Promise<void>((resolve) => (wake = resolve));
      return [];
    },
    unwatch: async () => {
      watching = false;
      wake?.();
    },
    [Symbol.dispose]: () => undefined,
  } as unknown as Perceiver;
  return { perceiver, isWatching: () => watching };
}

const dies = async (): Promise<never> => {
  throw new WorkbenchError('worker/crashed', 'It is dead.');
};

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

test('whoever stops while a worker takes over from a dead one waits for nothing', async () => {
  const begun = gate();
  const told = gate();
  const second = worker(() => {
    begun.open();
    return told.opened;
  });
  const first = worker(() => Promise.resolve());
  const workers = [{ ...first.perceiver, next: dies }, second.perceiver];
  using steady = new SteadyPerceiver(
    async () => ({ perceiver: workers.shift()!, loaded }),
    () => undefined,
  );
  const eyes = new DetectorEyes(steady, { cameras: [], period: 66_667 });
  await eyes.begin(0);
  expect(await eyes.next()).toEqual([]);

  const sights = eyes.next();
  await begun.opened;
  eyes.stop();
  told.open();
  expect(await sights).toEqual([]);
  expect(second.isWatching()).toBe(false);
});

test('a camera that a dead worker told was moved stays so: the next takes it as it hangs now', async () => {
  const sees = (condition: Condition) => async () => [
    { condition, sighting: { kind: 'camera', camera: 'door', time: 0, detections: [] } },
  ];
  const lives = [sees('moved'), dies];
  const first = { ...worker(() => Promise.resolve()).perceiver, next: () => lives.shift()!() };
  const second = { ...worker(() => Promise.resolve()).perceiver, next: sees('well') };
  const workers = [first, second] as unknown as Perceiver[];
  using steady = new SteadyPerceiver(
    async () => ({ perceiver: workers.shift()!, loaded }),
    () => undefined,
  );
  const eyes = new DetectorEyes(steady, { cameras: [], period: 66_667 });
  await eyes.begin(0);
  const told = async () => (await eyes.next()).map(({ condition }) => condition);
  expect([await told(), await told(), await told()]).toEqual([['moved'], [], ['moved']]);
});
