/** Measures what could run a model on this device against one another. */
import { type Contender, contenderKey } from '#core/speed/contender.ts';
import type { Machine } from '#core/speed/machine.ts';
import type { MeasureOptions } from '#core/speed/measure-options.ts';
import type { Refusal, SpeedRow } from '#core/speed/row.ts';
import { createCpuDetector } from '#engines/cpu-detector.ts';
import { createEngineRunner, createLookRunner } from '#engines/calibration/runners.ts';
import { type Runner, race } from '#engines/calibration/race.ts';
import { type ModelInput, cardOf } from '#engines/model-card.ts';
import { type ModelFile, type Runtime, openEngine, openModel } from '#engines/open-model.ts';

type Processor = Pick<Runtime, 'threads' | 'files'>;

/** All in which a model runs. The cheapest to open first: they are measured even when the time is short. */
const ENGINES = [
  { runtime: 'ort', backend: 'wasm' },
  { runtime: 'ort', backend: 'webgpu' },
] as const;

/**
 * @param tell - Called with the rows so far and how much of the budget is spent, in [0, 1].
 * @returns A row of each contender, refused ones too.
 * @throws WorkbenchError `model/malformed`, `model/no-decoder` when no engine could run it.
 */
export async function measureModel(
  file: ModelFile,
  runtime: Processor,
  machine: Machine,
  options: MeasureOptions,
  tell: (rows: readonly SpeedRow[], fraction: number) => void,
): Promise<readonly SpeedRow[]> {
  const input = await inputOf(file, runtime, options);
  const contenders = ENGINES.map((engine): Contender => ({ ...engine, batch: 1, input }));
  const refused = contenders.flatMap((contender) => {
    const refusal = refusalOf(contender, machine, options);
    return refusal === null ? [] : [{ contender, refusal }];
  });
  const entrants = contenders
    .filter((contender) => refusalOf(contender, machine, options) === null)
    .map((contender) => ({ contender, open: () => openRunner(file, contender, runtime, options) }));
  const rules = { ...options, now: () => performance.now() };
  const measured = await race(entrants, { ...rules, tell: (rows, fraction) => tell(inOrder(rows), fraction) });
  return inOrder(measured);

  function inOrder(rows: readonly SpeedRow[]): readonly SpeedRow[] {
    const all = new Map([...rows, ...refused].map((row) => [contenderKey(row.contender), row]));
    return contenders.flatMap((contender) => all.get(contenderKey(contender)) ?? []);
  }
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

/** What the network sees, px. */
async function inputOf(file: ModelFile, runtime: Processor, { what }: MeasureOptions): Promise<Contender['input']> {
  const card = cardOf(file.sha256);
  if (card !== null) return sizeOf(card.input);
  if (what === 'look') {
    const opened = await openModel(file, { ...runtime, backend: 'wasm' });
    opened.engine[Symbol.dispose]();
    return sizeOf(opened.card.input);
  }
  using engine = await openEngine(file, { ...runtime, backend: 'wasm' });
  const [, , height, width] = engine.input.shape.map((side) => (typeof side === 'number' ? side : 1));
  return { width: width ?? 1, height: height ?? 1 };
}

const sizeOf = ({ width, height }: ModelInput): Contender['input'] => ({ width, height });

async function openRunner(
  file: ModelFile,
  { backend }: Contender,
  runtime: Processor,
  { what }: MeasureOptions,
): Promise<Runner> {
  if (what === 'network') return createEngineRunner(await openEngine(file, { ...runtime, backend }));
  const { engine, card, notes } = await openModel(file, { ...runtime, backend });
  if (engine.backend === backend) return createLookRunner(createCpuDetector(engine, card));
  engine[Symbol.dispose]();
  throw new Error(notes.map(({ details }) => details).join(' '));
}
