import { bytetrackSteady } from '#core/tracking/bytetrack-steady.ts';
import { bytetrackXywh } from '#core/tracking/bytetrack-xywh.ts';
import { bytetrack } from '#core/tracking/bytetrack.ts';
import { floor } from '#core/tracking/floor.ts';
import { greedy } from '#core/tracking/greedy.ts';
import { ocSort } from '#core/tracking/oc-sort.ts';
import { sort } from '#core/tracking/sort.ts';
import type { TrackerName } from '#core/tracking/tracker-cards.ts';
import type { Tracker } from '#core/tracking/tracker.ts';

/** Every tracker, by its name. */
export const trackers = {
  'bytetrack-xywh': bytetrackXywh,
  bytetrack,
  'bytetrack-steady': bytetrackSteady,
  'oc-sort': ocSort,
  floor,
  sort,
  greedy,
} as const satisfies Readonly<Record<TrackerName, Tracker<unknown, string>>>;

/** Whichever it is, by the port alone. */
export const trackerOf = (name: TrackerName): Tracker<unknown, string> => trackers[name];
