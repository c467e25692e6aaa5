/** What `cli bench engines` prints and the page copies. */
import { sameSize } from '#core/speed/contender.ts';
import type { Machine } from '#core/speed/machine.ts';
import { type MeasuredRow, type RefusedRow, type SpeedRow, isMeasured, isRefused } from '#core/speed/row.ts';

/** All the rows of one model, measured in one race. */
export interface ModelRace {
  /** As its file is called; another may be called the same. */
  readonly model: string;
  /** Of its file; `null` for the small network that is made up. */
  readonly sha256: string | null;
  readonly rows: readonly SpeedRow[];
}

/** What tells the models apart, in the order of the races: their names, and of those with the same name what their hashes begin with. */
export function raceNames(races: readonly ModelRace[]): readonly string[] {
  return races.map(({ model, sha256 }) => {
    const alone = races.filter((other) => other.model === model).length === 1;
    return alone || sha256 === null ? model : `${model} (${sha256.slice(0, 8)})`;
  });
}

export interface BenchRow {
  /** Its name among the others: see `raceNames`. */
  readonly model: string;
  readonly engine: string;
  readonly backend: string;
  readonly batch: number;
  readonly input: string;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly minMs: number;
  readonly firstMs: number;
}

/** The time of one over the time of the other, below 1 when the first is faster. */
export interface Ratio {
  readonly median: number;
  readonly min: number;
}

export interface BenchReport {
  readonly rows: readonly BenchRow[];
  /** By model and what is compared: `yolox_nano.onnx tfjs/ort wasm`. Both of a pair were measured in turns in one worker. */
  readonly ratios: Readonly<Record<string, Ratio>>;
  /** Who could not run what, and why. */
  readonly refused: readonly {
    readonly model: string;
    readonly engine: string;
    readonly backend: string;
    readonly batch: number;
    readonly reason: string;
    readonly details: string;
  }[];
  readonly machine: Machine;
}

export function benchReport(races: readonly ModelRace[], machine: Machine): BenchReport {
  const names = raceNames(races);
  const named = races.map(({ rows }, i) => ({ model: names[i]!, rows }));
  return {
    rows: named.flatMap(({ model, rows }) => rows.filter(isMeasured).map((row) => benchRow(model, row))),
    ratios: Object.fromEntries(named.flatMap(({ model, rows }) => ratiosOf(model, rows.filter(isMeasured)))),
    refused: named.flatMap(({ model, rows }) => rows.filter(isRefused).map((row) => refused(model, row))),
    machine,
  };
}

function benchRow(model: string, { contender, figures }: MeasuredRow): BenchRow {
  const { runtime: engine, backend, batch, input } = contender;
  const { medianMs, p95Ms, minMs, firstMs } = figures;
  const [median, p95, min, first] = [medianMs, p95Ms, minMs, firstMs].map(rounded) as [number, number, number, number];
  const size = `${input.width}x${input.height}`;
  return { model, engine, backend, batch, input: size, medianMs: median, p95Ms: p95, minMs: min, firstMs: first };
}

function refused(model: string, { contender, refusal }: RefusedRow): BenchReport['refused'][number] {
  const { runtime: engine, backend, batch } = contender;
  return { model, engine, backend, batch, reason: refusal.kind, details: refusal.details };
}

/** TensorFlow.js over onnxruntime-web on the same backend, and a batch over as many single calls of the same engine. */
function ratiosOf(model: string, rows: readonly MeasuredRow[]): readonly (readonly [string, Ratio])[] {
  return rows.flatMap((row) => {
    const { runtime, backend, batch } = row.contender;
    const others = rows.filter(({ contender }) => sameSize(contender.input, row.contender.input));
    const ort = others.find(
      ({ contender: other }) => other.runtime === 'ort' && other.backend === backend && other.batch === batch,
    );
    const single = others.find(
      ({ contender: other }) => other.runtime === runtime && other.backend === backend && other.batch === 1,
    );
    const name = batch === 1 ? backend : `${backend} batch ${batch}`;
    return [
      ...(runtime === 'tfjs' && ort !== undefined ? [[`${model} tfjs/ort ${name}`, over(row, ort, 1)] as const] : []),
      ...(batch > 1 && single !== undefined
        ? [[`${model} batch ${batch}/${batch}×1 ${runtime} ${backend}`, over(row, single, batch)] as const]
        : []),
    ];
  });
}

function over(a: MeasuredRow, b: MeasuredRow, calls: number): Ratio {
  return {
    median: rounded(a.figures.medianMs / (calls * b.figures.medianMs)),
    min: rounded(a.figures.minMs / (calls * b.figures.minMs)),
  };
}

/** To a thousandth: clocks of browsers tell no more. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000;
