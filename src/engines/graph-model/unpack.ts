/** What `pack.ts` packed, taken apart: bytes that nobody vouches for. */
import * as v from 'valibot';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { START, VERSION } from '#engines/graph-model/pack.ts';

const header = v.strictObject({
  entry: v.nullable(v.string()),
  parts: v.array(v.strictObject({ path: v.string(), bytes: v.pipe(v.number(), v.integer(), v.minValue(0)) })),
});

export interface PackedGraphModel {
  /** Its `id` in the catalogue; `null` when it came from elsewhere. */
  readonly entry: string | null;
  readonly modelJson: Uint8Array;
  /** By their paths in `weightsManifest`. */
  readonly shards: ReadonlyMap<string, Uint8Array>;
}

/**
 * @param fileName - For messages.
 * @returns Views of `packed`; nothing is copied.
 * @throws WorkbenchError `model/malformed` when it is cut short or of a version to come.
 */
export function unpackGraphModel(packed: Uint8Array, fileName: string): PackedGraphModel {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (packed.length < START || view.getUint32(4, true) !== VERSION) throw malformed(fileName, 'its version is unknown');
  let at = START + view.getUint32(8, true);
  const { entry, parts } = readHeader(packed.subarray(START, at), fileName);
  const files = new Map<string, Uint8Array>();
  for (const { path, bytes } of parts) files.set(path, packed.subarray(at, (at += bytes)));
  if (at !== packed.length) throw malformed(fileName, `it has ${packed.length} bytes instead of ${at}`);
  const modelJson = files.get('model.json');
  if (modelJson === undefined) throw malformed(fileName, 'it holds no model.json');
  files.delete('model.json');
  return { entry, modelJson, shards: files };
}

function readHeader(bytes: Uint8Array, fileName: string): v.InferOutput<typeof header> {
  try {
    return v.parse(header, JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw malformed(fileName, 'its header cannot be read', cause);
  }
}

function malformed(file: string, why: string, cause?: unknown): WorkbenchError {
  return new WorkbenchError('model/malformed', `${file} is a packed model that is damaged: ${why}. Add it again.`, {
    details: { file },
    cause,
  });
}
