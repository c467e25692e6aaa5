/** JSON that other programs write, checked against a schema whose messages say what was expected. */
import * as v from 'valibot';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { faultInJson } from '#core/datasets/json-fault.ts';
import { fieldPath } from '#core/planning/field-path.ts';

/**
 * @param what - Of the file, in a sentence: “is not …”.
 * @throws WorkbenchError `dataset/malformed` naming the file, the place (`annotations[12].bbox[2]`) and what was expected there.
 */
export function readJsonFile<T extends v.GenericSchema>(
  text: string,
  file: string,
  what: string,
  schema: T,
): v.InferOutput<T> {
  const read = v.safeParse(schema, parseJson(text, file, what), { abortEarly: true });
  if (read.success) return read.output;
  const [issue] = read.issues;
  const place = fieldPath((issue.path ?? []).map((step) => step.key));
  const given = issue.input === undefined ? 'is missing' : `is ${shown(issue.input)}`;
  // A missing key has valibot's own sentence; everything else has ours.
  const expected = issue.input === undefined ? '' : `; expected ${issue.message}`;
  throw malformedJson(file, what, place, `${given}${expected}`);
}

/** @param place - `''` is the whole file. */
export function malformedJson(file: string, what: string, place: string, why: string): WorkbenchError {
  const subject = place === '' ? 'it' : place;
  return new WorkbenchError('dataset/malformed', `${file} is not ${what}: ${subject} ${why}`, {
    details: { file, ...(place === '' ? {} : { place }) },
  });
}

function parseJson(text: string, file: string, what: string): unknown {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (json.trim() === '') throw malformedJson(file, what, '', 'is empty');
  try {
    return JSON.parse(json) as unknown;
  } catch (cause) {
    const quoted = quoteNonNumbers(json);
    if (quoted !== json) {
      try {
        return JSON.parse(quoted) as unknown;
      } catch {
        // It is broken elsewhere too; the first story is the better one.
      }
    }
    const why = cause instanceof Error ? cause.message : String(cause);
    const { line, column } = faultInJson(json);
    throw new WorkbenchError('dataset/malformed', `${file}:${line}:${column} is not ${what}: it is not JSON (${why})`, {
      details: { file, line, column },
      cause,
    });
  }
}

/** Python writes NaN and Infinity, which JSON lacks. As texts they are refused where they stand, and not the file as a whole. */
function quoteNonNumbers(json: string): string {
  return json.replaceAll(
    /("(?:[^"\\]|\\.)*")|(-?\b(?:NaN|Infinity)\b)/gu,
    (_, text: string | undefined, word: string) => text ?? `"${word}"`,
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return `“${String(value).slice(0, 80)}”`;
}
