/** Settings of a tracker, started. */
import { assert } from '#core/errors/assert.ts';
import type { Detection } from '#core/detection/detection.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import type { Track } from '#core/tracking/track.ts';
import { defaultTracker, trackerCardOf } from '#core/tracking/tracker-cards.ts';
import type { TrackerPrograms } from '#core/tracking/tracker-programs.ts';
import { type TrackerSettings, publishedSettings } from '#core/tracking/tracker-settings.ts';
import type { Tracker } from '#core/tracking/tracker.ts';

/** A tracker under way, whichever it is. Plain data: a state that was stepped from stays usable. */
export interface RunningTracker {
  readonly tracker: Tracker<unknown, string>;
  readonly state: unknown;
}

/**
 * @param camera - `null` while nobody knows it: then the default stands in for a tracker that cannot do without.
 * @param programs - Those of `settings` and of the default.
 */
export function startTracker(
  settings: TrackerSettings,
  camera: CameraModel | null,
  programs: TrackerPrograms,
): RunningTracker {
  const able = camera !== null || !trackerCardOf(settings.tracker).needsCamera;
  const { tracker: name, parameters } = able ? settings : publishedSettings(defaultTracker);
  const tracker = programs[name];
  assert(tracker, `the program of ${name} is fetched before it is started`);
  return { tracker, state: tracker.create(parameters, camera) };
}

export function stepTracker(
  { tracker, state }: RunningTracker,
  detections: readonly Detection[],
  fps: number,
): { readonly running: RunningTracker; readonly tracks: readonly Track[] } {
  const next = tracker.step(state, detections, fps);
  return { running: { tracker, state: next.state }, tracks: next.tracks };
}
