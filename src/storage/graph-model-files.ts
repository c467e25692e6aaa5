/**
 * The files of a TensorFlow.js GraphModel among others: `model.json` names its shards in `weightsManifest`, by paths that
 * begin where it lies (TensorFlow.js, `tfjs-core/src/io/types.ts`: `ModelJSON`).
 */
import * as v from 'valibot';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { ZipEntry } from '#storage/zip-entry.ts';

export const MODEL_JSON = 'model.json';

/** More is no description of a network. */
const LARGEST_JSON = 64 << 20;

const description = v.object({
  modelTopology: v.object({}),
  weightsManifest: v.array(v.object({ paths: v.array(v.string()) })),
});

export interface GraphModelFiles {
  /** `model.json` and the shards, each by its path as seen from `model.json`. */
  readonly files: ReadonlyMap<string, ZipEntry>;
  /** Of all of them together. */
  readonly bytes: number;
}

/**
 * @param given - What was dropped or packed together.
 * @param name - What the person calls it, for messages.
 * @returns `null` when no description is among them.
 * @throws WorkbenchError `model/missing-file` naming the first file that is not among them.
 */
export async function findGraphModel(given: readonly ZipEntry[], name: string): Promise<GraphModelFiles | null> {
  for (const json of given) {
    if (!/(?:^|\/)[^/]*\.json$/u.test(json.path) || json.size > LARGEST_JSON) continue;
    const shards = shardsOf(await json.text());
    if (shards === null) continue;
    const folder = json.path.slice(0, json.path.lastIndexOf('/') + 1);
    const files = new Map([[MODEL_JSON, json]]);
    for (const path of shards) {
      const shard = given.find((each) => each.path === folder + path);
      if (shard === undefined) throw missing(name, path, `${json.path} names it`);
      files.set(path, shard);
    }
    return { files, bytes: [...files.values()].reduce((sum, { size }) => sum + size, 0) };
  }
  const shard = given.find(({ path }) => /(?:^|\/)group\d+-shard\d+of\d+(?:\.bin)?$/u.test(path));
  if (shard !== undefined) throw missing(name, MODEL_JSON, `${shard.path} is a shard of a model it describes`);
  return null;
}

/** @returns `null` when this describes no such model. */
function shardsOf(json: string): readonly string[] | null {
  try {
    const read = v.safeParse(description, JSON.parse(json) as unknown);
    return read.success ? read.output.weightsManifest.flatMap(({ paths }) => paths) : null;
  } catch {
    return null;
  }
}

function missing(name: string, path: string, why: string): WorkbenchError {
  return new WorkbenchError(
    'model/missing-file',
    `${name} lacks ${path}: ${why}. Drop all files of the model together, or the folder they are in.`,
    { details: { file: name, path } },
  );
}
