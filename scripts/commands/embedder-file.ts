import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { embedderCardOf } from '#engines/model-card.ts';
import { hashBytes } from '#storage/sha256.ts';
import { shippedModel } from '../files/shipped-model.ts';
import type { Command } from './command.ts';
import { existingFile, refuseFolder, usage } from './read-arguments.ts';

const SHIPPED = 'shop-embedder';

/** What people of a recording are told apart by unless somebody says so, as in the app: by ours, which has seen only drawn people, in the recordings that come along. */
export const usualEmbedder = (isShipped: boolean) => (isShipped ? SHIPPED : 'none');

/** Of `--embedder`, in a usage. */
export const embedderUsage = `--embedder none|${SHIPPED}|FILE`;

/**
 * What people are told apart by. As in the app: nothing compares by vectors of which the catalogue does not say how far they are apart.
 *
 * @param given - `none` for the colours people wear, the name of the embedder that comes with OpenAisle, or the path of an ONNX file.
 * @returns The file; `null` for colours.
 * @throws WorkbenchError `cli/usage`
 */
export async function embedderFile(command: Command, given: string): Promise<string | null> {
  if (given === 'none') return null;
  const path = given === SHIPPED ? shippedModel(SHIPPED) : existingFile(command, '--embedder', given);
  refuseFolder(command, '--embedder', path);
  const card = embedderCardOf(await hashBytes(readFileSync(path)));
  if (card === null) throw usage(command, `--embedder: ${basename(path)} is no embedder of the catalogue`);
  return path;
}
