/** Looks at each entry of an archive's directory, one at a time, and refuses the archive at the first bad one. */
import type { Entry } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { foldedPath, wrongWithPath } from '#core/planning/bundle-path.ts';
import { HARMLESS_BYTES, type ZipLimits } from '#storage/zip-limits.ts';
import { Refusal } from '#storage/zip-refusal.ts';

const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER_SIZE = 30;

export class EntryCensus {
  readonly #limits: ZipLimits;
  readonly #archiveBytes: number;
  readonly #names = new Set<string>();
  readonly #spans: { readonly start: number; readonly end: number; readonly name: string }[] = [];
  #entries = 0;
  #inflated = 0;

  /** @param archiveBytes - Size of the whole archive. */
  constructor(limits: ZipLimits, archiveBytes: number) {
    this.#limits = limits;
    this.#archiveBytes = archiveBytes;
  }

  count(entry: Entry): void {
    this.#entries += 1;
    if (this.#entries > this.#limits.entries) throw new Refusal(`it holds more than ${this.#limits.entries} files`);
    this.#checkName(entry);
    this.#checkSize(entry);
    const start = entry.offset;
    const end = start + LOCAL_HEADER_SIZE + entry.rawFilename.length + entry.compressedSize;
    if (end > this.#archiveBytes) throw new Refusal(`"${shown(entry)}" reaches past the end of the archive`);
    this.#spans.push({ start, end, name: shown(entry) });
  }

  /** Entries that share their bytes make a small archive look large inside. */
  refuseOverlaps(): void {
    this.#spans.sort((a, b) => a.start - b.start);
    for (let i = 1; i < this.#spans.length; i++) {
      const before = this.#spans[i - 1]!;
      const here = this.#spans[i]!;
      if (here.start < before.end) throw new Refusal(`"${before.name}" and "${here.name}" share their bytes`);
    }
  }

  #checkName(entry: Entry): void {
    const path = entry.directory ? entry.filename.replace(/\/$/u, '') : entry.filename;
    const wrong = wrongWithPath(path);
    if (wrong !== null) throw new Refusal(`the name "${shown(entry)}" ${wrong}`);
    const folded = foldedPath(path);
    if (this.#names.has(folded)) throw new Refusal(`the name "${shown(entry)}" is there twice`);
    this.#names.add(folded);
  }

  #checkSize(entry: Entry): void {
    const { compressedSize, uncompressedSize } = entry;
    if (entry.encrypted) throw new Refusal(`"${shown(entry)}" is encrypted; save the archive without a password`);
    if (entry.compressionMethod === STORED) {
      if (compressedSize !== uncompressedSize) throw new Refusal(`"${shown(entry)}" is stored with two sizes`);
      return;
    }
    if (entry.compressionMethod !== DEFLATED) {
      throw new Refusal(`"${shown(entry)}" is packed by method ${entry.compressionMethod}; deflate is read`);
    }
    if (uncompressedSize > this.#limits.entryBytes) {
      throw new Refusal(`"${shown(entry)}" would unpack to ${uncompressedSize} bytes`);
    }
    if (uncompressedSize > HARMLESS_BYTES && uncompressedSize > compressedSize * this.#limits.ratio) {
      throw new Refusal(`"${shown(entry)}" would unpack to more than ${this.#limits.ratio} times its size`);
    }
    this.#inflated += uncompressedSize;
    if (this.#inflated > this.#limits.totalBytes) {
      throw new Refusal(`its files would unpack to more than ${this.#limits.totalBytes} bytes`);
    }
  }
}

function shown(entry: Entry): string {
  const { filename } = entry;
  return filename.length > 80 ? `${filename.slice(0, 79)}…` : filename;
}
