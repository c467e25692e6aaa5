import { type Candidates, ROW, createCandidates } from '#core/detection/candidates.ts';
import type { Network } from '#core/detection/decoder.ts';
import { type Head, decoderOf } from '#core/detection/decoders.ts';
import type { Detection } from '#core/detection/detection.ts';
import { type Letterbox, boxInFrame } from '#core/detection/letterbox.ts';
import { createSuppression } from '#core/detection/nms.ts';

/**
 * Prepares the whole way from the tensors of a network to the detections of a frame.
 *
 * @returns A function that reads one picture's tensors, those that the decoder's `outputs` names, in that order.
 */
export function createDetectionReader(
  head: Head,
  network: Network,
): (tensors: readonly Float32Array[], box: Letterbox) => readonly Detection[] {
  const decoder = decoderOf(head);
  const found = createCandidates();
  const suppress = createSuppression(head.nmsIou);
  return (tensors, box) => {
    decoder.decode(tensors, head, network, found);
    return detectionsOf(suppress(found), box);
  };
}

/** Rows as detections in px of the frame, in the order given. */
export function detectionsOf(
  { rows, count }: Pick<Candidates, 'rows' | 'count'>,
  box: Letterbox,
): readonly Detection[] {
  return Array.from({ length: count }, (_, i) => {
    const at = i * ROW;
    const corners = { x0: rows[at]!, y0: rows[at + 1]!, x1: rows[at + 2]!, y1: rows[at + 3]! };
    return { box: boxInFrame(corners, box), score: rows[at + 4]!, classId: rows[at + 5]! };
  });
}
