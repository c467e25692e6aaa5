import { MODEL_JSON } from '#storage/graph-model-files.ts';
import type { Desk } from '#app/desk.ts';

/** What is kept of a model: its only file as it is; `model.json` and its shards packed into one. */
export async function packFiles(
  desk: Desk,
  files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>,
  entry: string | null,
): Promise<Uint8Array<ArrayBuffer>> {
  if (files.size === 1) return [...files.values()][0]!;
  const shards = new Map(files);
  const modelJson = shards.get(MODEL_JSON)!;
  shards.delete(MODEL_JSON);
  return desk.rooms.packGraphModel(modelJson, shards, entry);
}
