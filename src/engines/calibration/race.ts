/**
 * Measures contenders against one another: opened one by one, then called in turns, round by round, in one thread, so that
 * whatever else the machine does meanwhile happens to all of them alike. A turn is several calls, and its first does not
 * count: the threads of whoever came before still wait for work and hold the processor up, which nobody meets who runs alone.
 */
import { type Contender, sameSize } from '#core/speed/contender.ts';
import { figuresOf } from '#core/speed/figures.ts';
import type { Refusal, SpeedRow } from '#core/speed/row.ts';

/** What is timed: one call, from numbers or frames to the answer. */
export interface Runner extends Disposable {
  run(): Promise<void>;
}

export interface Entrant {
  readonly contender: Contender;
  /** Whether it is one of those that are chosen among; the others leave the budget to them after a few rounds. */
  readonly chosenAmong: boolean;
  /** @throws Why it cannot run the model: its message stands in the table. */
  open(): Promise<Runner>;
}

export interface RaceRules {
  /** For everything, ms. What nobody can stop, such as a compilation that has begun, may take longer. */
  readonly budgetMs: number;
  /** After these the rest of the budget is not needed. */
  readonly mostRounds: number;
  /** Whoever takes so many times as long as the best after warming up will not win any more. */
  readonly hopeless: number;
  /** ms */
  readonly now: () => number;
  /** Called with the rows so far and how much of the budget is spent, in [0, 1]. */
  readonly tell: (rows: readonly SpeedRow[], fraction: number) => void;
}

/** Of the budget; the rest is for the rounds. Whoever has not been opened by then has no time. */
const OPENING = 0.6;
/** A median of fewer is none. They are run even when the budget is over, by whoever is still in. */
const FEWEST_ROUNDS = 3;
/** A turn goes on for so long after its first call, and for one call at least, ms. */
const TURN = 50;

interface Racer {
  readonly contender: Contender;
  readonly runner: Runner;
  readonly openMs: number;
  readonly firstMs: number;
  /** The better of the second and the third call, which warm up what the first has compiled. */
  readonly warmMs: number;
  readonly times: number[];
}

/** @returns A row of each entrant, in their order. */
export async function race(entrants: readonly Entrant[], rules: RaceRules): Promise<readonly SpeedRow[]> {
  const start = rules.now();
  const spent = () => rules.now() - start;
  const racers = new Map<Entrant, Racer>();
  const refusals = new Map<Entrant, Refusal>();
  const rows = (): SpeedRow[] =>
    entrants.flatMap((entrant): SpeedRow[] => {
      const [racer, refusal] = [racers.get(entrant), refusals.get(entrant)];
      if (refusal !== undefined) return [{ contender: entrant.contender, refusal }];
      return racer === undefined ? [] : [{ contender: racer.contender, figures: figuresSoFar(racer) }];
    });
  const tell = () => rules.tell(rows(), Math.min(1, spent() / rules.budgetMs));
  /** Of those that see as large a picture: a smaller one is no reason to leave the larger. */
  const best = ({ contender }: Racer) =>
    Math.min(
      ...[...racers.values()].filter((other) => sameSize(other.contender.input, contender.input)).map(frameTime),
    );

  try {
    for (const entrant of entrants) {
      if (spent() > OPENING * rules.budgetMs && racers.size > 0) {
        refusals.set(entrant, { kind: 'no-time', details: `${Math.round(spent())} ms had gone by before its turn` });
        continue;
      }
      const opened = await enter(entrant, rules.now);
      if ('kind' in opened) refusals.set(entrant, opened);
      else if (frameTime(opened) > rules.hopeless * best(opened)) {
        refusals.set(entrant, tooSlow(opened, best(opened)));
        opened.runner[Symbol.dispose]();
      } else racers.set(entrant, opened);
      tell();
    }
    dropHopeless();

    for (let round = 0; round < rules.mostRounds; round++) {
      if (round >= FEWEST_ROUNDS && spent() > rules.budgetMs) break;
      const inTime = round < FEWEST_ROUNDS && spent() <= rules.budgetMs;
      const turns = [...racers].filter(([{ chosenAmong }]) => chosenAmong || inTime);
      if (turns.length === 0) break;
      for (const [entrant, racer] of inTurn(turns, round)) {
        try {
          // Who is alone comes after nobody.
          if (turns.length > 1) await racer.runner.run();
          racer.times.push(...(await turnOf(racer.runner, rules.now)));
        } catch (error) {
          drop(entrant, racer, { kind: 'cannot', details: reason(error) });
        }
      }
      tell();
    }
    return rows();
  } finally {
    for (const { runner } of racers.values()) runner[Symbol.dispose]();
  }

  /** Whoever came before the best one was measured against others. */
  function dropHopeless(): void {
    for (const [entrant, racer] of racers) {
      if (frameTime(racer) > rules.hopeless * best(racer)) drop(entrant, racer, tooSlow(racer, best(racer)));
    }
  }

  function drop(entrant: Entrant, racer: Racer, refusal: Refusal): void {
    refusals.set(entrant, refusal);
    racers.delete(entrant);
    racer.runner[Symbol.dispose]();
  }
}

async function enter(entrant: Entrant, now: () => number): Promise<Racer | Refusal> {
  const start = now();
  let runner: Runner;
  try {
    runner = await entrant.open();
  } catch (error) {
    return { kind: 'cannot', details: reason(error) };
  }
  const openMs = now() - start;
  try {
    const firstMs = await timed(runner, now);
    const warm = [await timed(runner, now), await timed(runner, now)];
    return { contender: entrant.contender, runner, openMs, firstMs, warmMs: Math.min(...warm), times: [] };
  } catch (error) {
    runner[Symbol.dispose]();
    return { kind: 'cannot', details: reason(error) };
  }
}

/** @returns What each call took. */
async function turnOf(runner: Runner, now: () => number): Promise<readonly number[]> {
  const start = now();
  const times: number[] = [];
  do times.push(await timed(runner, now));
  while (now() - start < TURN);
  return times;
}

async function timed(runner: Runner, now: () => number): Promise<number> {
  const start = now();
  await runner.run();
  return now() - start;
}

/** Another one begins each round: whoever always came after the same neighbour would inherit its caches. */
function inTurn<T>(racers: readonly T[], round: number): readonly T[] {
  const from = round % Math.max(1, racers.length);
  return [...racers.slice(from), ...racers.slice(0, from)];
}

const frameTime = ({ contender, warmMs }: Racer): number => warmMs / contender.batch;

const figuresSoFar = ({ openMs, firstMs, warmMs, times }: Racer) =>
  figuresOf(openMs, firstMs, times.length === 0 ? [warmMs] : times);

function tooSlow(racer: Racer, best: number): Refusal {
  const [own, other] = [frameTime(racer), best].map((time) => time.toFixed(1));
  return { kind: 'too-slow', details: `${own} ms a frame after warming up, the best ${other} ms` };
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
