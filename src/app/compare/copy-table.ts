import { citationsOf, writeBibtex } from '#core/metrics/citations.ts';
import type { ResultTable } from '#core/metrics/result-table.ts';
import { type TableFormat, tableFormats } from '#core/metrics/table-texts.ts';
import { scoreTable } from '#app/compare/score-table.ts';
import type { Scoring } from '#app/compare/scoring.svelte.ts';

/** Puts the table as it is seen into the clipboard. */
export async function copyTable(scoring: Scoring, format: TableFormat): Promise<void> {
  await navigator.clipboard.writeText(tableFormats[format].write(tableOf(scoring)));
}

/** Puts the papers of what is seen into the clipboard, as BibTeX: of the figures, the benchmark and the trackers. */
export async function copyCitations(scoring: Scoring): Promise<void> {
  const { columns, rows } = tableOf(scoring);
  const citations = citationsOf({
    figures: columns.map(({ name }) => name),
    benchmark: scoring.truth?.kind === 'mot' ? scoring.benchmark : null,
    runs: rows.map(({ run }) => run),
    intervals: rows.some(({ intervals }) => Object.keys(intervals).length > 0),
  });
  await navigator.clipboard.writeText(writeBibtex(citations));
}

function tableOf({ truth, runs, table }: Scoring): ResultTable {
  return scoreTable(truth?.kind ?? 'mot', runs, table);
}
