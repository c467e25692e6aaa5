/** One camera's share of the scene: its tracker and what it saw last. */
import type { Condition } from '#core/detection/camera-condition.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import type { FloorSighting } from '#core/fusion/floor-sighting.ts';
import type { Obstacle } from '#core/fusion/hidden-feet.ts';
import { placeTracks } from '#core/fusion/place-tracks.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { MICROS_PER_SECOND, type Micros, micros } from '#core/time/micros.ts';
import type { TrackerPrograms } from '#core/tracking/tracker-programs.ts';
import type { TrackerSettings } from '#core/tracking/tracker-settings.ts';
import type { Track } from '#core/tracking/track.ts';
import { type RunningTracker, startTracker, stepTracker } from '#core/tracking/running-tracker.ts';

export interface CameraScene {
  /** `null` while the camera is not calibrated: it has tracks, and nobody knows where on the floor they are. */
  readonly model: CameraModel | null;
  /** What may hide feet from it. */
  readonly obstacles: readonly Obstacle[];
  readonly tracker: RunningTracker;
  /** Of the first and the newest frame; `null` before the first. */
  readonly first: Micros | null;
  readonly time: Micros | null;
  readonly frames: number;
  /** Sightings that came when the scene was past them, and were left out. */
  readonly late: number;
  /** What is wrong with it, and since when. While it is not well nobody is followed by what it sees. */
  readonly condition: {
    readonly is: Condition;
    readonly since: Micros;
    /** Its picture told that it was moved, and not yet that it hangs as before; something worse may be wrong with it meanwhile. */
    readonly moved: boolean;
  };
  readonly tracks: readonly Track[];
}

/** Until two frames tell: what webcams send. */
const USUAL_FPS = 30;

/** @param model - `null` while the camera is not calibrated. */
export function createCamera(
  model: CameraModel | null,
  obstacles: readonly Obstacle[],
  tracking: TrackerSettings,
  programs: TrackerPrograms,
): CameraScene {
  return {
    model,
    obstacles,
    tracker: startTracker(tracking, model, programs),
    first: null,
    time: null,
    frames: 0,
    late: 0,
    condition: { is: 'well', since: micros(0), moved: false },
    tracks: [],
  };
}

/**
 * Tracks a frame's people and places their feet. Boxes that are no boxes are left out.
 *
 * @returns `floor`: `null` when the camera is not calibrated.
 */
export function stepCamera(
  camera: CameraScene,
  { camera: source, time, detections, likenesses }: CameraSighting,
): { readonly camera: CameraScene; readonly floor: FloorSighting | null } {
  const first = camera.first ?? time;
  const frames = camera.frames + 1;
  const usable = detections.filter(({ box, score }) =>
    [box.x0, box.y0, box.x1, box.y1, score].every((n) => Number.isFinite(n)),
  );
  const { running: tracker, tracks } = stepTracker(camera.tracker, usable, frameRate(first, time, frames));
  const boxes = usable.map(({ box }) => box);
  const alike = new Map(
    [...(likenesses ?? [])].flatMap(([i, likeness]) => {
      const box = detections[i]?.box;
      return box === undefined ? [] : [[box, likeness] as const];
    }),
  );
  return {
    camera: { ...camera, tracker, first, time, frames, tracks },
    floor:
      camera.model === null
        ? null
        : { source, time, trusted: false, fixes: placeTracks(camera.model, camera.obstacles, tracks, boxes, alike) },
  };
}

/** Trackers count in frames; how long a frame lasts is known from their times, so that a replay needs no setting. */
function frameRate(first: Micros, time: Micros, frames: number): number {
  if (time <= first) return USUAL_FPS;
  const measured = ((frames - 1) * MICROS_PER_SECOND) / (time - first);
  return Math.min(240, Math.max(1, Math.round(measured)));
}
