/**
 * ByteTrack over the filter of BoT-SORT, for cameras that move: see `camera-motion.ts`. Where the camera stands it
 * is `bytetrack-xywh`.
 */
import { byteTracker } from '#core/tracking/byte.ts';
import { shiftOf } from '#core/tracking/camera-motion.ts';
import { boxOf, initiate, predict, update } from '#core/tracking/kalman-xywh.ts';

export const bytetrackSteady = byteTracker(
  'ByteTrack for moving cameras',
  { initiate, predict, update, boxOf },
  { shiftOf, moved: (motion, { x, y }) => ({ ...motion, x: motion.x + x, y: motion.y + y }) },
);
