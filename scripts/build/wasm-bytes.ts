/** A WASM program read from front to back. Source: WebAssembly Core Specification 2.0, §5.2. */
export class WasmBytes {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  get done(): boolean {
    return this.at >= this.#bytes.length;
  }

  /** @throws Error behind the end. */
  byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new Error('the program ends early');
    return byte;
  }

  take(count: number): Uint8Array {
    if (this.at + count > this.#bytes.length) throw new Error('the program ends early');
    return this.#bytes.subarray(this.at, (this.at += count));
  }

  /** Unsigned, up to 32 bits. A longer one, or a negative one, is passed over whole; its value is of no use then. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  text(): string {
    return new TextDecoder().decode(this.take(this.number()));
  }

  /** Of a memory or a table: how much at least, and at most where the flag says so. */
  limits(): void {
    const most = (this.byte() & 1) === 1;
    this.number();
    if (most) this.number();
  }
}
