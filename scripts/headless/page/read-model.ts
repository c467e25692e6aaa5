import { packGraphModel } from '#engines/graph-model/pack.ts';
import { MODEL_JSON, findGraphModel } from '#storage/graph-model-files.ts';
import { offerOfFiles } from '#storage/model-offers.ts';
import { hashBytes } from '#storage/sha256.ts';
import type { ModelBytes } from '#workers/infer/protocol.ts';

/**
 * An ONNX file as it is; the files of a TensorFlow.js GraphModel in one, as the app keeps it.
 *
 * @param fileName - Of the one that describes the model.
 * @param given - It and whatever else there is.
 * @throws WorkbenchError `model/missing-file`
 */
export async function readModel(fileName: string, given: readonly File[]): Promise<ModelBytes> {
  const entries = given.map((file) => ({
    path: file.name,
    size: file.size,
    blob: () => Promise.resolve(file),
    text: () => file.text(),
  }));
  const found = fileName === MODEL_JSON ? await findGraphModel(entries, fileName) : null;
  if (found === null) return { fileName, bytes: await given.find(({ name }) => name === fileName)!.arrayBuffer() };

  const parts = new Map<string, Uint8Array<ArrayBuffer>>();
  const hashes = new Map<string, string>();
  for (const [path, part] of found.files) {
    const bytes = new Uint8Array(await (await part.blob()).arrayBuffer());
    parts.set(path, bytes);
    hashes.set(path, await hashBytes(bytes));
  }
  const json = parts.get(MODEL_JSON)!;
  parts.delete(MODEL_JSON);
  return { fileName, bytes: packGraphModel(json, parts, offerOfFiles(hashes)?.id ?? null).buffer };
}
