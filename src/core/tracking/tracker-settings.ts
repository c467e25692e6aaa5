/** Which tracker follows, and how it is tuned: what is chosen and stored. */
import { defaultsOf } from '#core/math/parameter.ts';
import { type TrackerName, trackerCardOf } from '#core/tracking/tracker-cards.ts';

export interface TrackerSettings {
  readonly tracker: TrackerName;
  /** Every parameter of its table. */
  readonly parameters: Readonly<Record<string, number>>;
}

export function publishedSettings(tracker: TrackerName): TrackerSettings {
  return { tracker, parameters: defaultsOf(trackerCardOf(tracker).parameters) };
}
