import type { Figure, Metric } from '#core/metrics/metric.ts';

/** Figures of one thing, by name. */
export interface FiguresRow {
  readonly name: string;
  readonly figures: Readonly<Record<string, number>>;
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
    ...rows.map(({ name, figures }) => [name, ...columns.map(([column, figure]) => text(figures[column]!, figure))]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((line) => line[column]!.length)));
  const lines = cells.map((line) =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '),
  );
  return `${lines.join('\n')}\n`;
}

function text(value: number, { kind }: Figure): string {
  return kind === 'count' ? String(value) : (100 * value).toFixed(3);
}
