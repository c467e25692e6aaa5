import type { ByteReader } from '#storage/byte-reader.ts';
import type { ByteWriter } from '#storage/byte-writer.ts';

/** The camera, sensor and person ids of a chunk, each written once and then named by its index. */
export class StringTable {
  readonly #indices = new Map<string, number>();

  index(text: string): number {
    const known = this.#indices.get(text);
    if (known !== undefined) return known;
    this.#indices.set(text, this.#indices.size);
    return this.#indices.size - 1;
  }

  /** Each text as its UTF-16 code units: unlike UTF-8 that loses none, and ASCII still takes one byte. */
  write(out: ByteWriter): void {
    out.unsigned(this.#indices.size);
    for (const text of this.#indices.keys()) {
      out.unsigned(text.length);
      for (let i = 0; i < text.length; i++) out.unsigned(text.charCodeAt(i));
    }
  }
}

export function readStrings(reader: ByteReader): readonly string[] {
  return Array.from({ length: reader.count(1) }, () => {
    const units = Array.from({ length: reader.count(1) }, () => reader.unsigned());
    return units.map((unit) => String.fromCharCode(unit)).join('');
  });
}
