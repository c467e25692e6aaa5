import { readFileSync } from 'node:fs';
import { type MotEntry, type MotFrames, readMot, writeMot } from '#core/datasets/mot.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { reportedTracks } from '#core/tracking/report.ts';
import { startTracker, stepTracker } from '#core/tracking/running-tracker.ts';
import type { Track } from '#core/tracking/track.ts';
import { trackers } from '#core/tracking/trackers.ts';
import type { TrackerOptions } from './tracker-options.ts';

/** Who numbers a frame higher has mistaken the column: at 30 frames/s this is four days. */
const MOST_FRAMES = 10_000_000;

export interface TrackedSequence {
  /** MOTChallenge rows. */
  readonly text: string;
  readonly frames: number;
  readonly rows: number;
  readonly ids: number;
}

/**
 * Steps every frame from 1 to the last with a detection, empty ones too.
 *
 * @param path - Of a detection file.
 * @throws WorkbenchError `dataset/malformed` naming file, line and column.
 */
export function trackSequence(
  path: string,
  { settings, report }: TrackerOptions,
  camera: CameraModel | null,
  fps: number,
): TrackedSequence {
  const detected = readMot(readFileSync(path, 'utf8'), path);
  const frames = [...detected.keys()].reduce((last, frame) => Math.max(last, frame), 0);
  if (frames > MOST_FRAMES) {
    throw new WorkbenchError(
      'dataset/malformed',
      `${path} has a frame ${frames}; expected ${MOST_FRAMES} at the most.`,
    );
  }
  let running = startTracker(settings, camera, trackers);
  const rows = new Map<number, readonly MotEntry[]>();
  for (let frame = 1; frame <= frames; frame++) {
    const next = stepTracker(running, detectionsOf(detected, frame), fps);
    running = next.running;
    rows.set(frame, reportedTracks(next.tracks, report).map(entryOf));
  }
  const entries = [...rows.values()].flat();
  return { text: writeMot(rows), frames, rows: entries.length, ids: new Set(entries.map(({ id }) => id)).size };
}

const detectionsOf = (detected: MotFrames, frame: number) =>
  (detected.get(frame) ?? []).map(({ box, conf }) => ({ box, score: conf, classId: 0 }));

const entryOf = ({ id, box, score }: Track): MotEntry => ({ id, box, conf: score, classId: null, visibility: null });
