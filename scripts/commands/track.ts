import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readCameraParameters } from '#core/datasets/camera-parameters.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { trackerNames } from '#core/tracking/tracker-cards.ts';
import { trackerOf } from '#core/tracking/trackers.ts';
import { type DetectionFile, detectionFiles } from '../tracking/detection-files.ts';
import { trackSequence } from '../tracking/track-sequence.ts';
import { type TrackerOptions, trackerOptions } from '../tracking/tracker-options.ts';
import { writeNew } from '../files/write-new.ts';
import type { Command } from './command.ts';
import { checkOutputFile, checkOutputFolder } from './output.ts';
import { existingFile, readArguments, usage } from './read-arguments.ts';

/** Follows the boxes of detection files, a sequence each, and writes MOTChallenge rows. */
export const trackCommand: Command = {
  name: 'track',
  usage: `--tracker ${trackerNames.join('|')} --detections FILE|DIR --out FILE|DIR [--cameras FILE|DIR] [--fps N] [--set key=value]…`,
  async run(args) {
    const options = {
      tracker: { type: 'string' },
      detections: { type: 'string' },
      out: { type: 'string' },
      cameras: { type: 'string' },
      fps: { type: 'string', default: '30' },
      set: { type: 'string', multiple: true, default: [] as string[] },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = readArguments(trackCommand, args, { options });
    const chosen = trackerOptions(trackCommand, values.tracker, values.set);
    const detections = existingFile(trackCommand, '--detections', values.detections);
    if (values.out === undefined) throw usage(trackCommand, '--out is missing');
    const fps = frameRate(values.fps);
    const cameras = values.cameras === undefined ? null : existingFile(trackCommand, '--cameras', values.cameras);
    if (cameras === null && trackerOf(chosen.settings.tracker).needsCamera) {
      throw usage(trackCommand, `--cameras is missing: ${chosen.settings.tracker} follows feet on the floor`);
    }
    const files = detectionFiles(detections);
    const folder = statSync(detections).isDirectory();
    if (folder && existsSync(values.out) && !statSync(values.out).isDirectory()) {
      throw usage(trackCommand, `--out: ${values.out} is a file; a folder of detections wants a folder`);
    }
    const into = folder || values.out.endsWith('/') || (existsSync(values.out) && statSync(values.out).isDirectory());
    const pathOf = (sequence: string) => resolve(into ? join(values.out!, `${sequence}.txt`) : values.out!);
    const own = files.find(({ sequence, path }) => pathOf(sequence) === resolve(path));
    if (own !== undefined) throw usage(trackCommand, `--out would overwrite the detections in ${own.path}`);
    if (into) checkOutputFolder(trackCommand, '--out', values.out);
    else checkOutputFile(trackCommand, '--out', values.out, values.cameras);
    const sequences = trackAll(files, chosen, cameras, fps, pathOf);
    process.stdout.write(`${JSON.stringify({ ...chosen.settings, ...chosen.report, fps, sequences })}\n`);
  },
};

/** A bad file does not keep the good ones beside it from being tracked. @throws WorkbenchError of all the bad ones. */
function trackAll(
  files: readonly DetectionFile[],
  chosen: TrackerOptions,
  cameras: string | null,
  fps: number,
  pathOf: (sequence: string) => string,
): Readonly<Record<string, object>> {
  const sequences: Record<string, object> = {};
  const failures: WorkbenchError[] = [];
  for (const { sequence, path } of files) {
    try {
      const camera = cameras === null ? null : cameraOf(cameras, sequence);
      const { text, ...counts } = trackSequence(path, chosen, camera, fps);
      writeNew(pathOf(sequence), text);
      process.stderr.write(`${sequence}: ${counts.frames} frames, ${counts.ids} tracks\n`);
      sequences[sequence] = counts;
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      failures.push(error);
    }
  }
  const [first] = failures;
  if (first !== undefined) {
    throw new WorkbenchError(first.code, failures.map(({ message }) => message).join('\n'), { cause: first });
  }
  return sequences;
}

/** MOT17 has every sequence three times, by who detected. */
const DETECTOR = /-(?:DPM|FRCNN|SDP)$/u;

/** @param cameras - A camera file for every sequence, or a folder of `<sequence>.txt`. */
function cameraOf(cameras: string, sequence: string): CameraModel {
  const names = [sequence, sequence.replace(DETECTOR, '')].map((name) => join(cameras, `${name}.txt`));
  const path = statSync(cameras).isDirectory() ? names.find((name) => existsSync(name)) : cameras;
  if (path === undefined) throw usage(trackCommand, `--cameras: there is no file ${names[0]!}`);
  return readCameraParameters(readFileSync(path, 'utf8'), path);
}

function frameRate(text: string): number {
  const fps = Number(text);
  if (text.trim() !== '' && fps >= 1 && fps <= 1000) return fps;
  throw usage(trackCommand, `--fps is “${text}”; expected a number from 1 to 1000`);
}
