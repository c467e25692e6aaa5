import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file under another name first, so that whoever looks sees the old one or the new one, never half of one. */
export function writeWhole(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}.part`;
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
