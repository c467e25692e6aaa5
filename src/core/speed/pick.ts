/** Which of the measured contenders runs the model. */
import { type Contender, contenderKey, sameSize } from '#core/speed/contender.ts';
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
  /** The size the model was made for. Smaller ones see less, so speed alone does not choose them. */
  readonly input: Contender['input'];
}

/**
 * The fastest a frame; among those that are as fast, the smallest batch, because frames wait for one another in it, and
 * then the one that is ready soonest. So a batch is only taken where it pays.
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
function candidates(rows: readonly SpeedRow[], { cameras, input }: PickRules): readonly MeasuredRow[] {
  return rows
    .filter(isMeasured)
    .filter(({ contender }) => contender.batch <= Math.max(1, cameras) && sameSize(contender.input, input))
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
