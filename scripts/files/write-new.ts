import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { saveWhole, writeWhole } from './write-whole.ts';

/**
 * Writes a file and the folders around it.
 *
 * @throws WorkbenchError `cli/unwritable`
 */
export function writeNew(path: string, content: string | Uint8Array): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, content);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

/** The same for who writes by himself. @param write - Is given another name, for the while. */
export async function saveNew(path: string, write: (path: string) => Promise<void>): Promise<void> {
  try {
    await saveWhole(path, write);
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

function unwritable(path: string, cause: unknown): WorkbenchError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new WorkbenchError('cli/unwritable', `${path} cannot be written (${why}).`, { details: { path }, cause });
}
