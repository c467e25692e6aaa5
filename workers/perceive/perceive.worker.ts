import { assert } from '#core/errors/assert.ts';
import { chooseBackend, chooseThreads } from '#engines/choose-backend.ts';
import { type Detector, createDetector } from '#engines/detector.ts';
import { createPixelReader } from '#engines/frame-pixels.ts';
import { type OpenModel, openModel } from '#engines/open-model.ts';
import { ortFiles } from '#engines/ort-files.ts';
import { hashBytes } from '#storage/sha256.ts';
import type { Compute, PerceiveApi } from '#workers/perceive/protocol.ts';
import { serve } from '#workers/transport/serve.ts';

let current: (OpenModel & { readonly detect: Detector }) | undefined;
const readPixels = createPixelReader();

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
        { ...(await chosen(compute, spared)), files: ortFiles },
      );
      current?.engine[Symbol.dispose]();
      current = { ...opened, detect: createDetector(opened.engine, opened.card) };
      const { engine, card, notes } = opened;
      const { width, height } = card.input;
      return {
        name: card.name,
        sha256,
        backend: engine.backend,
        threads: engine.threads,
        labels: card.labels,
        inputSize: { width, height },
        notes,
      };
    }),

  see: (frame, camera, time, masks) =>
    inTurn(async () => {
      const start = performance.now();
      assert(current, 'see() is called after load()');
      const { card, detect } = current;
      const pixels = await readPixels(frame);
      frame.close(); // the decoder wants its buffer back while the network looks
      const copied = performance.now();
      const { detections, milliseconds } = await detect(pixels, masks);
      const people = detections.filter(({ classId }) => classId === card.person);
      return {
        sighting: { kind: 'camera', camera, time, detections: people },
        milliseconds: { copy: copied - start, ...milliseconds },
      } as const;
    }).finally(() => frame.close()),
};

async function chosen(compute: Compute, spared: number) {
  switch (compute) {
    case 'auto':
      return { backend: await chooseBackend(), threads: chooseThreads(spared) };
    case 'webgpu':
    case 'wasm':
      return { backend: compute, threads: chooseThreads(spared) };
    case 'wasm-one-thread':
      return { backend: 'wasm', threads: 1 } as const;
  }
}

serve(api);
