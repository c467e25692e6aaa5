import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { writeWhole } from './write-whole.ts';

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
    throw new WorkbenchError('cli/unwritable', `${path} cannot be written: ${String(cause)}.`, { cause });
  }
}
