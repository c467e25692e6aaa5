/** How detections lie in the device's memory: the same numbers as in `shaders/candidate.wgsl` and `suppress.wgsl`. */
import type { Detection } from '#core/detection/detection.ts';

/** Room for what a decoder finds in one frame before suppression. */
export const CANDIDATES = 1024;
export const CANDIDATE_BYTES = 28;
/** Detections of one frame at most. */
const KEPT = 128;
const HEAD_BYTES = 8;

/** Read back of each frame. */
export const LOOK_BYTES = HEAD_BYTES + KEPT * CANDIDATE_BYTES;

export interface GpuLook {
  /** Highest score first, px of the network's input. */
  readonly detections: readonly Detection[];
  /** Candidates before suppression: more than `CANDIDATES` were not all looked at. */
  readonly found: number;
}

/** @param slot - Which of the looks that lie one after the other in `bytes`. */
export function readLook(bytes: ArrayBuffer, slot: number): GpuLook {
  const start = slot * LOOK_BYTES;
  const words = new Uint32Array(bytes, start, LOOK_BYTES / 4);
  const floats = new Float32Array(bytes, start, LOOK_BYTES / 4);
  const [kept, found] = [words[0]!, words[1]!];
  const detections = Array.from({ length: Math.min(kept, KEPT) }, (_, i): Detection => {
    const at = (HEAD_BYTES + i * CANDIDATE_BYTES) / 4;
    const [x0, y0, x1, y1, score] = floats.subarray(at, at + 5) as unknown as [number, number, number, number, number];
    return { box: { x0, y0, x1, y1 }, score, classId: words[at + 5]! };
  });
  return { detections, found };
}
