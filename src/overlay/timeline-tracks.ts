import { TIMELINE } from '#overlay/timeline-layout.ts';
import {
  type PlacedVisit,
  type TimelineVisit,
  type VisitIndex,
  placeVisits,
  visitAt,
} from '#overlay/timeline-visits.ts';

/** The tracks of one camera, as bars in rows under its name. */
export interface TrackLane {
  readonly name: string;
  readonly tracks: VisitIndex;
  /** px, from the top of the timeline. */
  readonly top: number;
}

/** Rows of tracks of a camera at most. */
const ROWS = 3;
/** Of a camera's name, px. */
const NAME = 16;
const GAP = 4;

/** Lanes one below the other, for cameras that have tracks. @param top - Of the first, px. */
export function placeTracks(
  cameras: readonly { readonly name: string; readonly tracks: readonly TimelineVisit[] }[],
  top: number,
): { readonly lanes: readonly TrackLane[]; readonly bottom: number } {
  const lanes: TrackLane[] = [];
  let bottom = top;
  for (const { name, tracks: all } of cameras) {
    const tracks = placeVisits(all, ROWS);
    lanes.push({ name, tracks, top: bottom });
    bottom += NAME + tracks.rows * (TIMELINE.bar + TIMELINE.barGap) + GAP;
  }
  return { lanes, bottom };
}

export const trackTop = ({ top }: TrackLane, row: number): number =>
  top + NAME + row * (TIMELINE.bar + TIMELINE.barGap);

/** The bar at a point; `null` where there is none. @param y - px @param time - µs */
export function trackAt(lanes: readonly TrackLane[], y: number, time: number): PlacedVisit | null {
  const lane = lanes.findLast(({ top }) => y >= top);
  if (lane === undefined) return null;
  const row = Math.floor((y - trackTop(lane, 0)) / (TIMELINE.bar + TIMELINE.barGap));
  return row < 0 || row >= lane.tracks.rows ? null : visitAt(lane.tracks, row, time);
}
