import { ROW, createCandidates } from '#core/detection/candidates.ts';
import type { Network } from '#core/detection/decoder.ts';
import { type Head, decoderOf } from '#core/detection/decoders.ts';

/** What the head's decoder finds: x0, y0, x1, y1, score, class. */
export function decoded(head: Head, network: Network, ...tensors: readonly Float32Array[]): number[][] {
  const found = createCandidates();
  decoderOf(head).decode(tensors, head, network, found);
  return Array.from({ length: found.count }, (_, i) => [...found.rows.subarray(i * ROW, (i + 1) * ROW)]);
}
