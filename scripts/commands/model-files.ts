import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { MODEL_JSON } from '#storage/graph-model-files.ts';
import { assertNotTooLarge } from '#storage/model-size.ts';
import type { Command } from './command.ts';
import { existingFile } from './read-arguments.ts';

/**
 * @param path - Of an ONNX file; or of `model.json` of a TensorFlow.js GraphModel or the folder it is in.
 * @returns All files of the model that are there, what describes it first. Which shards are missing the app says.
 * @throws WorkbenchError `cli/usage`, `model/too-large`
 */
export function modelFiles(command: Command, path: string | undefined): readonly [string, ...string[]] {
  const given = existingFile(command, '--model', path);
  const main = statSync(given).isDirectory() ? existingFile(command, '--model', join(given, MODEL_JSON)) : given;
  assertNotTooLarge(basename(main), sizeOf([main]));
  if (basename(main) !== MODEL_JSON) return [main];
  const shards = shardsOf(readFileSync(main, 'utf8')).map((shard) => join(dirname(main), shard));
  const files = [main, ...shards.filter((shard) => existsSync(shard))] as const;
  assertNotTooLarge(basename(main), sizeOf(files));
  return files;
}

/** Of all of them, bytes. */
function sizeOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}

/** Of whatever is no description there are none, and the app says what is wrong with it. */
function shardsOf(json: string): readonly string[] {
  try {
    const { weightsManifest } = JSON.parse(json) as { weightsManifest?: readonly { paths: readonly string[] }[] };
    return weightsManifest?.flatMap(({ paths }) => paths) ?? [];
  } catch {
    return [];
  }
}
