/** Files of a tar archive. Source: POSIX.1-1988, the ustar interchange format. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';

const BLOCK = 512;
const REGULAR_FILE = new Set(['0', '\0']);

/**
 * @param archive - Not compressed.
 * @param name - For messages.
 * @throws WorkbenchError `dataset/malformed` for a header whose checksum is wrong or a file cut short.
 */
export function* readTar(
  archive: Uint8Array,
  name: string,
): Iterable<{ readonly path: string; readonly text: string }> {
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return;
    if (checksum(header) !== octal(header, 148, 8)) throw malformed(name, `no header at byte ${at}`);

    const size = octal(header, 124, 12);
    const start = at + BLOCK;
    if (start + size > archive.length) throw malformed(name, 'it ends in the middle of a file');
    if (REGULAR_FILE.has(ascii(header, 156, 1))) {
      const prefix = field(header, 345, 155);
      const path = [prefix, field(header, 0, 100)].filter((part) => part !== '').join('/');
      yield { path, text: new TextDecoder().decode(archive.subarray(start, start + size)) };
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
}

/** Sum of the header's bytes, with blanks where the checksum itself stands. */
function checksum(header: Uint8Array): number {
  return header.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 0x20 : byte), 0);
}

const ascii = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length));

const field = (bytes: Uint8Array, from: number, length: number) => ascii(bytes, from, length).split('\0', 1)[0]!;

const octal = (bytes: Uint8Array, from: number, length: number) => parseInt(field(bytes, from, length).trim(), 8);

function malformed(name: string, why: string): WorkbenchError {
  return new WorkbenchError('dataset/malformed', `${name}: ${why}.`, { details: { file: name } });
}
