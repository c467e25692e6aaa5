/** Measures what could run a model on this device against one another. */
import { type Contender, contenderKey, sameSize } from '#core/speed/contender.ts';
import type { Size } from '#core/detection/letterbox.ts';
import type { Machine } from '#core/speed/machine.ts';
import type { MeasureOptions } from '#core/speed/measure-options.ts';
import type { Refusal, SpeedRow } from '#core/speed/row.ts';
import { type Runner, race } from '#engines/calibration/race.ts';
import { createEngineRunner, createLookRunner } from '#engines/calibration/runners.ts';
import type { Engine } from '#engines/engine.ts';
import { engines } from '#engines/engines.ts';
import { entryOfPacked } from '#engines/graph-model/entry-of-packed.ts';
import { cardOf, embedderCardOf } from '#engines/model-card.ts';
import { openDetector } from '#engines/open-detector.ts';
import { type ModelFile, type Runtime, openEngine } from '#engines/open-model.ts';

type Processor = Pick<Runtime, 'threads' | 'files'>;

/** All in which a model runs, those that are ready soonest first: they are measured even when the time is short. */
const ENGINES = [
  { runtime: 'tfjs', backend: 'wasm' },
  { runtime: 'tfjs', backend: 'webgpu' },
  { runtime: 'ort', backend: 'wasm' },
  { runtime: 'ort', backend: 'webgpu' },
] as const satisfies readonly Pick<Contender, 'runtime' | 'backend'>[];

/**
 * @param tell - Called with the rows so far and how much of the budget is spent, in [0, 1].
 * @returns A row of each contender, refused ones too.
 * @throws WorkbenchError `model/malformed`, `model/unsupported` when no engine runs it; `model/no-decoder`
 */
export async function measureModel(
  file: ModelFile,
  processor: Processor,
  machine: Machine,
  options: MeasureOptions,
  tell: (rows: readonly SpeedRow[], fraction: number) => void,
): Promise<readonly SpeedRow[]> {
  const [input, ...smaller] = await inputsOf(file, processor);
  const own = ENGINES.flatMap((engine) => {
    const one: Contender = { ...engine, batch: 1, input };
    // Where nothing is measured, one line says why.
    if (refusalOf(one, machine, options) !== null) return [one];
    return batchesOf(engine, options).map((batch): Contender => ({ ...one, batch }));
  });
  // Live cameras step down to these; who runs the model is settled at its own size, and one engine says how much they save.
  const contenders = [...own, ...smaller.map((size): Contender => ({ ...ENGINES[0], batch: 1, input: size }))];
  const refused = contenders.flatMap((contender) => {
    const refusal = refusalOf(contender, machine, options);
    return refusal === null ? [] : [{ contender, refusal }];
  });
  const entrants = contenders
    .filter((contender) => refusalOf(contender, machine, options) === null)
    .map((contender) => ({
      contender,
      chosenAmong: sameSize(contender.input, input),
      open: () => openRunner(file, contender, input, processor, options),
    }));
  const rules = { ...options, now: () => performance.now() };
  const measured = await race(entrants, { ...rules, tell: (rows, fraction) => tell(inOrder(rows), fraction) });
  return inOrder(measured);

  function inOrder(rows: readonly SpeedRow[]): readonly SpeedRow[] {
    const all = new Map([...rows, ...refused].map((row) => [contenderKey(row.contender), row]));
    return contenders.flatMap((contender) => all.get(contenderKey(contender)) ?? []);
  }
}

/**
 * Several frames at once are a question only where they stay on a graphics device: on the processor four of them take
 * four times as long as one.
 */
function batchesOf({ runtime, backend }: (typeof ENGINES)[number], { what }: MeasureOptions): readonly number[] {
  return what === 'look' && runtime === 'tfjs' && backend === 'webgpu' ? [1, 2, 4] : [1];
}

/** Of the software that computes graphics there is one measurement: what the processor does with the same work itself. */
function refusalOf({ backend }: Contender, machine: Machine, options: MeasureOptions): Refusal | null {
  if (backend !== 'webgpu') return null;
  if (machine.adapter === null)
    return { kind: 'no-graphics', details: 'navigator.gpu.requestAdapter() gave no adapter' };
  if (machine.softwareGraphics && !options.softwareGraphics)
    return { kind: 'software', details: `${machine.adapter} is a software adapter` };
  return null;
}

/** What the network sees, and smaller pictures it may be given, px. */
async function inputsOf(file: ModelFile, processor: Processor): Promise<[Size, ...Size[]]> {
  const card = cardOf(file.sha256, await entryOfPacked(file.bytes));
  const known = card ?? embedderCardOf(file.sha256);
  if (known !== null) return [{ width: known.input.width, height: known.input.height }, ...(card?.sizes ?? [])];
  using engine = await openAnyhow(file, processor);
  const [, , height, width] = engine.input.shape.map((side) => (typeof side === 'number' ? side : 1));
  return [{ width: width ?? 1, height: height ?? 1 }];
}

/** @throws Of the runtime that came first, when neither takes it. */
async function openAnyhow({ bytes, fileName }: ModelFile, processor: Processor): Promise<Engine> {
  const options = { ...processor, fileName, backend: 'wasm' } as const;
  return engines.tfjs(bytes, options).catch((error: unknown) =>
    engines.ort(bytes, options).catch(() => {
      throw error;
    }),
  );
}

async function openRunner(
  file: ModelFile,
  { runtime, backend, batch, input }: Contender,
  own: Size,
  processor: Processor,
  { what }: MeasureOptions,
): Promise<Runner> {
  const on = { ...processor, runtime, backend, ...(sameSize(input, own) ? {} : { input }) };
  if (what === 'network') return createEngineRunner(await openEngine(file, on));
  const opened = await openDetector(file, on, batch, () => undefined);
  const { engine, detector, notes } = opened;
  if (engine.runtime === runtime && engine.backend === backend) return createLookRunner(detector);
  detector[Symbol.dispose]();
  throw new Error(notes.map(({ details }) => details).join(' '));
}
