/** Where a command will write, tried before it works for minutes: what cannot be written is known at once. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { nearestExisting } from '../files/nearest-existing.ts';
import { writeWhole } from '../files/write-whole.ts';
import type { Command } from './command.ts';
import { usage } from './read-arguments.ts';

/**
 * @param what - The option, as the usage names it.
 * @param path - Of a file that is to be written; `undefined` where none is wanted.
 * @param others - Files that the command reads or writes too, and folders of which it reads files.
 * @throws WorkbenchError `cli/usage` when it is one of the others, or something else has that name or is on the way; `cli/unwritable`
 */
export function checkOutputFile(
  command: Command,
  what: string,
  path: string | undefined,
  ...others: readonly (string | undefined)[]
): void {
  if (path === undefined) return;
  if (path === '') throw usage(command, `${what} is empty; name a file`);
  if (others.some((other) => other !== undefined && isTaken(path, other)))
    throw usage(command, `${what} would overwrite ${path}, which another option names, or its folder; name a new file`);
  const there = existsSync(path) ? statSync(path) : null;
  if (there?.isDirectory()) throw usage(command, `${what}: ${path} is a folder; expected a file`);
  // It would be replaced, which no device is to be.
  if (there?.isFile() === false) throw usage(command, `${what}: ${path} is a device; expected a file`);
  tryFile(command, what, path, resolve(path));
}

/**
 * @param what - The option, as the usage names it.
 * @param path - Of a folder, there or not, that files are to be written into.
 * @throws WorkbenchError `cli/usage` when it, or a folder around it, is a file; `cli/unwritable`
 */
export function checkOutputFolder(command: Command, what: string, path: string): void {
  if (path === '') throw usage(command, `${what} is empty; name a folder`);
  tryFile(command, what, path, join(resolve(path), 'file'));
}

/** Whether it is that file, or a file that is in that folder already. */
function isTaken(path: string, other: string): boolean {
  const [file, taken] = [resolve(path), resolve(other)];
  return file === taken || (existsSync(file) && file.startsWith(taken + sep));
}

/**
 * Writes it in a folder of its own beside what is there: what a system does not allow it says when it is done, and in some
 * places (`/proc`) Node's way of making several folders at once would never come back.
 */
function tryFile(command: Command, what: string, path: string, file: string): void {
  const place = nearestExisting(dirname(file));
  if (!statSync(place).isDirectory()) throw usage(command, `${what}: ${place} is a file; name a new folder`);
  let own: string | null = null;
  try {
    own = mkdtempSync(join(place, '.openaisle-'));
    const tried = join(own, relative(place, file));
    mkdirSync(dirname(tried), { recursive: true });
    writeWhole(tried, '');
  } catch (cause) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    throw new WorkbenchError(
      'cli/unwritable',
      `${what}: ${path} cannot be written, for ${place} does not take it (${code}). Name another place.`,
      { details: { path }, cause },
    );
  } finally {
    if (own !== null) rmSync(own, { recursive: true, force: true });
  }
}
