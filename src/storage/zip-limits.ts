/** How much an archive may hold before it is taken for an attack. */
export interface ZipLimits {
  readonly entries: number;
  /** Bytes of one compressed entry once inflated. A stored entry is as large as the archive lets it be. */
  readonly entryBytes: number;
  /** Bytes of all compressed entries once inflated. */
  readonly totalBytes: number;
  /** Inflated over compressed bytes of one entry; entries below a megabyte may have any. */
  readonly ratio: number;
}

/** Roomy for a shop's day of readings; clips are stored, not compressed, and are bounded by the file itself. */
export const ZIP_LIMITS: ZipLimits = {
  entries: 20_000,
  entryBytes: 1 << 29,
  totalBytes: 1 << 30,
  ratio: 200,
};

/** Below this an inflated entry harms nobody, whatever its ratio. */
export const HARMLESS_BYTES = 1 << 20;
