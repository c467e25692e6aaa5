import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Command } from './command.ts';
import { joinNegatives, wrongWithArguments } from './wrong-arguments.ts';

/**
 * A number below 0 may follow its option like any other value: the reader of that option refuses it in its own words.
 *
 * @throws WorkbenchError `cli/usage` for an option the command does not have, or that is not written as it is meant to be
 */
export function readArguments<const T extends ParseArgsConfig>(
  command: Command,
  args: readonly string[],
  config: T,
): ReturnType<typeof parseArgs<T>> {
  const asked = joinNegatives(args);
  const wrong = wrongWithArguments(asked, config);
  if (wrong !== null) throw usage(command, wrong);
  try {
    return parseArgs<T>({ ...config, args: asked });
  } catch (cause) {
    throw usage(command, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/**
 * @param what - The option or operand, as the usage names it.
 * @returns The absolute path of a file that is there.
 * @throws WorkbenchError `cli/usage`
 */
export function existingFile(command: Command, what: string, path: string | undefined): string {
  if (path === undefined) throw usage(command, `${what} is missing`);
  if (!existsSync(path)) throw usage(command, `${what}: there is no file ${path}`);
  return resolve(path);
}

/**
 * @param what - The option, as the usage names it.
 * @param path - Of a file that is to be written; `undefined` where none is.
 * @throws WorkbenchError `cli/usage`
 */
export function refuseFolder(command: Command, what: string, path: string | undefined): void {
  if (path !== undefined && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw usage(command, `${what}: ${path} is a folder; expected a file`);
  }
}

/**
 * @param what - The option, as the usage names it.
 * @returns m, above 0.
 * @throws WorkbenchError `cli/usage`
 */
export function readLength(command: Command, what: string, text: string): number {
  const length = text.trim() === '' ? NaN : Number(text);
  if (!(Number.isFinite(length) && length > 0)) {
    throw usage(command, `${what} is “${text}”; expected metres, more than 0`);
  }
  return length;
}

/**
 * @param text - Of `--fps`.
 * @returns Frames a second, above 0 and at most 1000.
 * @throws WorkbenchError `cli/usage`
 */
export function readFrameRate(command: Command, text: string): number {
  const rate = text.trim() === '' ? NaN : Number(text);
  if (rate > 0 && rate <= 1000) return rate;
  throw usage(command, `--fps is “${text}”; expected a number above 0, at most 1000`);
}

/**
 * @param text - Of `--threads`.
 * @returns A whole number above 0.
 * @throws WorkbenchError `cli/usage`
 */
export function readThreads(command: Command, text: string): number {
  const threads = text.trim() === '' ? NaN : Number(text);
  if (Number.isInteger(threads) && threads > 0) return threads;
  throw usage(command, `--threads is “${text}”; expected a whole number above 0`);
}

/**
 * @param what - The option, as the usage names it.
 * @returns A whole number from `least` to `most`.
 * @throws WorkbenchError `cli/usage`
 */
export function readWhole(command: Command, what: string, text: string, least: number, most: number): number {
  const number = text.trim() === '' ? NaN : Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw usage(command, `${what} is “${text}”; expected a whole number from ${least} to ${most}`);
}

/**
 * @param text - Of `--seed`.
 * @returns 32 bits.
 * @throws WorkbenchError `cli/usage`
 */
export const readSeed = (command: Command, text: string): number => readWhole(command, '--seed', text, 0, 2 ** 32 - 1);

export function usage(command: Command, why: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('cli/usage', `${why}. Usage: ${command.typed ?? `cli ${command.name}`} ${command.usage}`, {
    cause,
  });
}
