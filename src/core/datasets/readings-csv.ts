/**
 * The readings of one sensor as text: `time_us,grams`, a header and one row a sample. See `docs/formats.md`.
 *
 * A scale that stutters must not stop a shop: a row that cannot be read is kept as NaN, and only a file that is
 * something else altogether is refused.
 */
import { WorkbenchError } from '#core/errors/workbench-error.ts';

export const READINGS_HEADER = 'time_us,grams';

/** Rows that are read at a time. */
const PART = 2000;

/** `values[i]` belongs to `times[i]`; in the order of the file, doubled and out of order as it may be. */
export interface ReadingSeries {
  /** µs; whole. */
  readonly times: Float64Array;
  /** g; NaN for a row that could not be read. */
  readonly values: Float32Array;
}

/**
 * A row whose time cannot be read has no place of its own: it takes the time of the row before.
 *
 * @param file - Named in messages.
 * @throws WorkbenchError `project/malformed` naming file and line when this is no such table.
 */
export function readReadingsCsv(text: string, file: string): ReadingSeries {
  const reading = readReadingsInParts(text, file);
  for (;;) {
    const { done, value } = reading.next();
    if (done) return value;
  }
}

/** As {@link readReadingsCsv}, and stops now and then: an hour of a scale is 200,000 rows, and others may be waiting. */
export function* readReadingsInParts(text: string, file: string): Generator<undefined, ReadingSeries, void> {
  let start = lineEnd(text, 0) + 1;
  if (text.slice(0, start).trim() !== READINGS_HEADER) throw malformed(file, 1, `the header "${READINGS_HEADER}"`);

  const most = Math.ceil((text.length - start) / 2) + 1;
  const times = new Float64Array(most);
  const values = new Float32Array(most);
  let rows = 0;
  let readable = 0;
  let before = 0;
  while (start < text.length) {
    if (rows % PART === PART - 1) yield;
    const end = lineEnd(text, start);
    const comma = text.indexOf(',', start);
    const isRow = comma !== -1 && comma < end;
    if (isRow || text.slice(start, end).trim() !== '') {
      const time = isRow ? Math.round(number(text, start, comma)) : NaN;
      const placed = Number.isSafeInteger(time);
      if (placed) readable += 1;
      times[rows] = before = placed ? time : before;
      values[rows] = placed ? number(text, comma + 1, end) : NaN;
      rows += 1;
    }
    start = end + 1;
  }
  if (rows > 0 && readable === 0) throw malformed(file, 2, 'a time in µs, a comma and a weight in grams');
  return { times: times.slice(0, rows), values: values.slice(0, rows) };
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}

/** NaN for what is empty, no number, or not finite. */
function number(text: string, from: number, to: number): number {
  const cell = text.slice(from, to);
  const value = Number(cell);
  if (value === 0 && cell.trim() === '') return NaN;
  return Number.isFinite(value) ? value : NaN;
}

function malformed(file: string, line: number, expected: string): WorkbenchError {
  return new WorkbenchError('project/malformed', `${file}:${line}: expected ${expected}.`, { details: { file, line } });
}

/** @returns The text {@link readReadingsCsv} reads. */
export function writeReadingsCsv({ times, values }: ReadingSeries): string {
  const rows = Array.from(times, (time, i) => `${time},${gramsText(values[i]!)}`);
  return `${[READINGS_HEADER, ...rows].join('\n')}\n`;
}

/** Milligrams are below what any scale of a shop resolves. */
const gramsText = (grams: number): string => (Number.isNaN(grams) ? 'NaN' : String(Math.round(grams * 1000) / 1000));
