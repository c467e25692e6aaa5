/**
 * Reads what {@link ByteWriter} wrote, from bytes nobody vouches for: it never reads past the end and never
 * allocates more than the bytes could hold.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #fail: (reason: string) => never;
  #at = 0;

  /** @param fail - Throws; called with what is wrong. */
  constructor(bytes: Uint8Array, fail: (reason: string) => never) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#fail = fail;
  }

  get remaining(): number {
    return this.#bytes.length - this.#at;
  }

  u8(): number {
    return this.#bytes[this.#take(1)]!;
  }

  f32(): number {
    return this.#view.getFloat32(this.#take(4), true);
  }

  f64(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  unsigned(): number {
    let n = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.u8();
      n += (byte & 0x7f) * scale;
      if (n > Number.MAX_SAFE_INTEGER) this.#fail('a number is too large');
      if (byte < 0x80) return n;
    }
  }

  signed(): number {
    const n = this.unsigned();
    return n % 2 === 0 ? n / 2 : -(n + 1) / 2;
  }

  /** How many things follow, each at least `size` bytes long. */
  count(size: number): number {
    const n = this.unsigned();
    if (n * size > this.remaining) this.#fail(`${n} things are announced where ${this.remaining} bytes are left`);
    return n;
  }

  #take(length: number): number {
    const at = this.#at;
    if (at + length > this.#bytes.length) this.#fail('it ends in the middle of a record');
    this.#at = at + length;
    return at;
  }
}
