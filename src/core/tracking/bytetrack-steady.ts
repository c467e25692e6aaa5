/**
 * ByteTrack over the filter of BoT-SORT, for cameras that move: see `camera-motion.ts`. Where the camera stands it
 * is `bytetrack-xywh`.
 */
import { byteTracker } from '#core/tracking/byte.ts';
import { readShift } from '#core/tracking/camera-motion.ts';
import { WIDTH, boxOf, initiate, move, predict, update } from '#core/tracking/kalman-xywh.ts';
import { trackerCards } from '#core/tracking/tracker-cards.ts';

export const bytetrackSteady = byteTracker(
  trackerCards['bytetrack-steady'],
  { width: WIDTH, initiate, predict, update, boxOf },
  { readShift, move },
);
