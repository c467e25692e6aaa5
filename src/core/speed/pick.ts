/** Which of the measured contenders runs the model. */
import { type Contender, contenderKey } from '#core/speed/contender.ts';
import { type MeasuredRow, type SpeedRow, frameMs, isMeasured } from '#core/speed/row.ts';

/** Whoever is within this of the fastest is as fast: it is what two measurements of the same thing differ by. */
const AS_FAST = 1.05;

export interface Pick {
  readonly contender: Contender;
  readonly why: PickReason;
}

/**
 * - `only`: no other could be measured.
 * - `fastest`: `times` as fast as the next one, which has another runtime or another backend; `null` when there is none.
 * - `fewer-at-once`: as fast as `fastest`, and frames wait for fewer others.
 * - `starts-sooner`: as fast as `fastest`, and ready sooner.
 */
export type PickReason =
  | { readonly kind: 'only' }
  | { readonly kind: 'fastest'; readonly next: Contender | null; readonly times: number }
  | { readonly kind: 'fewer-at-once' | 'starts-sooner'; readonly fastest: Contender };

export interface PickRules {
  /** Frames that come at the same time: a batch is never larger. */
  readonly cameras: number;
  /** Without graphics: they were lost once too often. */
  readonly processorOnly?: boolean;
}

/**
 * The fastest a frame, at the largest input of the table: smaller ones show less, so speed alone does not choose them.
 * Among those that are as fast, the smallest batch, because frames wait for one another in it, and then the one that is
 * ready soonest. So a batch is only taken where it pays.
 *
 * @returns `null` when nothing was measured.
 */
export function pick(rows: readonly SpeedRow[], rules: PickRules): Pick | null {
  const eligible = candidates(rows, rules);
  const fastest = eligible[0];
  if (fastest === undefined) return null;
  const asFast = eligible.filter((row) => frameMs(row) <= AS_FAST * frameMs(fastest));
  const picked = asFast.toSorted((a, b) => a.contender.batch - b.contender.batch || readyMs(a) - readyMs(b))[0]!;
  return { contender: picked.contender, why: reasonOf(picked, fastest, eligible) };
}

/** How much longer the picked one takes a frame than the fastest of the table that could have been picked; 1 at best. */
export function regret(rows: readonly SpeedRow[], rules: PickRules, picked: Contender): number {
  const eligible = candidates(rows, rules);
  const own = eligible.find(({ contender }) => contenderKey(contender) === contenderKey(picked));
  return own === undefined ? Infinity : frameMs(own) / frameMs(eligible[0]!);
}

/** Fastest first. */
function candidates(rows: readonly SpeedRow[], { cameras, processorOnly = false }: PickRules): readonly MeasuredRow[] {
  const largest = Math.max(...rows.map(areaOf));
  return rows
    .filter(isMeasured)
    .filter((row) => row.contender.batch <= Math.max(1, cameras) && areaOf(row) === largest)
    .filter(({ contender }) => contender.backend === 'wasm' || !processorOnly)
    .toSorted((a, b) => frameMs(a) - frameMs(b));
}

function reasonOf(picked: MeasuredRow, fastest: MeasuredRow, eligible: readonly MeasuredRow[]): PickReason {
  if (eligible.length === 1) return { kind: 'only' };
  if (picked !== fastest) {
    const fewer = picked.contender.batch < fastest.contender.batch;
    return { kind: fewer ? 'fewer-at-once' : 'starts-sooner', fastest: fastest.contender };
  }
  const next = eligible.find((row) => !sameEngine(row.contender, picked.contender)) ?? null;
  return {
    kind: 'fastest',
    next: next?.contender ?? null,
    times: next === null ? 1 : frameMs(next) / frameMs(picked),
  };
}

const readyMs = ({ figures }: MeasuredRow): number => figures.openMs + figures.firstMs;

const sameEngine = (a: Contender, b: Contender): boolean => a.runtime === b.runtime && a.backend === b.backend;

const areaOf = ({ contender: { input } }: SpeedRow): number => input.width * input.height;
