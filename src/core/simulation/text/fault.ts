import { WorkbenchError } from '#core/errors/workbench-error.ts';

/** Where in a text something stands. */
export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What cannot be read. @param what - What is wrong and what to write instead; a sentence without its stop. */
export function malformed({ file, line }: Place, what: string): WorkbenchError {
  return new WorkbenchError('scenario/malformed', `${file}:${line}: ${what}.`, { details: { file, line } });
}

/** What can be read and cannot happen. @param what - Why not and what to do; a sentence without its stop. */
export function impossible({ file, line }: Place, what: string): WorkbenchError {
  return new WorkbenchError('scenario/impossible', `${file}:${line}: ${what}.`, { details: { file, line } });
}
