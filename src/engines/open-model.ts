import { decoderOf } from '#core/detection/decoders.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Backend, Engine, TensorShape } from '#engines/engine.ts';
import { type ModelCard, cardOf } from '#engines/model-card.ts';
import { type OrtFiles, openOrt } from '#engines/ort.ts';
import { guessCard, understoodShapes } from '#engines/strangers/guess-card.ts';

export interface ModelFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Of `bytes`, lower-case hex. */
  readonly sha256: string;
}

export interface Runtime {
  readonly backend: Backend;
  readonly threads: number;
  readonly files: Readonly<Record<Backend, OrtFiles>>;
}

/** What whoever runs a model should know. */
export interface ModelNote {
  /** `stranger`: the catalogue does not know it, so its kind was guessed; `not-on-gpu`: the GPU did not take it. */
  readonly kind: 'stranger' | 'not-on-gpu';
  /** To the letter, for a technician. English. */
  readonly details: string;
}

export interface OpenModel {
  readonly engine: Engine;
  readonly card: ModelCard;
  readonly notes: readonly ModelNote[];
}

/**
 * Makes a model file ready to look at frames.
 *
 * @throws WorkbenchError `model/malformed` when the file is no model, `model/no-decoder` when nobody can read what
 *   the model says.
 */
export async function openModel(file: ModelFile, runtime: Runtime): Promise<OpenModel> {
  const { engine, notes } = await openAnywhere(file, runtime);
  const known = cardOf(file.sha256);
  if (known !== null) return { engine, card: known, notes };

  const guessed = guessCard(file.fileName, engine);
  if (guessed === null) {
    const shapes = { input: shown(engine.input), outputs: engine.outputs.map(shown).join(', ') };
    engine[Symbol.dispose]();
    throw new WorkbenchError(
      'model/no-decoder',
      `${file.fileName} is a model, but none that OpenAisle can read: it takes ${shapes.input} and gives ${shapes.outputs}. ` +
        `Detectors it can read, by the shapes of their input and outputs: ${understoodShapes}.`,
      { details: { file: file.fileName, ...shapes } },
    );
  }
  const { title } = decoderOf(guessed.output);
  const classes = guessed.labels.length === 1 ? 'one class' : `${guessed.labels.length} classes`;
  const stranger =
    `${file.fileName} is not in the model catalogue. Its shapes are those of a ${title} detector with ${classes}, ` +
    'so it is run as one, and class 0 is taken for people.';
  return { engine, card: guessed, notes: [...notes, { kind: 'stranger', details: stranger }] };
}

/**
 * A model on just this backend.
 *
 * @throws WorkbenchError `model/malformed` when the runtime does not take it.
 */
export async function openEngine(file: ModelFile, { backend, threads, files }: Runtime): Promise<Engine> {
  try {
    return await openOrt(file.bytes, { backend, threads, files: files[backend] });
  } catch (cause) {
    throw new WorkbenchError(
      'model/malformed',
      `${file.fileName} cannot be opened as an ONNX model: ${reason(cause)}`,
      {
        details: { file: file.fileName },
        cause,
      },
    );
  }
}

/** A GPU may refuse a model that the CPU runs. */
async function openAnywhere(file: ModelFile, runtime: Runtime) {
  if (runtime.backend === 'wasm') return { engine: await openEngine(file, runtime), notes: [] };
  try {
    return { engine: await openEngine(file, runtime), notes: [] };
  } catch (error) {
    const details = `The GPU did not take ${file.fileName} (${reason(error)}); the CPU runs it.`;
    const engine = await openEngine(file, { ...runtime, backend: 'wasm' });
    return { engine, notes: [{ kind: 'not-on-gpu' as const, details }] };
  }
}

function shown({ name, shape }: TensorShape): string {
  return `${name} [${shape.join(', ')}]`;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
