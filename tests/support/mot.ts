import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Detection } from '#core/detection/detection.ts';
import { type MotFrames, readMot } from '#core/datasets/mot.ts';
import type { Track } from '#core/tracking/track.ts';
import { bytetrack } from '#core/tracking/bytetrack.ts';

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

/** All tracks of each frame, stepping from an empty state with the published parameters. */
export function trackAll(frames: Frames, parameters = bytetrack.defaults): readonly (readonly Track[])[] {
  let state = bytetrack.create(parameters);
  return frames.map((detections) => {
    const next = bytetrack.step(state, detections);
    state = next.state;
    return next.tracks;
  });
}

/** What ByteTrack's authors write to a result file: confirmed tracks, neither tiny nor lying down. */
export function publishedRows(tracks: readonly Track[]): readonly Track[] {
  return tracks.filter(({ state, box }) => {
    const width = box.x1 - box.x0;
    const height = box.y1 - box.y0;
    return state === 'confirmed' && width * height > 100 && width / height <= 1.6;
  });
}
