import { type Prototype, nearestPrototypes, prototypesOf } from '#core/detection/prototypes.ts';
import { assert } from '#core/errors/assert.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { chooseThreads } from '#engines/choose-threads.ts';
import type { Detector } from '#engines/detector.ts';
import type { Embedder } from '#engines/embedder.ts';
import { createPixelReader } from '#engines/frame-pixels.ts';
import type { TensorShape } from '#engines/engine.ts';
import { entryOfPacked } from '#engines/graph-model/entry-of-packed.ts';
import { type ModelInput, cardOf, embedderCardOf } from '#engines/model-card.ts';
import { openDetector } from '#engines/open-detector.ts';
import { openEmbedder } from '#engines/open-embedder.ts';
import { type ModelFile, type ModelNote, openEngine } from '#engines/open-model.ts';
import { pictureToTensor } from '#engines/picture-to-tensor.ts';
import { runtimeFiles } from '#engines/runtime-files.ts';
import { solidShape } from '#engines/solid-shape.ts';
import { hashBytes } from '#storage/sha256.ts';
import type { NamedEngine, InferApi, ModelBytes, NamedTensor } from '#workers/infer/protocol.ts';
import { serve } from '#workers/transport/serve.ts';

let detector: Detector | null = null;
let enrolled: { readonly embedder: Embedder; readonly prototypes: readonly Prototype[] } | null = null;

const api: InferApi = {
  async infer(model, choice, picture) {
    try {
      const file = await modelFile(model);
      const card = cardOf(file.sha256, await entryOfPacked(file.bytes)) ?? embedderCardOf(file.sha256);
      if (card === null) throw unknownModel(file.fileName, file.sha256);
      assertSize(picture, card.input, file.fileName);
      const { bytes, layout } = await createPixelReader()(picture);
      const input = pictureToTensor(bytes, layout, card.input);
      using engine = await openEngine(file, runtimeOf(choice));
      const outputs = await engine.run(input);
      return engine.outputs.map((output, i) => solid(output, outputs[i]!, file.fileName));
    } finally {
      picture.close();
    }
  },

  async openDetector(model, choice) {
    const opened = await openDetector(await modelFile(model), runtimeOf(choice), 1, reportLoss);
    const { engine, card, notes } = opened;
    if (engine.runtime !== choice.runtime || engine.backend !== choice.backend) {
      opened.detector[Symbol.dispose]();
      throw notTaken(model.fileName, notes);
    }
    detector?.[Symbol.dispose]();
    ({ detector } = opened);
    return { labels: card.labels, notes: notes.map(({ details }) => details) };
  },

  async detect(frame) {
    assert(detector, 'detect() is called after openDetector()');
    const [look] = await detector.look([{ frame, masks: [] }]);
    return look!.detections;
  },

  async enrol(model, choice, known) {
    const file = await modelFile(model);
    if (embedderCardOf(file.sha256) === null) throw unknownModel(file.fileName, file.sha256);
    const { embedder } = await openEmbedder(file, runtimeOf(choice));
    const examples = [];
    for (const { label, picture } of known) {
      const vector = await wholly(embedder, picture);
      if (vector !== null) examples.push({ label, vector });
    }
    enrolled?.embedder[Symbol.dispose]();
    enrolled = { embedder, prototypes: prototypesOf(examples) };
    return enrolled.prototypes.length;
  },

  async recognise(picture, most) {
    assert(enrolled, 'recognise() is called after enrol()');
    const vector = await wholly(enrolled.embedder, picture);
    return vector === null ? [] : nearestPrototypes(enrolled.prototypes, vector, most);
  },
};

/** What an embedder makes of a picture as a whole. */
async function wholly(embedder: Embedder, picture: VideoFrame) {
  const { displayWidth: x1, displayHeight: y1 } = picture;
  const [vector] = await embedder.embed(picture, [{ x0: 0, y0: 0, x1, y1 }], []);
  return vector ?? null;
}

/** Frames on their way are lost with it, so results would lack some: better none. */
function reportLoss({ why }: { readonly why: string }): void {
  reportError(new Error(`the graphics processor was lost: ${why}`));
}

async function modelFile({ fileName, bytes }: ModelBytes): Promise<ModelFile> {
  const file = new Uint8Array(bytes);
  return { fileName, bytes: file, sha256: await hashBytes(file) };
}

function runtimeOf(choice: NamedEngine) {
  return { ...choice, threads: chooseThreads(), files: runtimeFiles };
}

function assertSize(picture: VideoFrame, { width, height }: ModelInput, model: string): void {
  const { displayWidth, displayHeight } = picture;
  if (displayWidth === width && displayHeight === height) return;
  throw new WorkbenchError(
    'picture/unusable',
    `The picture is ${displayWidth} × ${displayHeight} px, and ${model} takes exactly ${width} × ${height} px. Resize it first.`,
    { details: { width: displayWidth, height: displayHeight } },
  );
}

function solid({ name, shape }: TensorShape, values: Float32Array, model: string): NamedTensor {
  const lengths = solidShape(shape, values.length);
  if (lengths !== null) return { name, shape: lengths, values };
  throw new WorkbenchError(
    'model/no-decoder',
    `${model} leaves several lengths of its output ${name} open: [${shape.join(', ')}]. Export it with fixed shapes.`,
    { details: { file: model } },
  );
}

/** In the app another engine takes over and it is said; whoever named one wants to know about that one. */
function notTaken(fileName: string, notes: readonly ModelNote[]): WorkbenchError {
  const why = notes.map(({ details }) => details).join(' ');
  return new WorkbenchError('model/unsupported', why, { details: { file: fileName } });
}

function unknownModel(fileName: string, sha256: string): WorkbenchError {
  return new WorkbenchError(
    'model/unknown',
    `${fileName} is not in the model catalogue (its SHA-256 is ${sha256}), so nobody knows which numbers it takes for a picture. Add it to models/catalogue.json.`,
    { details: { file: fileName } },
  );
}

serve(api);
