import { assert } from '#core/errors/assert.ts';
import { describeMachine } from '#engines/calibration/describe-machine.ts';
import { generateNet } from '#engines/calibration/generated-net.ts';
import { measureModel } from '#engines/calibration/measure-model.ts';
import { chooseBackend, chooseThreads } from '#engines/choose-backend.ts';
import { createCpuDetector } from '#engines/cpu-detector.ts';
import type { Detector } from '#engines/detector.ts';
import { type OpenModel, openModel } from '#engines/open-model.ts';
import { runtimeFiles } from '#engines/runtime-files.ts';
import { hashBytes } from '#storage/sha256.ts';
import type { Compute, PerceiveApi } from '#workers/perceive/protocol.ts';
import { serve } from '#workers/transport/serve.ts';

let current: (OpenModel & { readonly detector: Detector }) | undefined;

/** One network, one set of buffers: whatever is asked while a frame is looked at waits. */
let turn: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work, work);
  turn = mine;
  return mine;
}

const api: PerceiveApi = {
  load: (model, fileName, compute, spared) =>
    inTurn(async () => {
      const bytes = new Uint8Array(model);
      const sha256 = await hashBytes(bytes);
      const opened = await openModel(
        { fileName, bytes, sha256 },
        { ...(await chosen(compute, spared)), files: runtimeFiles },
      );
      current?.detector[Symbol.dispose]();
      current = { ...opened, detector: createCpuDetector(opened.engine, opened.card) };
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
      const [look] = await detector.look([{ frame, masks }]);
      const { detections, milliseconds } = look!;
      const people = detections.filter(({ classId }) => classId === card.person);
      return {
        sighting: { kind: 'camera', camera, time, detections: people },
        milliseconds,
      } as const;
    }).finally(() => frame.close()),

  machine: (spared) => describeMachine(chooseThreads(spared)),
  measure: (model, fileName, options, spared, tell) =>
    inTurn(async () => {
      const bytes = model === null ? generateNet() : new Uint8Array(model);
      const file = { fileName, bytes, sha256: await hashBytes(bytes) };
      const threads = chooseThreads(spared);
      return measureModel(file, { threads, files: ortFiles }, await describeMachine(threads), options, tell);
    }),
};

async function chosen(compute: Compute, spared: number) {
  const threads = chooseThreads(spared);
  if (compute === 'auto') return { runtime: 'ort', backend: await chooseBackend(), threads } as const;
  return { threads, ...compute };
}

serve(api);
