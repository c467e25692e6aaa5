import { assertNumbers } from '#engines/assert-numbers.ts';
import { decoderOf } from '#core/detection/decoders.ts';
import type { Size } from '#core/detection/letterbox.ts';
import { fetchPart } from '#core/errors/fetch-part.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Backend, Engine, EngineOptions, RuntimeName, TensorShape } from '#engines/engine.ts';
import { engines } from '#engines/engines.ts';
import { entryOfPacked } from '#engines/graph-model/entry-of-packed.ts';
import { type ModelCard, cardOf, embedderCardOf } from '#engines/model-card.ts';

export interface ModelFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Of `bytes`, lower-case hex. */
  readonly sha256: string;
}

export interface Runtime extends Omit<EngineOptions, 'fileName'> {
  readonly runtime: RuntimeName;
}

/** What whoever runs a model should know. */
export interface ModelNote {
  /**
   * `stranger`: the catalogue does not know it, so its kind was guessed; `not-on-gpu`: the GPU did not take it;
   * `not-captured`: the GPU runs it, more slowly than it could; `other-runtime`: the runtime that was asked for did not
   * take it, and the other does.
   */
  readonly kind: 'stranger' | 'not-on-gpu' | 'not-captured' | 'other-runtime';
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
 * @throws WorkbenchError `model/malformed` when the file is no model, `model/unsupported` when no runtime takes it,
 *   `model/no-decoder` when it is no detector or nobody can read what it says, `model/not-numbers` when it says NaN.
 */
export async function openModel(file: ModelFile, runtime: Runtime): Promise<OpenModel> {
  if (embedderCardOf(file.sha256) !== null) {
    throw new WorkbenchError(
      'model/no-decoder',
      `${file.fileName} tells people apart but does not find them. Choose a detector: it finds them first.`,
      { details: { file: file.fileName } },
    );
  }
  const opened = await openAnywhere(file, runtime);
  try {
    const read = await withCard(file, opened, runtime.input);
    await assertNumbers(opened.engine, read.card.input, file.fileName);
    return read;
  } catch (error) {
    opened.engine[Symbol.dispose]();
    throw error;
  }
}

/** @throws WorkbenchError `model/no-decoder` */
async function withCard(file: ModelFile, { engine, notes }: Opened, size: Size | undefined): Promise<OpenModel> {
  const known = cardOf(file.sha256, await entryOfPacked(file.bytes));
  if (known !== null) return { engine, card: { ...known, input: { ...known.input, ...size } }, notes };

  const { guessCard, understoodShapes } = await fetchPart(() => import('#engines/strangers/guess-card.ts'));
  const guessed = guessCard(file.fileName, engine);
  if (guessed === null) {
    const shapes = { input: shown(engine.input), outputs: engine.outputs.map(shown).join(', ') };
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

export interface Opened {
  readonly engine: Engine;
  readonly notes: readonly ModelNote[];
}

/**
 * A model on just this runtime and backend.
 *
 * @throws WorkbenchError `model/malformed`, `model/unsupported`
 */
export async function openEngine(file: ModelFile, { runtime, ...options }: Runtime): Promise<Engine> {
  try {
    return await engines[runtime](file.bytes, { ...options, fileName: file.fileName });
  } catch (cause) {
    throw refusal(file.fileName, [cause]);
  }
}

/**
 * In the way that was asked for; else on the CPU, by the same runtime or by the other.
 *
 * @throws WorkbenchError `model/malformed`, `model/unsupported`
 */
export async function openAnywhere(file: ModelFile, { runtime, backend, ...rest }: Runtime): Promise<Opened> {
  const options = { ...rest, fileName: file.fileName };
  const other = runtime === 'tfjs' ? 'ort' : 'tfjs';
  const ways: readonly (readonly [RuntimeName, Backend])[] = [
    ...(backend === 'webgpu' ? [[runtime, 'webgpu'] as const] : []),
    [runtime, 'wasm'],
    [other, 'wasm'],
  ];
  const failures: unknown[] = [];
  for (const [name, on] of ways) {
    try {
      const engine = await engines[name](file.bytes, { ...options, backend: on });
      return { engine, notes: failures.length === 0 ? [] : [fallbackNote(file.fileName, runtime, engine, failures)] };
    } catch (cause) {
      failures.push(cause);
    }
  }
  throw refusal(file.fileName, failures);
}

const runtimeNames = { tfjs: 'TensorFlow.js', ort: 'onnxruntime-web' } as const satisfies Record<RuntimeName, string>;

function fallbackNote(file: string, asked: RuntimeName, { runtime }: Engine, failures: readonly unknown[]): ModelNote {
  if (runtime === asked) return notOnGpu(file, failures[0]);
  const why = reason(failures.at(-1));
  return {
    kind: 'other-runtime',
    details: `${runtimeNames[asked]} did not take ${file} (${why}); ${runtimeNames[runtime]} runs it.`,
  };
}

export function notOnGpu(file: string, why: unknown): ModelNote {
  return { kind: 'not-on-gpu', details: `The GPU did not take ${file} (${reason(why)}); the CPU runs it.` };
}

/** The importer's own words are for people; a runtime's go behind. */
function refusal(fileName: string, failures: readonly unknown[]): WorkbenchError {
  const worded = failures.find((each) => each instanceof WorkbenchError);
  if (worded instanceof WorkbenchError) return worded;
  return new WorkbenchError('model/malformed', `${fileName} cannot be opened as a model: ${reason(failures[0])}`, {
    details: { file: fileName },
    cause: failures[0],
  });
}

function shown({ name, shape }: TensorShape): string {
  return `${name} [${shape.join(', ')}]`;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
