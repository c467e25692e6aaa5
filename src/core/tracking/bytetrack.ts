/** ByteTrack with its authors' filter. Source: Zhang et al., *ByteTrack*, ECCV 2022. */
import { byteTracker } from '#core/tracking/byte.ts';
import { WIDTH, boxOf, initiate, predict, update } from '#core/tracking/kalman-xyah.ts';
import { trackerCards } from '#core/tracking/tracker-cards.ts';

export const bytetrack = byteTracker(trackerCards.bytetrack, { width: WIDTH, initiate, predict, update, boxOf });
