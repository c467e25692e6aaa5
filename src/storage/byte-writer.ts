import { assert } from '#core/errors/assert.ts';

/**
 * Appends numbers to a growing buffer. Little-endian; integers as LEB128 varints (seven bits a byte, lowest first),
 * signed ones folded first: 0, -1, 1, -2 become 0, 1, 2, 3.
 */
export class ByteWriter {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #length = 0;

  constructor(capacity = 4096) {
    this.#bytes = new Uint8Array(capacity);
    this.#view = new DataView(this.#bytes.buffer);
  }

  /** Bytes written. */
  get length(): number {
    return this.#length;
  }

  u8(n: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = n;
  }

  u16(n: number): void {
    this.#reserve(2);
    this.#view.setUint16(this.#length, n, true);
    this.#length += 2;
  }

  u32(n: number): void {
    this.#reserve(4);
    this.#view.setUint32(this.#length, n, true);
    this.#length += 4;
  }

  /** @param n - A float32. Anything finer would come back different, and a replay would not be exact. */
  f32(n: number): void {
    assert(Object.is(Math.fround(n), n), `the journal keeps float32, ${n} is none`);
    this.#reserve(4);
    this.#view.setFloat32(this.#length, n, true);
    this.#length += 4;
  }

  f64(n: number): void {
    this.#reserve(8);
    this.#view.setFloat64(this.#length, n, true);
    this.#length += 8;
  }

  /** @param n - An integer in `[0, 2^53)`. */
  unsigned(n: number): void {
    this.#reserve(8);
    let rest = n;
    for (; rest > 0x7fffffff; rest = Math.floor(rest / 128)) this.#bytes[this.#length++] = (rest % 128) | 0x80;
    for (; rest > 0x7f; rest >>>= 7) this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
    this.#bytes[this.#length++] = rest;
  }

  /** @param n - An integer in `(-2^52, 2^52)`. */
  signed(n: number): void {
    this.unsigned(n < 0 ? -2 * n - 1 : 2 * n);
  }

  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** What was written so far: a view, valid until the next write. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
