/**
 * A TensorFlow.js GraphModel in one file: `model.json` and its shards, whole and as they are, behind a header that says
 * where each begins. `docs/formats.md`, Packed models.
 */
import * as v from 'valibot';
import { WorkbenchError } from '#core/errors/workbench-error.ts';

const MAGIC = 'OAGM';
const VERSION = 1;
/** Magic, version, length of the header. */
const START = 12;

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

/** Equal models make equal bytes, whatever the order of the shards. */
export function packGraphModel(
  modelJson: Uint8Array,
  shards: ReadonlyMap<string, Uint8Array>,
  entry: string | null = null,
): Uint8Array<ArrayBuffer> {
  const sorted = [...shards].sort(([a], [b]) => (a < b ? -1 : 1));
  const parts: readonly (readonly [string, Uint8Array])[] = [['model.json', modelJson], ...sorted];
  const listed = parts.map(([path, { length }]) => ({ path, bytes: length }));
  const text = new TextEncoder().encode(JSON.stringify({ entry, parts: listed }));
  const packed = new Uint8Array(listed.reduce((sum, { bytes }) => sum + bytes, START + text.length));
  packed.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(packed.buffer);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, text.length, true);
  let at = START;
  for (const part of [text, ...parts.map(([, bytes]) => bytes)]) {
    packed.set(part, at);
    at += part.length;
  }
  return packed;
}

/** @returns Whether these are the bytes of a packed model. */
export function isPacked(bytes: Uint8Array): boolean {
  return Array.from(MAGIC, (letter) => letter.charCodeAt(0)).every((code, i) => bytes[i] === code);
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

/** @returns The `id` that the catalogue has for packed bytes; `null` for others, and for bytes that are not packed. */
export function entryOfPacked(bytes: Uint8Array): string | null {
  return isPacked(bytes) ? unpackGraphModel(bytes, 'The model').entry : null;
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
