/** A table of results as text to be pasted elsewhere: one writer a format, all alike. */
import { type ResultRow, type ResultTable, bestRows, figureText, intervalText } from '#core/metrics/result-table.ts';

/** By what a person calls the format. */
export const tableFormats = {
  csv: { name: 'CSV', write: writeCsv },
  markdown: { name: 'Markdown', write: writeMarkdown },
  latex: { name: 'LaTeX', write: writeLatex },
} as const satisfies Record<string, { readonly name: string; readonly write: (table: ResultTable) => string }>;

export type TableFormat = keyof typeof tableFormats;

/**
 * Numbers to the last digit, fractions in `[0, 1]`, an empty cell for none; the ends of an interval in columns of their own. Lines
 * end and cells are quoted as RFC 4180 wants it.
 */
export function writeCsv({ columns, rows }: ResultTable): string {
  const bounded = columns.map(({ name }) => rows.some(({ intervals }) => intervals[name] !== undefined));
  const head = columns.flatMap(({ name }, i) => [name, ...(bounded[i] ? [`${name}_low`, `${name}_high`] : [])]);
  const lines = rows.map(({ run, sequence, sequences, figures, intervals }) => [
    run,
    sequence ?? 'combined',
    sequences ?? '',
    ...columns.flatMap(({ name, figure }, i) => {
      const value = figures[name] === figure.none ? undefined : figures[name];
      return [value ?? '', ...(bounded[i] ? [intervals[name]?.low ?? '', intervals[name]?.high ?? ''] : [])];
    }),
  ]);
  const all = [['run', 'sequence', 'sequences', ...head], ...lines];
  return all.map((cells) => `${cells.map((cell) => quoted(String(cell))).join(',')}\r\n`).join('');
}

/** In percent, the best of a column in bold, its interval behind it. */
export function writeMarkdown(table: ResultTable): string {
  const cells = cellsOf(table, {
    text: (text) =>
      text
        .replaceAll('\\', '\\\\')
        .replaceAll('|', '\\|')
        .replaceAll(/([*_`<[])/gu, '\\$1'),
    bold: (text) => `**${text}**`,
    interval: (text) => ` (${text})`,
    run: (name) => name,
    head: ({ better }) => (better === 'higher' ? '↑' : '↓'),
  });
  const [head, ...rows] = cells.map((line) => `| ${line.join(' | ')} |\n`);
  const left = cells[0]!.length - table.columns.length;
  const rule = `| ${cells[0]!.map((_, i) => (i < left ? ':--' : '--:')).join(' | ')} |\n`;
  return [head, rule, ...rows].join('');
}

/** A `tabular` for the packages booktabs and the like, in percent; runs whose paper is known cite it. */
export function writeLatex(table: ResultTable): string {
  const cells = cellsOf(table, {
    text: latexText,
    bold: (text) => `\\textbf{${text}}`,
    interval: (text) => ` {\\scriptsize (${text.replace('–', '--')})}`,
    run: (name, { cite }) => (cite === null ? name : `${name}~\\cite{${cite}}`),
    head: ({ better }) => (better === 'higher' ? '$\\uparrow$' : '$\\downarrow$'),
  });
  const [head, ...rows] = cells.map((line) => `${line.map((cell) => (cell === '–' ? '--' : cell)).join(' & ')} \\\\\n`);
  const shape = 'l'.repeat(cells[0]!.length - table.columns.length) + 'r'.repeat(table.columns.length);
  return `\\begin{tabular}{${shape}}\n\\toprule\n${head}\\midrule\n${rows.join('')}\\bottomrule\n\\end{tabular}\n`;
}

/** How a format writes what stands in a cell. */
interface Cells {
  readonly text: (text: string) => string;
  readonly bold: (text: string) => string;
  readonly interval: (text: string) => string;
  readonly run: (name: string, row: ResultRow) => string;
  readonly head: (figure: ResultTable['columns'][number]['figure']) => string;
}

/** The heading and then a line a row; columns that say the same of all rows are left out. */
function cellsOf(table: ResultTable, write: Cells): readonly (readonly string[])[] {
  const { columns, rows } = table;
  const each = rows.some(({ sequence }) => sequence !== null);
  const counted = rows.some(({ sequences }) => sequences !== null);
  const best = columns.map((_, i) => bestRows(table, i));
  return [
    [
      'Run',
      ...(each ? ['Sequence'] : []),
      ...(counted ? ['Sequences'] : []),
      ...columns.map(({ name, figure }) => `${name} ${write.head(figure)}`),
    ],
    ...rows.map((row) => [
      write.run(write.text(row.run), row),
      ...(each ? [write.text(row.sequence ?? 'combined')] : []),
      ...(counted ? [row.sequences === null ? '–' : String(row.sequences)] : []),
      ...columns.map(({ name, figure }, i) => {
        const text = figureText(row.figures[name], figure);
        const interval = row.intervals[name];
        return (
          (best[i]!.has(row) ? write.bold(text) : text) +
          (interval === undefined ? '' : write.interval(intervalText(interval)))
        );
      }),
    ]),
  ];
}

const quoted = (cell: string): string => (/[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function latexText(text: string): string {
  return text.replaceAll(/[\\~^&%$#_{}]/gu, (sign) => LATEX[sign] ?? `\\${sign}`);
}
