/** A network captured for so many pictures at once. */
export interface BatchSize {
  readonly batch: number;
  /** Of one call, ms; the same however many of its places are taken. */
  readonly milliseconds: number;
}

/** @returns Which of the sizes to call, one after another, so that `count` pictures have a place in the least time. */
export function callsFor<S extends BatchSize>(count: number, sizes: readonly S[]): readonly S[] {
  /** For each number of pictures up to `count`. */
  const best: { readonly milliseconds: number; readonly calls: readonly S[] }[] = [{ milliseconds: 0, calls: [] }];
  for (let pictures = 1; pictures <= count; pictures++) {
    const ways = sizes.map((size) => {
      const rest = best[Math.max(0, pictures - size.batch)]!;
      return { milliseconds: rest.milliseconds + size.milliseconds, calls: [size, ...rest.calls] };
    });
    best.push(ways.reduce((a, b) => (b.milliseconds < a.milliseconds ? b : a)));
  }
  return best[count]!.calls;
}
