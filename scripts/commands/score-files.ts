import { existsSync, readdirSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { type SequencePaths, sequenceOfFile } from '#core/datasets/mot-layout.ts';
import type { Command } from './command.ts';
import { existingFile, usage } from './read-arguments.ts';

/** Deepest layout: `gt/<sequence>/gt/gt.txt`. */
const DEPTH = 4;

/**
 * @param option - As typed, `--truth`.
 * @param values - Folders, files, or `name=FILE`.
 * @param inFolder - Which files of a folder are meant.
 * @returns Absolute paths with forward slashes, by name of sequence.
 * @throws WorkbenchError `cli/usage`
 */
export function sequencePaths(
  command: Command,
  option: string,
  values: readonly string[] | undefined,
  inFolder: (folder: string, paths: readonly string[]) => SequencePaths,
): SequencePaths {
  if (values === undefined) throw usage(command, `${option} is missing`);
  const found = new Map<string, string>();
  for (const value of values) {
    const [, name, named] = (existsSync(value) ? null : /^([^=/\\]+)=(.+)$/u.exec(value)) ?? [];
    const path = slashed(existingFile(command, option, named ?? value));
    const more: SequencePaths =
      statSync(path).isDirectory() && name === undefined
        ? inFolder(path, filesBelow(path, DEPTH))
        : new Map([[name ?? sequenceOfFile(path), path]]);
    for (const [sequence, file] of more) {
      if (found.has(sequence)) throw usage(command, `${option}: ${sequence} is given twice`);
      found.set(sequence, file);
    }
  }
  if (found.size === 0) {
    throw usage(command, `${option}: there is no <sequence>/gt.txt and no <sequence>.txt in ${values.join(', ')}`);
  }
  return found;
}

function filesBelow(folder: string, depth: number): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const isFolder =
      entry.isDirectory() || (entry.isSymbolicLink() && statSync(`${folder}/${entry.name}`).isDirectory());
    if (!isFolder) return [entry.name];
    return depth > 1 ? filesBelow(`${folder}/${entry.name}`, depth - 1).map((path) => `${entry.name}/${path}`) : [];
  });
}

const slashed = (path: string): string => resolve(path).replaceAll(sep, '/');
