/** Every round every contender, after three to warm up. @param contenders - Each says its ms. */
export async function inTurns<Name extends string>(
  rounds: number,
  contenders: Readonly<Record<Name, () => Promise<number>>>,
): Promise<Record<Name, number[]>> {
  const entries = Object.entries(contenders) as [Name, () => Promise<number>][];
  const times = Object.fromEntries(entries.map(([name]) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = -3; round < rounds; round++) {
    for (const [name, run] of entries) {
      const time = await run();
      if (round >= 0) times[name].push(time);
    }
  }
  return times;
}

/** ms until it has resolved. */
export function timed(run: () => Promise<unknown>): () => Promise<number> {
  return async () => {
    const start = performance.now();
    await run();
    return performance.now() - start;
  };
}
