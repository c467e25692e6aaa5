/** Movements as JSON lines: `{"time":µs or null,"type":"take"|"return","shopper":…,"gtin":…,"quantity":…}`. */
import * as v from 'valibot';
import { WorkbenchError } from '#core/errors/workbench-error.ts';

const movement = v.object({
  time: v.nullable(v.pipe(v.number(), v.safeInteger())),
  type: v.picklist(['take', 'return']),
  shopper: v.pipe(v.string(), v.minLength(1)),
  gtin: v.pipe(v.string(), v.minLength(1)),
  quantity: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
});

export interface MovementLine extends v.InferOutput<typeof movement> {
  /** In the file, from 1. */
  readonly line: number;
}

/**
 * @param file - Name shown to the user when a line is bad.
 * @throws WorkbenchError `dataset/malformed` naming file, line and field.
 */
export function readMovements(text: string, file: string): readonly MovementLine[] {
  return text.split('\n').flatMap((row, index) => {
    if (row.trim() === '') return [];
    const line = index + 1;
    const read = v.safeParse(movement, parse(row, file, line));
    if (read.success) return [{ ...read.output, line }];
    const [issue] = read.issues;
    const field = v.getDotPath(issue) ?? 'the line';
    throw malformed(file, line, `${field}: ${issue.message}. Expected ${EXAMPLE}`);
  });
}

const EXAMPLE = '{"time":0,"type":"take","shopper":"S1","gtin":"2000000000015","quantity":1}';

function parse(row: string, file: string, line: number): unknown {
  try {
    return JSON.parse(row);
  } catch {
    throw malformed(file, line, `it is not JSON. Expected ${EXAMPLE}`);
  }
}

function malformed(file: string, line: number, why: string): WorkbenchError {
  return new WorkbenchError('dataset/malformed', `${file}:${line} is not an interaction: ${why}`, {
    details: { file, line },
  });
}
