/**
 * A TensorFlow.js GraphModel in one file: `model.json` and its shards, whole and as they are, behind a header that says
 * where each begins. `docs/formats.md`, Packed models.
 */

const MAGIC = 'OAGM';
export const VERSION = 1;
/** Magic, version, length of the header. */
export const START = 12;

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
