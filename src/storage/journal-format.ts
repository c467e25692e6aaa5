/**
 * A chunk of the journal: a list of scene inputs, packed. Byte by byte in `docs/formats.md`.
 *
 * `unpackChunk(packChunk(inputs))` equals `inputs`, bit for bit, or replaying a session would not give its receipts.
 * A chunk knows its length and its checksum, so one that was half written is told from a whole one.
 */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { ByteReader } from '#storage/byte-reader.ts';
import { ByteWriter } from '#storage/byte-writer.ts';
import { crc32 } from '#storage/crc32.ts';
import { versionOf } from '#storage/journal-deeds.ts';
import { readRecords, writeRecords } from '#storage/journal-records.ts';

const MAGIC = 0x434a414f; // "OAJC", little-endian
/**
 * Version 2 knows additions and take-backs, version 3 likenesses, conditions of cameras and who somebody was. A chunk is written as the oldest
 * version that has all that is in it, so that as many as can read it.
 */
const VERSION = 3;
/** magic u32, version u16, zero u16, length of the body u32, CRC-32 of the body u32 */
const HEADER = 16;

export function packChunk(inputs: readonly SceneInput[]): Uint8Array<ArrayBuffer> {
  const body = writeRecords(inputs);
  const chunk = new ByteWriter(HEADER + body.length);
  chunk.u32(MAGIC);
  chunk.u16(oldestWithAll(inputs));
  chunk.u16(0);
  chunk.u32(body.length);
  chunk.u32(crc32(body));
  chunk.raw(body);
  return chunk.bytes();
}

/**
 * @param name - What the user knows the chunk by, for the message.
 * @throws WorkbenchError `archive/newer-version`, or `archive/malformed` when it is cut short or altered.
 */
export function unpackChunk(chunk: Uint8Array, name: string): readonly SceneInput[] {
  const fail = refuse(name);
  const length = chunkLength(chunk, name);
  if (chunk.length !== length) fail(`${chunk.length - length} bytes follow its end`);
  const body = chunk.subarray(HEADER);
  if (crc32(body) !== view(chunk).getUint32(12, true)) fail('its checksum does not match');
  const inputs = readRecords(new ByteReader(body, fail), fail);
  // The checksum is of the body alone.
  if (view(chunk).getUint16(4, true) !== oldestWithAll(inputs)) fail('its version is not that of what it holds');
  return inputs;
}

const oldestWithAll = (inputs: readonly SceneInput[]): number =>
  inputs.reduce((version, input) => Math.max(version, versionOf(input)), 1);

/**
 * Chunks one after another, as an archive keeps them, taken apart again.
 *
 * @throws WorkbenchError as {@link unpackChunk}, when the lengths do not add up.
 */
export function splitChunks(bytes: Uint8Array, name: string): readonly Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const chunk = bytes.subarray(at, at + chunkLength(bytes.subarray(at), `${name} at byte ${at}`));
    chunks.push(chunk);
    at += chunk.length;
  }
  return chunks;
}

/** Length of the chunk that `bytes` begin with, header included; `bytes` hold all of it. */
function chunkLength(bytes: Uint8Array, name: string): number {
  const fail = refuse(name);
  if (bytes.length < HEADER) fail(`it is ${bytes.length} bytes long, a chunk has at least ${HEADER}`);
  const header = view(bytes);
  if (header.getUint32(0, true) !== MAGIC) fail('it does not begin with OAJC');
  const version = header.getUint16(4, true);
  if (version > VERSION) {
    throw new WorkbenchError(
      'archive/newer-version',
      `${name} was written by a newer OpenAisle (journal version ${version}; this one reads ${VERSION}). Update OpenAisle to open it.`,
      { details: { entry: name, version } },
    );
  }
  if (version < 1) fail('there was never a version 0');
  const length = HEADER + header.getUint32(8, true);
  if (bytes.length < length) fail(`it is cut short: ${bytes.length} of ${length} bytes are there`);
  return length;
}

function refuse(name: string): (reason: string) => never {
  return (reason) => {
    throw new WorkbenchError('archive/malformed', `${name} is not a whole journal chunk: ${reason}.`, {
      details: { entry: name },
    });
  };
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
