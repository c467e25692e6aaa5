/** Reads the plain PNG files of the test data: 8 bits, RGB, not interlaced (PNG, ISO/IEC 15948, §9 filters). */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGB, rows without a gap. */
  readonly rgb: Uint8Array;
}

export function readPng(path: string): Picture {
  const file = readFileSync(path);
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const parts: Uint8Array[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  return { width, height, rgb: unfilter(inflateSync(Buffer.concat(parts)), 3 * width, height) };
}

function unfilter(raw: Uint8Array, length: number, height: number): Uint8Array {
  const out = new Uint8Array(length * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (length + 1)]!;
    for (let x = 0; x < length; x++) {
      const left = x < 3 ? 0 : out[y * length + x - 3]!;
      const above = y === 0 ? 0 : out[(y - 1) * length + x]!;
      const corner = x < 3 || y === 0 ? 0 : out[(y - 1) * length + x - 3]!;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter]!;
      out[y * length + x] = raw[y * (length + 1) + 1 + x]! + guess;
    }
  }
  return out;
}

function paeth(left: number, above: number, corner: number): number {
  const guess = left + above - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - above), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}
