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

/** Fractions further apart than this are never printed as the same. */
const SAME_PRINT = 2e-3;

/** @returns Which rows are best in a column, as they are printed; none when all are. */
export function bestRows({ columns, rows }: ResultTable, column: number): ReadonlySet<ResultRow> {
  const { name, figure } = columns[column]!;
  const values = valuesIn(rows, name, figure);
  if (rows.length < 2 || values.length === 0) return new Set();
  const best = figure.better === 'higher' ? Math.max(...values) : Math.min(...values);
  const printed = figureText(best, figure);
  const found = rows.filter(({ figures }) => {
    const value = figures[name];
    // Printing is what takes long, and few are near the best.
    return value !== undefined && Math.abs(value - best) < SAME_PRINT && figureText(value, figure) === printed;
  });
  return new Set(found.length === rows.length ? [] : found);
}

/** @returns Of a column, how many signs its longest figure or interval has. */
export function columnWidth({ columns, rows }: ResultTable, column: number): number {
  const { name, figure } = columns[column]!;
  const values = valuesIn(rows, name, figure);
  // No figure between two others is longer than both.
  const ends = values.length === 0 ? [undefined] : [Math.min(...values), Math.max(...values)];
  const intervals = rows.flatMap(({ intervals: { [name]: interval } }) => (interval ? [intervalText(interval)] : []));
  return Math.max(...[...ends.map((value) => figureText(value, figure)), ...intervals].map(({ length }) => length));
}

const valuesIn = (rows: readonly ResultRow[], name: string, figure: Figure): readonly number[] =>
  rows.flatMap(({ figures: { [name]: value } }) => (value === undefined || value === figure.none ? [] : [value]));

const percent = (value: number): string => (100 * value).toFixed(1);
