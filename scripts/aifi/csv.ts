/** Rows of a CSV table by the names of its columns. Source: RFC 4180. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';

/**
 * @param columns - Must all be there; other columns are left out.
 * @throws WorkbenchError `dataset/malformed` when a column is missing.
 */
export function readCsv<C extends string>(
  text: string,
  columns: readonly C[],
  file: string,
): Readonly<Record<C, string>>[] {
  const [header = [], ...rows] = cells(text);
  const places = columns.map((column) => {
    const place = header.indexOf(column);
    if (place !== -1) return [column, place] as const;
    throw new WorkbenchError('dataset/malformed', `${file}:1: there is no column "${column}".`, {
      details: { file, column },
    });
  });
  return rows
    .filter((row) => row.some((cell) => cell !== ''))
    .map((row) => Object.fromEntries(places.map(([column, place]) => [column, row[place] ?? ''])) as Record<C, string>);
}

/** A quoted cell may hold commas, line ends, and quotes doubled. */
function cells(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    const [whole, quoted, plain = '', end] = match;
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
    if (whole === '' || cell.lastIndex >= text.length) break;
  }
  return rows;
}
