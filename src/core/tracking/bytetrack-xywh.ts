/**
 * ByteTrack with the filter of BoT-SORT, which gets the width of a box from its width. Sources: Zhang et al., *ByteTrack*,
 * ECCV 2022; Aharon et al., *BoT-SORT*, arXiv 2206.14651, §3.1.
 */
import { byteTracker } from '#core/tracking/byte.ts';
import { WIDTH, boxOf, initiate, predict, update } from '#core/tracking/kalman-xywh.ts';
import { trackerCards } from '#core/tracking/tracker-cards.ts';

export const bytetrackXywh = byteTracker(trackerCards['bytetrack-xywh'], {
  width: WIDTH,
  initiate,
  predict,
  update,
  boxOf,
});
