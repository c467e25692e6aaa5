/** Zip archives made byte by byte, so that a test can lie anywhere in them. PKWARE APPNOTE §4.3. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface RawEntry {
  /** Bytes where it is not UTF-8. */
  readonly name: string | Uint8Array;
  readonly data?: string | Uint8Array;
  readonly deflate?: boolean;
  /** Fields of the directory: what they are, and their bytes. */
  readonly fields?: readonly (readonly [number, Uint8Array])[];
  /** What the headers say instead of the truth. */
  readonly says?: {
    readonly size?: number;
    readonly compressedSize?: number;
    readonly crc?: number;
    readonly flags?: number;
    readonly method?: number;
    /** Offset of the local header. */
    readonly offset?: number;
  };
}

/** @param count - What the end record says instead of the number of entries. */
export function rawZip(entries: readonly RawEntry[], count = entries.length): Blob {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = typeof entry.name === 'string' ? new TextEncoder().encode(entry.name) : entry.name;
    const data =
      typeof entry.data === 'string' ? new TextEncoder().encode(entry.data) : (entry.data ?? new Uint8Array());
    const packed = entry.deflate ? new Uint8Array(deflateRawSync(data)) : data;
    const says = {
      size: data.length,
      compressedSize: packed.length,
      crc: crcOf(data),
      flags: 0x0800,
      method: entry.deflate ? 8 : 0,
      offset,
      ...entry.says,
    };
    const common = [
      [2, 20],
      [2, says.flags],
      [2, says.method],
      [4, 0x00210000],
      [4, says.crc],
      [4, says.compressedSize],
      [4, says.size],
      [2, name.length],
    ] as const;
    const local = fields([4, 0x04034b50], ...common, [2, 0]);
    const extra = (entry.fields ?? []).flatMap(([id, data]) => [fields([2, id], [2, data.length]), data]);
    const extraSize = extra.reduce((sum, { length }) => sum + length, 0);
    const record = [[4, 0x02014b50], [2, 20], ...common, [2, extraSize], [2, 0], [2, 0], [2, 0], [4, 0]] as const;
    directory.push(fields(...record, [4, says.offset]), name, ...extra);
    pieces.push(local, name, packed);
    offset += local.length + name.length + packed.length;
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]);
  return new Blob([...pieces, ...directory, end] as BlobPart[]);
}

/** An empty archive whose zip64 end record claims `count` entries. */
export function rawZip64(count: bigint): Blob {
  const end64 = new DataView(new ArrayBuffer(56));
  end64.setUint32(0, 0x06064b50, true);
  end64.setBigUint64(4, 44n, true);
  end64.setBigUint64(24, count, true);
  end64.setBigUint64(32, count, true);
  const locator = new DataView(new ArrayBuffer(20));
  locator.setUint32(0, 0x07064b50, true);
  locator.setUint32(16, 1, true);
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, 0xffff], [2, 0xffff], [4, 0], [4, 0], [2, 0]);
  return new Blob([end64.buffer, locator.buffer, end] as BlobPart[]);
}

/** Little-endian fields of `[bytes, value]`. */
function fields(...parts: readonly (readonly [number, number])[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, [width]) => sum + width, 0));
  let at = 0;
  for (const [width, value] of parts) {
    for (let i = 0; i < width; i++) bytes[at++] = (value >>> (8 * i)) & 0xff;
  }
  return bytes;
}

const crcOf = (data: Uint8Array): number => crc32(data) >>> 0;
