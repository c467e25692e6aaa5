import type { Interval } from '#core/metrics/bootstrap.ts';
import type { Figure } from '#core/metrics/metric.ts';

/** Figures side by side, as they are compared on a screen and printed in a paper. */
export interface ResultTable {
  /** In the order of the columns. */
  readonly columns: readonly { readonly name: string; readonly figure: Figure }[];
  readonly rows: readonly ResultRow[];
}

export interface ResultRow {
  readonly run: string;
  /** `null` for all sequences combined. */
  readonly sequence: string | null;
  /** How many independent sequences the intervals are of; `null` when there are none. */
  readonly sequences: number | null;
  /** Key of the paper of whatever made the run; `null` when nobody knows. */
  readonly cite: string | null;
  readonly figures: Readonly<Record<string, number>>;
  readonly intervals: Readonly<Partial<Record<string, Interval>>>;
}

/** @returns Percent with one digit, as the field prints fractions; a count as it is; `–` for none. */
export function figureText(value: number | undefined, { kind, none }: Figure): string {
  if (value === undefined || value === none) return '–';
  return kind === 'count' ? String(value) : percent(value);
}

/** `58.1–66.0`, in percent. */
export const intervalText = ({ low, high }: Interval): string => `${percent(low)}–${percent(high)}`;

/** @returns Which rows are best in a column, as they are printed; none when all are. */
export function bestRows({ columns, rows }: ResultTable, column: number): ReadonlySet<ResultRow> {
  const { name, figure } = columns[column]!;
  const printed = new Map(rows.map((row) => [row, figureText(row.figures[name], figure)]));
  const values = rows.flatMap(({ figures }) => {
    const value = figures[name];
    return value === undefined || value === figure.none ? [] : [value];
  });
  if (rows.length < 2 || values.length === 0) return new Set();
  const best = figureText(figure.better === 'higher' ? Math.max(...values) : Math.min(...values), figure);
  const found = rows.filter((row) => printed.get(row) === best);
  return new Set(found.length === rows.length ? [] : found);
}

const percent = (value: number): string => (100 * value).toFixed(1);
