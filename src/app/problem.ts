import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { problemWords } from '#app/problem-words.ts';
import type { Words } from '#app/words.ts';
import { m } from '#messages/compiled/messages.js';

/** A failure in words a person can act on. */
export interface Problem {
  readonly code: string;
  /** What it means, in the language in force. */
  readonly words: Words;
  /** Where it is, from the outside in: the file that was dropped, the file in it and its line, the field, the camera. */
  readonly where: readonly string[];
  /** What it is about, to the letter: file, line, camera or field. English. */
  readonly sentence: string;
  /** A command line that mends it, to be copied; `null` when there is none. */
  readonly command: string | null;
  /** Said only where it is so. */
  readonly reassurance: Words | null;
  /** Where in the program it broke, for a report; `null` when it is no mistake of ours. */
  readonly trace: string | null;
}

/** Turns whatever was thrown into words. Anything that is not a {@link WorkbenchError} is a mistake of ours. */
export function problemOf(error: unknown): Problem {
  if (error instanceof WorkbenchError) {
    const { convert } = error.details;
    return {
      code: error.code,
      words: problemWords[error.code],
      where: whereOf(error.details),
      sentence: error.message,
      command: typeof convert === 'string' ? convert : null,
      reassurance: m.error_nothing_lost,
      trace: null,
    };
  }
  return {
    code: error instanceof Error ? error.name : 'Error',
    words: m.error_ours,
    where: [],
    sentence: error instanceof Error ? error.message : String(error),
    command: null,
    reassurance: null,
    trace: error instanceof Error ? (error.stack ?? '') : '',
  };
}

function whereOf({
  archive,
  file,
  line,
  column,
  path,
  entry,
  field,
  camera,
}: WorkbenchError['details']): readonly string[] {
  const inFile = [file, line, column].filter((part) => part !== undefined).join(':');
  return [archive, inFile, path, entry, field, camera].filter((part) => part !== undefined && part !== '').map(String);
}

/** A person stopped it; nothing failed. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
