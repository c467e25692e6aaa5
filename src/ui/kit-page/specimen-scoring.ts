/** Results in every state, stopped where an example needs it: what is dropped is looked at by nobody, nothing is scored. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { HOTA_ALPHAS } from '#core/metrics/hota.ts';
import { tracking } from '#core/metrics/tracking.ts';
import type { GroundTruth } from '#app/compare/ground-truth.ts';
import { ScoreRun } from '#app/compare/score-run.svelte.ts';
import { Scoring } from '#app/compare/scoring.svelte.ts';
import { problemOf } from '#app/problem.ts';

class SpecimenScoring extends Scoring {
  override takeTruth(): Promise<void> {
    return Promise.resolve();
  }
  override takeResults(): Promise<void> {
    return Promise.resolve();
  }
  override again(): void {}
  override goOn(): void {}
}

const NAMES = ['aisle-1', 'aisle-2', 'aisle-3', 'aisle-4', 'checkout'];

export const specimenTruth: GroundTruth = {
  kind: 'mot',
  name: 'shop',
  sequences: new Map(NAMES.map((name) => [name, `shop/${name}/gt/gt.txt`])),
  files: new Map(),
  guess: { benchmark: 'mot17', because: 'classes' },
};

/** One that could not be read beside four that could. */
const refused = new WorkbenchError(
  'dataset/malformed',
  'aisle-3.txt:12 is not a MOT line: column 5 (width) is “-3”; expected 0 or more',
  { details: { file: 'aisle-3.txt', line: 12, column: 5 } },
);

export function specimenScoring(changes: Partial<Scoring> = {}): Scoring {
  const scoring = new SpecimenScoring(() => {
    throw new Error('an example scores nothing');
  });
  return Object.assign(scoring, changes);
}

/** @param share - How good it is, in `[0, 1]`. */
export function specimenRun(name: string, line: number, state: ScoreRun['state'], share = 0.7): ScoreRun {
  const run = new ScoreRun(name, line, { kind: 'mot', name, sequences: new Map() }, new Map());
  run.state = state;
  if (state === 'scored') run.scores = scoresOf(share, NAMES);
  return run;
}

export function specimenPartialRun(name: string, line: number): ScoreRun {
  const run = specimenRun(name, line, 'scored');
  run.scores = scoresOf(0.6, NAMES.slice(1));
  run.problems = [problemOf(refused)];
  run.extra = ['notes.txt'];
  return run;
}

export function specimenFailedRun(name: string, line: number): ScoreRun {
  const run = specimenRun(name, line, 'failed');
  run.problems = [problemOf(refused)];
  return run;
}

function scoresOf(share: number, names: readonly string[]): NonNullable<ScoreRun['scores']> {
  const figures = figuresOf(share);
  return {
    combined: figures,
    sequences: names.map((name, i) => ({ name, figures: figuresOf(share - 0.02 * i) })),
    refused: [],
    independent: names.length,
    intervals:
      names.length < NAMES.length
        ? null
        : { level: 0.95, sequences: names.length, figures: { HOTA: { low: share - 0.06, high: share + 0.04 } } },
    curves: {
      x: HOTA_ALPHAS,
      lines: { HOTA: HOTA_ALPHAS.map((alpha) => share * (1 - alpha ** 4)), DetA: HOTA_ALPHAS.map(() => share) },
    },
  };
}

const figuresOf = (share: number): Record<string, number> =>
  Object.fromEntries(
    Object.entries(tracking.figures).map(([name, { kind }]) => [
      name,
      kind === 'count' ? Math.round(1000 * (1 - share)) : share,
    ]),
  );
