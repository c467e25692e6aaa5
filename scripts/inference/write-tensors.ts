import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { type WholeFile, writeAllWhole } from '../files/write-whole.ts';
import type { WrittenTensor } from '../headless/page/page.ts';

/** Longest name of a file on the usual disks, bytes. */
const LONGEST = 255;

/**
 * Writes each tensor as `<name>.f32` and `outputs.json`, which comes last: where it is, everything is.
 *
 * @throws WorkbenchError `cli/unwritable`; the folder is then as it was.
 */
export function writeTensors(folder: string, tensors: readonly WrittenTensor[]): void {
  const files: WholeFile[] = tensors.map(({ name, base64 }) => ({
    path: join(folder, fileNameOf(name)),
    content: Buffer.from(base64, 'base64'),
  }));
  const outputs = tensors.map(({ name, shape }) => ({ name, shape }));
  try {
    mkdirSync(folder, { recursive: true });
    writeAllWhole([...files, { path: join(folder, 'outputs.json'), content: `${JSON.stringify(outputs, null, 1)}\n` }]);
  } catch (cause) {
    throw new WorkbenchError('cli/unwritable', `${folder} cannot be written (${(cause as Error).message}).`, {
      details: { path: folder },
      cause,
    });
  }
}

/** A name is written as it is or not at all: another one would not be found by who looks for it. */
function fileNameOf(name: string): string {
  const file = `${name}.f32`;
  if (name !== '' && !/[/\0]/u.test(name) && Buffer.byteLength(file) <= LONGEST) return file;
  throw new WorkbenchError(
    'cli/unwritable',
    `The network calls an output “${name}”, and no file can be called “${file}”. Rename the output in the model.`,
    { details: { output: name } },
  );
}
