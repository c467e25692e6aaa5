/**
 * Resolves once a transaction is on the disk.
 *
 * @param requests - What was asked of it.
 * @throws What made it fail. Browsers differ in where they say it: at the request that found no space, with all
 * others merely aborted, or at the transaction.
 */
export async function committed(done: Promise<void>, requests: readonly Promise<unknown>[]): Promise<void> {
  const settled = await Promise.allSettled([...requests, done]);
  const reasons = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  if (reasons.length > 0) throw reasons.find((reason) => !isAbort(reason)) ?? reasons[0];
}

function isAbort(reason: unknown): boolean {
  return reason instanceof DOMException && reason.name === 'AbortError';
}
