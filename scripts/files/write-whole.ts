import { renameSync, rmSync, writeFileSync } from 'node:fs';

export interface WholeFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Writes a file under another name first, so that whoever looks sees the old one or the new one, never half of one. */
export function writeWhole(path: string, content: WholeFile['content']): void {
  writeAllWhole([{ path, content }]);
}

/** The same for who writes by himself. @param write - Is given the other name. */
export async function saveWhole(path: string, write: (path: string) => Promise<void>): Promise<void> {
  try {
    await write(unfinished(path));
    renameSync(unfinished(path), path);
  } catch (error) {
    rmSync(unfinished(path), { force: true });
    throw error;
  }
}

/** The same for several: none takes its name before all are written, and the last one takes its name last. */
export function writeAllWhole(files: readonly WholeFile[]): void {
  try {
    for (const { path, content } of files) writeFileSync(unfinished(path), content);
    for (const { path } of files) renameSync(unfinished(path), path);
  } catch (error) {
    for (const { path } of files) rmSync(unfinished(path), { force: true });
    throw error;
  }
}

function unfinished(path: string): string {
  return `${path}.${process.pid}.part`;
}
