import { transfer } from 'comlink';
import { assert } from '#core/errors/assert.ts';
import { describeMachine } from '#engines/calibration/describe-machine.ts';
import { fetchPart } from '#core/errors/fetch-part.ts';
import type { Polygon } from '#core/detection/masks.ts';
import { micros } from '#core/time/micros.ts';
import { chooseThreads } from '#engines/choose-threads.ts';
import { type OpenDetector, openDetector } from '#engines/open-detector.ts';
import { runtimeFiles } from '#engines/runtime-files.ts';
import type { LiveWatch } from '#engines/scheduling/live-watch.ts';
import { hashBytes } from '#storage/sha256.ts';
import { nullWhenLost } from '#workers/perceive/null-when-lost.ts';
import type { Portraits } from '#engines/portraits/portraits.ts';
import type { Compute, LiveSight, PerceiveApi } from '#workers/perceive/protocol.ts';
import { serve } from '#workers/transport/serve.ts';

let current: OpenDetector | undefined;

/** The cameras of a live run. */
let live: LiveWatch<VideoFrame> | undefined;
let masksOf: ReadonlyMap<string, readonly Polygon[]> = new Map();

/** `null`: nobody is compared. */
let portraits: Portraits | null = null;

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
      current?.detector[Symbol.dispose]();
      current = opened;
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
      const { card, detector } = current;
      // The detector closes the frame as soon as it has its pixels: the decoder wants its buffer back while the network looks.
      using mine = heldFrame(portraits?.isDue(camera, time) ? frame.clone() : null);
      const looks = await detector.look([{ frame, masks }]).catch(nullWhenLost);
      if (looks === null) return null;
      const { detections, milliseconds, notNumbers } = looks[0]!;
      const people = detections.filter(({ classId }) => classId === card.person);
      const compared = mine.frame && (await portraits?.compare(mine.frame, camera, time, people, masks));
      return {
        sighting: { kind: 'camera', camera, time, detections: people, ...compared },
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
  compareBy: async (file, fileName, failed) => {
    const { openPortraits } = await fetchPart(() => import('#engines/portraits/open-portraits.ts'));
    const bytes = file === null ? null : new Uint8Array(file);
    const model = bytes === null ? null : { fileName, bytes, sha256: await hashBytes(bytes) };
    const opened = await openPortraits(model, { ...chosen('auto', 0), files: runtimeFiles }, failed);
    await inTurn(async () => {
      portraits?.[Symbol.dispose]();
      portraits = opened;
    });
  },
  keep: async (wanted) => portraits?.keep(new Set(wanted)),
  watch: async (options) => {
    live?.[Symbol.dispose]();
    live = undefined;
    const { startWatch } = await fetchPart(() => import('#workers/perceive/start-watch.ts'));
    masksOf = new Map(options.cameras.map(({ camera, masks }) => [camera, masks]));
    live = startWatch(options, model, inTurn);
  },
  offer: async (frame, camera) => (live === undefined ? frame.close() : live.offer(camera, frame)),
  next: async () => {
    const sights = (await live?.next()) ?? [];
    const frames = sights.map(({ frame }) => frame);
    try {
      const told: LiveSight[] = [];
      for (const { camera, frame, detections, condition } of sights) {
        const time = micros(frame.timestamp);
        const masks = masksOf.get(camera) ?? [];
        const compared = await inTurn(async () => portraits?.compare(frame, camera, time, detections, masks));
        told.push({ sighting: { kind: 'camera', camera, time, detections, ...compared }, frame, condition });
      }
      return transfer(told, frames);
    } catch (error) {
      for (const frame of frames) frame.close();
      throw error;
    }
  },
  attend: async (camera, attention) => live?.attend(camera, attention),
  figures: async () => live?.figures() ?? null,
  unwatch: async () => {
    live?.[Symbol.dispose]();
    live = undefined;
  },
};

/** Closed when it goes out of scope. */
const heldFrame = (frame: VideoFrame | null) => ({ frame, [Symbol.dispose]: () => frame?.close() });

/** The network that a device without any model is measured with. */
async function generated(): Promise<Uint8Array<ArrayBuffer>> {
  return (await fetchPart(() => import('#engines/calibration/generated-net.ts'))).generateNet();
}

function model(): OpenDetector {
  assert(current, 'watch() is called after load()');
  return current;
}

function chosen(compute: Compute, spared: number) {
  const threads = chooseThreads(spared);
  if (compute === 'auto') return { runtime: 'tfjs', backend: 'wasm', threads } as const;
  return { ...compute, threads: Math.min(threads, compute.threads ?? threads) };
}

serve(api);
