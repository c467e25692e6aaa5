import type { ResultKind } from '#core/datasets/result-files.ts';
import { trackerCitation } from '#core/metrics/citations.ts';
import { coco } from '#core/metrics/coco.ts';
import type { Figure } from '#core/metrics/metric.ts';
import type { ResultRow, ResultTable } from '#core/metrics/result-table.ts';
import { tracking } from '#core/metrics/tracking.ts';
import type { ScoreRun } from '#app/compare/score-run.svelte.ts';
import type { TableChoice } from '#app/compare/table-choice.ts';

/** A row of the page: what is printed, and the run it is of. */
export interface ScoreRow extends ResultRow {
  readonly of: ScoreRun;
}

export interface ScoreTable extends ResultTable {
  readonly rows: readonly ScoreRow[];
}

/** Every figure there is of a kind of results, in the order of the tables. */
export const figuresOf = (kind: ResultKind): Readonly<Record<string, Figure>> =>
  kind === 'mot' ? tracking.figures : coco.figures;

/** What papers print. */
const USUAL: Readonly<Record<ResultKind, readonly string[]>> = {
  mot: ['HOTA', 'DetA', 'AssA', 'MOTA', 'IDF1', 'FP', 'FN', 'IDSW'],
  coco: ['AP', 'AP50', 'AP75', 'APs', 'APm', 'APl', 'AR100'],
};

/** @returns The chosen columns that these results have; the usual ones when none was chosen or none is left. */
export function shownColumns(kind: ResultKind, { columns }: TableChoice): readonly string[] {
  const known = figuresOf(kind);
  const chosen = (columns ?? []).filter((name) => name in known);
  return chosen.length === 0 ? USUAL[kind] : chosen;
}

/** @param runs - Those that have no figures yet are left out. */
export function scoreTable(kind: ResultKind, runs: readonly ScoreRun[], choice: TableChoice): ScoreTable {
  const known = figuresOf(kind);
  const rows = runs.flatMap((run) => (choice.rows === 'runs' ? combinedRow(run) : sequenceRows(run)));
  return {
    columns: shownColumns(kind, choice).map((name) => ({ name, figure: known[name]! })),
    rows: sorted(rows, choice, known),
  };
}

function combinedRow(run: ScoreRun): readonly ScoreRow[] {
  const { scores } = run;
  if (scores?.combined == null) return [];
  return [
    rowOf(run, {
      sequence: null,
      sequences: run.paths.kind === 'coco' ? null : scores.independent,
      figures: scores.combined,
      intervals: scores.intervals?.figures ?? {},
    }),
  ];
}

const sequenceRows = (run: ScoreRun): readonly ScoreRow[] =>
  (run.scores?.sequences ?? []).map(({ name, figures }) =>
    rowOf(run, { sequence: name, sequences: null, figures, intervals: {} }),
  );

/** The name is asked for when it is printed: a run that is called otherwise makes no new table. */
const rowOf = (run: ScoreRun, measured: Omit<ResultRow, 'run' | 'cite'>): ScoreRow => ({
  ...measured,
  of: run,
  get run() {
    return run.name;
  },
  get cite() {
    return trackerCitation(run.name)?.key ?? null;
  },
});

function sorted(
  rows: readonly ScoreRow[],
  { sort }: TableChoice,
  known: Readonly<Record<string, Figure>>,
): readonly ScoreRow[] {
  if (sort === null) return rows;
  const { by, descending } = sort;
  const way = descending ? -1 : 1;
  if (by === 'run') return rows.toSorted((a, b) => way * a.run.localeCompare(b.run));
  if (by === 'sequence') return rows.toSorted((a, b) => way * (a.sequence ?? '').localeCompare(b.sequence ?? ''));
  if (!(by in known)) return rows;
  return rows.toSorted((a, b) => way * (a.figures[by]! - b.figures[by]!));
}
