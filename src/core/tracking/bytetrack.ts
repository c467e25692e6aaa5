/** ByteTrack with its authors' filter. Source: Zhang et al., *ByteTrack*, ECCV 2022. */
import { byteTracker } from '#core/tracking/byte.ts';
import { WIDTH, boxOf, initiate, predict, update } from '#core/tracking/kalman-xyah.ts';

export const bytetrack = byteTracker('ByteTrack', { width: WIDTH, initiate, predict, update, boxOf });
