import { bytetrackSteady } from '#core/tracking/bytetrack-steady.ts';
import { bytetrackXywh } from '#core/tracking/bytetrack-xywh.ts';
import { bytetrack } from '#core/tracking/bytetrack.ts';
import { floor } from '#core/tracking/floor.ts';
import { greedy } from '#core/tracking/greedy.ts';
import { ocSort } from '#core/tracking/oc-sort.ts';
import { sort } from '#core/tracking/sort.ts';
import type { Tracker } from '#core/tracking/tracker.ts';

/** Every tracker, by the name it goes by in settings, files and on the command line. */
export const trackers = {
  'bytetrack-xywh': bytetrackXywh,
  bytetrack,
  'bytetrack-steady': bytetrackSteady,
  'oc-sort': ocSort,
  floor,
  sort,
  greedy,
} as const satisfies Readonly<Record<string, Tracker<unknown, string>>>;

export type TrackerName = keyof typeof trackers;

export const trackerNames = Object.keys(trackers) as readonly TrackerName[];

/** See `docs/adr/0008-trackers.md`. */
export const defaultTracker: TrackerName = 'bytetrack-xywh';

/** Whichever it is, by the port alone. */
export const trackerOf = (name: TrackerName): Tracker<unknown, string> => trackers[name];
