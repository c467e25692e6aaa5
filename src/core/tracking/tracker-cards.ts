/** What is known of every tracker without its program: a page that chooses one runs none. */
import { byteTrackParameters } from '#core/tracking/byte-parameters.ts';
import { floorParameters } from '#core/tracking/floor-parameters.ts';
import { greedyParameters } from '#core/tracking/greedy-parameters.ts';
import { ocSortParameters } from '#core/tracking/oc-sort-parameters.ts';
import { sortParameters } from '#core/tracking/sort-parameters.ts';
import type { TrackerCard } from '#core/tracking/tracker.ts';

/** By the name it goes by in settings, files and on the command line. */
export const trackerCards = {
  'bytetrack-xywh': { title: 'ByteTrack, width and height', parameters: byteTrackParameters, needsCamera: false },
  bytetrack: { title: 'ByteTrack', parameters: byteTrackParameters, needsCamera: false },
  'bytetrack-steady': { title: 'ByteTrack for moving cameras', parameters: byteTrackParameters, needsCamera: false },
  'oc-sort': { title: 'OC-SORT', parameters: ocSortParameters, needsCamera: false },
  floor: { title: 'UCMC, on the floor', parameters: floorParameters, needsCamera: true },
  sort: { title: 'SORT', parameters: sortParameters, needsCamera: false },
  greedy: { title: 'Greedy IoU', parameters: greedyParameters, needsCamera: false },
} as const satisfies Readonly<Record<string, TrackerCard<string>>>;

export type TrackerName = keyof typeof trackerCards;

export const trackerNames = Object.keys(trackerCards) as readonly TrackerName[];

/** See `docs/adr/0008-trackers.md`. */
export const defaultTracker: TrackerName = 'bytetrack-xywh';

/** Whichever it is, by what all have. */
export const trackerCardOf = (name: TrackerName): TrackerCard<string> => trackerCards[name];
