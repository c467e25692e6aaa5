/** Trackers as they are needed: whoever follows with one need not fetch the others. `trackers.ts` has all at once. */
import { fetchPart } from '#core/errors/fetch-part.ts';
import { bytetrackXywh } from '#core/tracking/bytetrack-xywh.ts';
import type { TrackerName } from '#core/tracking/tracker-cards.ts';
import type { Tracker } from '#core/tracking/tracker.ts';

export type TrackerPrograms = Readonly<Partial<Record<TrackerName, Tracker<unknown, string>>>>;

/** What is there from the start: the default, which also stands in for a tracker that cannot do without a camera's model. */
export const standardPrograms = { 'bytetrack-xywh': bytetrackXywh } as const satisfies TrackerPrograms;

const others = {
  bytetrack: async () => (await import('#core/tracking/bytetrack.ts')).bytetrack,
  'bytetrack-steady': async () => (await import('#core/tracking/bytetrack-steady.ts')).bytetrackSteady,
  'oc-sort': async () => (await import('#core/tracking/oc-sort.ts')).ocSort,
  floor: async () => (await import('#core/tracking/floor.ts')).floor,
  sort: async () => (await import('#core/tracking/sort.ts')).sort,
  greedy: async () => (await import('#core/tracking/greedy.ts')).greedy,
} as const satisfies Readonly<
  Record<Exclude<TrackerName, keyof typeof standardPrograms>, () => Promise<Tracker<unknown, string>>>
>;

/**
 * @returns What `startTracker` needs for `name`.
 * @throws WorkbenchError `page/part-missing` when it does not arrive.
 */
export async function fetchTracker(name: TrackerName): Promise<TrackerPrograms> {
  if (name in standardPrograms) return standardPrograms;
  const program = await fetchPart<Tracker<unknown, string>>(others[name as keyof typeof others]);
  return { ...standardPrograms, [name]: program };
}
