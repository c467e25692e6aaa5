import { transfer } from 'comlink';
import { assert } from '#core/errors/assert.ts';
import type { Size } from '#core/detection/letterbox.ts';
import { describeMachine } from '#engines/calibration/describe-machine.ts';
import { fetchPart } from '#core/errors/fetch-part.ts';
import { micros } from '#core/time/micros.ts';
import { chooseThreads } from '#engines/choose-threads.ts';
import { openDetector } from '#engines/open-detector.ts';
import { runtimeFiles } from '#engines/runtime-files.ts';
import { type Lens, LiveWatch } from '#engines/scheduling/live-watch.ts';
import { createLumaReader } from '#engines/scheduling/read-luma.ts';
import { SizedDetector } from '#engines/sized-detector.ts';
import { FramesLost } from '#engines/webgpu/recovering-detector.ts';
import { hashBytes } from '#storage/sha256.ts';
import type { Compute, LiveOptions, PerceiveApi } from '#workers/perceive/protocol.ts';
import { serve } from '#workers/transport/serve.ts';

let current: SizedDetector | undefined;

/** The cameras of a live run. */
let live: LiveWatch<VideoFrame> | undefined;

/** One network, one set of buffers: whatever is asked while a frame is looked at waits. */
let turn: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work, work);
  turn = mine;
  return mine;
}

const api: PerceiveApi = {
  load: (model, fileName, compute, spared, tell) =>
    inTurn(async () => {
      const bytes = new Uint8Array(model);
      const sha256 = await hashBytes(bytes);
      const runtime = { ...chosen(compute, spared), files: runtimeFiles };
      const batch = compute === 'auto' ? 1 : (compute.batch ?? 1);
      const file = { fileName, bytes, sha256 };
      const opened = await openDetector(file, runtime, batch, ({ goesOn, ...loss }) =>
        goesOn === 'gpu'
          ? tell({ ...loss, backend: 'webgpu', threads: 1 })
          : tell({ ...loss, backend: 'wasm', threads: runtime.threads }),
      );
      current?.[Symbol.dispose]();
      current = new SizedDetector(opened, (input) => openDetector(file, { ...runtime, input }, 1, () => undefined));
      const { engine, card, notes } = opened;
      const { width, height } = card.input;
      return {
        name: card.name,
        sha256,
        runtime: engine.runtime,
        backend: engine.backend,
        threads: engine.threads,
        labels: card.labels,
        inputSize: { width, height },
        notes,
      };
    }),

  see: (frame, camera, time, masks) =>
    inTurn(async () => {
      assert(current, 'see() is called after load()');
      const { card, detector } = current.native;
      const looks = await detector.look([{ frame, masks }]).catch(nullWhenLost);
      if (looks === null) return null;
      const { detections, milliseconds, notNumbers } = looks[0]!;
      const people = detections.filter(({ classId }) => classId === card.person);
      return {
        sighting: { kind: 'camera', camera, time, detections: people },
        milliseconds,
        notNumbers,
      } as const;
    }).finally(() => frame.close()),

  machine: (spared) => describeMachine(chooseThreads(spared)),
  measure: (model, fileName, options, spared, tell) =>
    inTurn(async () => {
      const { measureModel } = await fetchPart(() => import('#engines/calibration/measure-model.ts'));
      const bytes = model === null ? await generated() : new Uint8Array(model);
      const file = { fileName, bytes, sha256: await hashBytes(bytes) };
      const threads = chooseThreads(spared);
      return measureModel(file, { threads, files: runtimeFiles }, await describeMachine(threads), options, tell);
    }),
  watch: async (options) => {
    live?.[Symbol.dispose]();
    live = startWatch(options);
  },
  offer: async (frame, camera) => (live === undefined ? frame.close() : live.offer(camera, frame)),
  next: async () => {
    const sights = (await live?.next()) ?? [];
    const told = sights.map(({ camera, frame, detections }) => {
      return { sighting: { kind: 'camera', camera, time: micros(frame.timestamp), detections }, frame } as const;
    });
    return transfer(
      told,
      told.map(({ frame }) => frame),
    );
  },
  attend: async (camera, attention) => live?.attend(camera, attention),
  figures: async () => live?.figures() ?? null,
  unwatch: async () => {
    live?.[Symbol.dispose]();
    live = undefined;
  },
};

/** The network that a device without any model is measured with. */
async function generated(): Promise<Uint8Array<ArrayBuffer>> {
  return (await fetchPart(() => import('#engines/calibration/generated-net.ts'))).generateNet();
}

function startWatch({ cameras, period, began }: LiveOptions): LiveWatch<VideoFrame> {
  const masks = new Map(cameras.map((each) => [each.camera, each.masks]));
  const breath = new MessageChannel();
  return new LiveWatch(
    { cameras: new Map(cameras.map(({ camera, priority }) => [camera, { priority, tracks: false }])), period },
    {
      now: () => micros(Math.round(1000 * (performance.timeOrigin + performance.now() - began))),
      luma: createLumaReader(masks),
      lenses: () => model().sizes.map((size) => lens(size, masks)),
      // A timer would wait 4 ms; frames that were sent while the network computed arrive before this does.
      breathe: () =>
        new Promise((resolve) => {
          breath.port1.onmessage = () => resolve();
          breath.port2.postMessage(null);
        }),
    },
  );
}

/** The current model, at one of the sizes it comes at. */
function lens(size: Size, masks: ReadonlyMap<string, LiveOptions['cameras'][number]['masks']>): Lens<VideoFrame> {
  const { width, height } = size;
  return {
    input: { width, height },
    batch: model().native.detector.batch,
    look: (frames) =>
      inTurn(async () => {
        const { person } = model().native.card;
        const detector = await model()
          .at(size)
          .catch((error: unknown) => {
            for (const { frame } of frames) frame.close();
            throw error;
          });
        const looks = await detector
          .look(frames.map(({ camera, frame }) => ({ frame, masks: masks.get(camera) ?? [] })))
          .catch(nullWhenLost);
        return looks === null
          ? null
          : looks.map(({ detections, ...more }) => ({
              ...more,
              detections: detections.filter(({ classId }) => classId === person),
            }));
      }),
  };
}

function nullWhenLost(error: unknown): null {
  if (error instanceof FramesLost) return null;
  throw error;
}

function model(): SizedDetector {
  assert(current, 'watch() is called after load()');
  return current;
}

function chosen(compute: Compute, spared: number) {
  const threads = chooseThreads(spared);
  if (compute === 'auto') return { runtime: 'tfjs', backend: 'wasm', threads } as const;
  return { threads, ...compute };
}

serve(api);
