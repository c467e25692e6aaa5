/** Whether there is room for what is filmed, said before it starts. */
import { statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { nearestExisting } from '../files/nearest-existing.ts';

export interface Wanted {
  /** As a sentence begins with it: `The clips`. */
  readonly what: string;
  /** Where they go: absolute, and it need not be there. */
  readonly folder: string;
  /** B */
  readonly disk: number;
  /** B beside what the browser takes. */
  readonly memory: number;
}

/** What a machine has left, B. */
export interface Left {
  /** @param folder - One that is there. */
  disk(folder: string): number;
  memory(): number;
}

/** B that Chromium takes, drawing and encoding. */
const BROWSER = 900e6;

const thisMachine: Left = {
  disk: (folder) => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
  memory: freemem,
};

/** @throws WorkbenchError `cli/no-room` */
export function assertRoom({ what, folder, disk, memory }: Wanted, left = thisMachine): void {
  const free = left.disk(nearestExisting(folder));
  if (free < disk) {
    throw new WorkbenchError(
      'cli/no-room',
      `${what} may take ${megabytes(disk)} MB, and the disk of ${folder} has ${megabytes(free)} MB left. Free some, or name another folder with --out.`,
    );
  }
  const unused = left.memory();
  if (unused < BROWSER + memory) {
    throw new WorkbenchError(
      'cli/no-room',
      `Filming takes about ${megabytes(BROWSER + memory)} MB of memory, and ${megabytes(unused)} MB are free. Close other programs first.`,
    );
  }
}

const megabytes = (size: number) => Math.ceil(size / 1e6);
