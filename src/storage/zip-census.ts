/** Looks at each entry of an archive's directory, one at a time, and refuses the archive at the first bad one. */
import { foldedPath, wrongWithPath } from '#core/planning/bundle-path.ts';
import { type DirectoryEntry, isFolder } from '#storage/zip-directory.ts';
import { HARMLESS_BYTES, type ZipLimits } from '#storage/zip-limits.ts';
import { METHODS, SIZES } from '#storage/zip-records.ts';
import { Refusal } from '#storage/zip-refusal.ts';

export class EntryCensus {
  readonly #limits: ZipLimits;
  readonly #filesEnd: number;
  readonly #names = new Set<string>();
  readonly #spans: { readonly start: number; readonly end: number; readonly name: string }[] = [];
  #inflated = 0;

  /** @param filesEnd - Where the archive's files end and its directory begins, bytes. */
  constructor(limits: ZipLimits, filesEnd: number) {
    this.#limits = limits;
    this.#filesEnd = filesEnd;
  }

  count(entry: DirectoryEntry): void {
    this.#checkName(entry);
    this.#checkSize(entry);
    const start = entry.offset;
    const end = start + SIZES.local + entry.nameBytes + entry.packed;
    if (end > this.#filesEnd) throw new Refusal(`"${shown(entry)}" reaches past the end of the files`);
    this.#spans.push({ start, end, name: shown(entry) });
  }

  /** Entries that share their bytes make a small archive look large inside; what stands before them is another file. */
  refuseOverlaps(): void {
    this.#spans.sort((a, b) => a.start - b.start);
    if ((this.#spans[0]?.start ?? this.#filesEnd) !== 0) throw new Refusal('something stands before its first file');
    for (let i = 1; i < this.#spans.length; i++) {
      const before = this.#spans[i - 1]!;
      const here = this.#spans[i]!;
      if (here.start < before.end) throw new Refusal(`"${before.name}" and "${here.name}" share their bytes`);
    }
  }

  #checkName(entry: DirectoryEntry): void {
    const path = isFolder(entry) ? entry.name.slice(0, -1) : entry.name;
    const wrong = wrongWithPath(path);
    if (wrong !== null) throw new Refusal(`the name "${shown(entry)}" ${wrong}`);
    const folded = foldedPath(path);
    if (this.#names.has(folded)) throw new Refusal(`the name "${shown(entry)}" is there twice`);
    this.#names.add(folded);
  }

  #checkSize(entry: DirectoryEntry): void {
    const { packed, size } = entry;
    if (entry.encrypted) throw new Refusal(`"${shown(entry)}" is encrypted; save the archive without a password`);
    if (entry.method === METHODS.stored) {
      if (packed !== size) throw new Refusal(`"${shown(entry)}" is stored with two sizes`);
      return;
    }
    if (entry.method !== METHODS.deflated) {
      throw new Refusal(`"${shown(entry)}" is packed by method ${entry.method}; deflate is read`);
    }
    if (size > this.#limits.entryBytes) {
      throw new Refusal(`"${shown(entry)}" would unpack to ${size} bytes`);
    }
    if (size > HARMLESS_BYTES && size > packed * this.#limits.ratio) {
      throw new Refusal(`"${shown(entry)}" would unpack to more than ${this.#limits.ratio} times its size`);
    }
    this.#inflated += size;
    if (this.#inflated > this.#limits.totalBytes) {
      throw new Refusal(`its files would unpack to more than ${this.#limits.totalBytes} bytes`);
    }
  }
}

function shown(entry: DirectoryEntry): string {
  const { name } = entry;
  return name.length > 80 ? `${name.slice(0, 79)}…` : name;
}
