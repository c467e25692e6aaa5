/** What one contender took, ms. Of a whole call: a batch of four is one call. */
export interface Figures {
  readonly medianMs: number;
  /** Nearest rank. */
  readonly p95Ms: number;
  readonly minMs: number;
  /** The first call after opening: it compiles what the others find compiled. */
  readonly firstMs: number;
  /** From the file to the first call. */
  readonly openMs: number;
  /** Calls that median, p95 and minimum are of; neither the first nor those that warm up are among them. */
  readonly runs: number;
}

/** @param times - ms, at least one. */
export function figuresOf(openMs: number, firstMs: number, times: readonly number[]): Figures {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    medianMs: median(sorted),
    p95Ms: sorted[Math.ceil(0.95 * sorted.length) - 1]!,
    minMs: sorted[0]!,
    firstMs,
    openMs,
    runs: sorted.length,
  };
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
