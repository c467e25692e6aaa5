/** How detections lie in the device's memory: the same numbers as in `shaders/candidate.wgsl` and `suppress.wgsl`. */
import { ROW } from '#core/detection/candidates.ts';
import { MOST_DETECTIONS } from '#core/detection/nms.ts';

/** What a decoder finds, before suppression. */
export const CANDIDATE_BYTES = 28;

/** What is counted of a slot: candidates, and values that are no numbers. */
export const TALLY_BYTES = 8;

const HEAD_BYTES = 12;

/** Read back of each frame: 3 KB. */
export const LOOK_BYTES = HEAD_BYTES + MOST_DETECTIONS * ROW * Float32Array.BYTES_PER_ELEMENT;

/** Rows as `core/detection/candidates.ts` has them, highest score first, px of the network's input. */
export interface GpuLook {
  readonly rows: Float32Array;
  readonly count: number;
  /** Candidates before suppression. */
  readonly found: number;
  /** Values of the network that are no numbers (NaN). */
  readonly notNumbers: number;
}

/** @param slot - Which of the looks that lie one after the other in `bytes`. */
export function readLook(bytes: ArrayBuffer, slot: number): GpuLook {
  const start = slot * LOOK_BYTES;
  const [count, found, notNumbers] = new Uint32Array(bytes, start, 3) as unknown as [number, number, number];
  return { rows: new Float32Array(bytes, start + HEAD_BYTES, MOST_DETECTIONS * ROW), count, found, notNumbers };
}
