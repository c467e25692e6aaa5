import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Detection } from '#core/detection/detection.ts';
import { type MotFrames, readMot } from '#core/datasets/mot.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { defaultsOf } from '#core/math/parameter.ts';
import type { Track } from '#core/tracking/track.ts';
import type { Tracker } from '#core/tracking/tracker.ts';

/** One element a frame from frame 1 to the last, empty frames too. */
export type Frames = readonly (readonly Detection[])[];

export function readMotFile(path: string): MotFrames {
  return readMot(readFileSync(path, 'utf8'), path);
}

/** @param length - Frames of the sequence; the last one with a detection when not given. */
export function detectionFrames(mot: MotFrames, length = Math.max(0, ...mot.keys())): Frames {
  return Array.from({ length }, (_, i) =>
    (mot.get(i + 1) ?? []).map(({ box, conf }) => ({ box, score: conf, classId: 0 })),
  );
}

/** Every `*.txt` of the folder, in order of name. */
export function readDetectionFolder(folder: string): { readonly name: string; readonly frames: Frames }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => ({ name, frames: detectionFrames(readMotFile(join(folder, name))) }));
}

export interface Tracking<State, Name extends string> {
  readonly tracker: Tracker<State, Name>;
  /** The published ones, when left out. */
  readonly parameters?: Partial<Readonly<Record<Name, number>>>;
  readonly camera?: CameraModel;
  readonly fps?: number;
}

/** All tracks of each frame, stepping from an empty state. */
export function trackAll<State, Name extends string>(
  frames: Frames,
  { tracker, parameters, camera, fps = 30 }: Tracking<State, Name>,
): readonly (readonly Track[])[] {
  let state = tracker.create({ ...defaultsOf(tracker.parameters), ...parameters }, camera ?? null);
  return frames.map((detections) => {
    const next = tracker.step(state, detections, fps);
    state = next.state;
    return next.tracks;
  });
}
