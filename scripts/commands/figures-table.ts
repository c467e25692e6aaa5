import type { Figure, Metric } from '#core/metrics/metric.ts';
import { textTable } from '../files/text-table.ts';

/** Figures of one thing, by name; one that is absent is left blank. */
export interface FiguresRow {
  readonly name: string;
  readonly figures: Readonly<Partial<Record<string, number>>>;
}

/** A table a metric; fractions in percent with three digits, as the field prints them. */
export function figuresTable(
  metrics: readonly Pick<Metric<never, never, string>, 'name' | 'figures'>[],
  rows: readonly FiguresRow[],
): string {
  return metrics.map(({ name, figures }) => oneTable(name, Object.entries(figures), rows)).join('\n');
}

function oneTable(title: string, columns: readonly (readonly [string, Figure])[], rows: readonly FiguresRow[]): string {
  const cells = [
    [title, ...columns.map(([name]) => name)],
    ...rows.map(({ name, figures }) => [name, ...columns.map(([column, figure]) => text(figures[column], figure))]),
  ];
  return textTable(cells);
}

function text(value: number | undefined, { kind, none }: Figure): string {
  if (value === undefined) return '';
  if (value === none) return '–';
  return kind === 'count' ? String(value) : (100 * value).toFixed(3);
}
