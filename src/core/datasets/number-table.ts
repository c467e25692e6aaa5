/**
 * Text files that are rows of numbers, apart by commas or blanks: MOTChallenge's, and positions on the floor. Read character by
 * character into one typed array a column, because such files come with a million rows.
 */
import { WorkbenchError } from '#core/errors/workbench-error.ts';

/** What a kind of file looks like. */
export interface RowShape {
  /** Of one row, in a sentence: “is not …”. */
  readonly what: string;
  /** Names of the columns, as many as have one. */
  readonly names: readonly string[];
  readonly fewest: number;
  readonly most: number;
}

export interface NumberTable {
  /** As the user knows it. */
  readonly file: string;
  readonly shape: RowShape;
  readonly rows: number;
  /** All rows have as many; every number finite. */
  readonly columns: readonly Float64Array[];
  /** In which line of the file each row stands, from 1. */
  readonly line: Uint32Array;
}

/**
 * @param text - Empty lines, blanks around numbers, a byte order mark and Windows' line ends are passed over.
 * @param file - Named in messages.
 * @throws WorkbenchError `dataset/malformed` naming file, line and column.
 */
export function readNumberTable(text: string, file: string, shape: RowShape): NumberTable {
  const most = lineCount(text);
  const line = new Uint32Array(most);
  const cells = new Float64Array(shape.most);
  let columns: Float64Array[] = [];
  let rows = 0;
  let comma = -1;
  for (let start = 0, number = 1; start < text.length; number++) {
    const end = endOfLine(text, start);
    const from = firstInk(text, start, end);
    if (from < end) {
      // Looked for again only once it lies behind, or a file without commas would be searched to its end for every line.
      if (comma < from) comma = positionOf(text, ',', from);
      const found = readRow(text, from, end, comma < end ? COMMA : BLANK, cells);
      const wrong = found < 0 || problemOf(found, columns.length, shape);
      if (wrong !== null) {
        throw wrong === true
          ? badCell(text.slice(from, end), file, number, shape)
          : badRow({ file, shape }, number, wrong);
      }
      if (rows === 0) columns = Array.from({ length: found }, () => new Float64Array(most));
      for (let c = 0; c < found; c++) columns[c]![rows] = cells[c]!;
      line[rows++] = number;
    }
    start = end + 1;
  }
  return {
    file,
    shape,
    rows,
    columns: columns.map((column) => column.subarray(0, rows)),
    line: line.subarray(0, rows),
  };
}

/** @returns “column 5 (width)” */
export function columnName(shape: RowShape, column: number): string {
  const name = shape.names[column];
  return `column ${column + 1}${name === undefined ? '' : ` (${name})`}`;
}

/** Says that what stands in one cell cannot be. */
export function badValue(table: NumberTable, row: number, column: number, expected: string): WorkbenchError {
  const value = table.columns[column]![row]!;
  return badRow(
    table,
    table.line[row]!,
    `${columnName(table.shape, column)} is “${value}”; expected ${expected}`,
    column + 1,
  );
}

function badRow(
  { file, shape }: Pick<NumberTable, 'file' | 'shape'>,
  line: number,
  why: string,
  column?: number,
): WorkbenchError {
  return new WorkbenchError('dataset/malformed', `${file}:${line} is not ${shape.what}: ${why}`, {
    details: { file, line, ...(column === undefined ? {} : { column }) },
  });
}

function badCell(row: string, file: string, line: number, shape: RowShape): WorkbenchError {
  const cells = row
    .trim()
    .split(row.includes(',') ? ',' : /\s+/u)
    .map((cell) => cell.trim());
  const wrong = problemOf(cells.length, 0, shape);
  if (wrong !== null) return badRow({ file, shape }, line, wrong);
  const column = cells.findIndex((cell) => Number.isNaN(numberOf(cell)));
  const why = `${columnName(shape, column)} is “${cells[column]}”; expected a number`;
  return badRow({ file, shape }, line, why, column + 1);
}

function problemOf(found: number, before: number, { fewest, most, names }: RowShape): string | null {
  if (found < fewest || found > most) {
    const range = fewest === most ? `${fewest}` : `${fewest} to ${most}`;
    const more = most > fewest ? ', …' : '';
    return `it has ${found} columns; expected ${range}: ${names.slice(0, fewest).join(', ')}${more}`;
  }
  return before > 0 && found !== before ? `it has ${found} columns; the rows before have ${before}` : null;
}

const [COMMA, BLANK, TAB, RETURN, BYTE_ORDER_MARK] = [44, 32, 9, 13, 0xfeff];
const [PLUS, MINUS, POINT, ZERO, NINE] = [43, 45, 46, 48, 57];
/** Powers of ten that are exact, as are the whole numbers below `EXACT`: their quotient is rounded once, as it should be. */
const POWERS = Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
const EXACT = 2 ** 53;

const isBlank = (code: number): boolean =>
  code === BLANK || code === TAB || code === RETURN || code === BYTE_ORDER_MARK;

/** @returns How many numbers were read into `cells`, counting on when there are too many; -1 when one is no number. */
function readRow(text: string, from: number, end: number, separator: number, cells: Float64Array): number {
  let count = 0;
  for (let at = from; ;) {
    at = firstInk(text, at, end);
    const start = at;
    let code = at < end ? text.charCodeAt(at) : COMMA;
    const negative = code === MINUS;
    if (negative || code === PLUS) code = text.charCodeAt(++at);
    let mantissa = 0;
    let digits = 0;
    let decimals = 0;
    let point = false;
    for (; at < end; code = text.charCodeAt(++at)) {
      if (code >= ZERO && code <= NINE) {
        mantissa = mantissa * 10 + code - ZERO;
        digits++;
        if (point) decimals++;
      } else if (code === POINT && !point) point = true;
      else break;
    }
    let value = negative ? -mantissa : mantissa;
    if (decimals > 0) value /= POWERS[decimals] ?? NaN;
    if (digits === 0 || mantissa >= EXACT || decimals >= POWERS.length || !endsCell(text, at, end, separator)) {
      while (at < end && !(separator === COMMA ? text.charCodeAt(at) === COMMA : isBlank(text.charCodeAt(at)))) at++;
      value = numberOf(text.slice(start, at).trim());
      if (Number.isNaN(value)) return -1;
    }
    if (count < cells.length) cells[count] = value;
    count++;
    at = firstInk(text, at, end);
    if (at >= end) return count;
    if (separator === COMMA) at++;
  }
}

function endsCell(text: string, at: number, end: number, separator: number): boolean {
  const next = firstInk(text, at, end);
  return next >= end || (separator === COMMA ? text.charCodeAt(next) === COMMA : next > at);
}

/** NaN for what is no finite decimal number. */
function numberOf(cell: string): number {
  const value = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu.test(cell) ? Number(cell) : NaN;
  return Number.isFinite(value) ? value : NaN;
}

function firstInk(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

const endOfLine = (text: string, from: number): number => positionOf(text, '\n', from);

function positionOf(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from);
  return at === -1 ? text.length : at;
}

function lineCount(text: string): number {
  let count = 1;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
