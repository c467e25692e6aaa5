import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MOT, readMotTable } from '#core/datasets/mot-table.ts';
import { type NumberTable, badValue } from '#core/datasets/number-table.ts';
import type { RoomCameras } from '#core/datasets/projection-cameras.ts';
import type { Detection } from '#core/detection/detection.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';

/** What a camera's detector found, by frame, from 1. */
export type CameraDetections = ReadonlyMap<number, readonly Detection[]>;

const DETECTIONS = /^DET_.*_Cam(\d+)\.txt$/u;
/** Nobody is away for so many frames and comes back: at 30 frames/s an hour. A number that far from the others is mistyped. */
const LONGEST_GAP = 108_000;
/** As a score it says that nobody knows: who drew the box had settled for it. */
const UNKNOWN = -1;

/**
 * Reads `DET_*_CamK.txt` of a folder, where `Cam_K` is a camera. Other files are passed over.
 *
 * @param file - Where the cameras are described, for messages.
 * @returns In the order of the cameras.
 * @throws WorkbenchError `dataset/malformed`, also for a camera without a file and a file without a camera.
 */
export function readRoomDetections(
  folder: string,
  { cameras }: RoomCameras,
  file: string,
): ReadonlyMap<string, CameraDetections> {
  const paths = new Map<string, string>();
  for (const name of readdirSync(folder).sort()) {
    const number = DETECTIONS.exec(name)?.[1];
    if (number === undefined) continue;
    const [camera, path] = [`Cam_${Number(number)}`, join(folder, name)];
    if (!cameras.has(camera)) {
      const known = [...cameras.keys()].join(', ');
      throw wrong(`${path} is of ${camera}, which ${file} does not have: P has ${known}.`);
    }
    const other = paths.get(camera);
    if (other !== undefined)
      throw wrong(`${other} and ${path} are both of ${camera}; expected one recording a folder.`);
    paths.set(camera, path);
  }
  if (paths.size === 0) throw wrong(`${folder} has no detections. Expected files called DET_<name>_Cam1.txt in it.`);
  return new Map(
    [...cameras.keys()].map((camera) => {
      const path = paths.get(camera);
      if (path === undefined) {
        throw wrong(
          `${folder} has no detections of ${camera}. Expected a file called DET_<name>_${camera.replace('_', '')}.txt.`,
        );
      }
      return [camera, readDetections(readFileSync(path, 'utf8'), path)];
    }),
  );
}

function readDetections(text: string, path: string): CameraDetections {
  const table = readMotTable(text, path);
  const cell = (column: keyof typeof MOT, row: number) => table.columns[MOT[column]]![row]!;
  refuseGap(table);
  const frames = new Map<number, Detection[]>();
  for (let row = 0; row < table.rows; row++) {
    const frame = cell('frame', row);
    const score = cell('conf', row);
    if (score !== UNKNOWN && !(score >= 0 && score <= 1)) {
      throw badValue(table, row, MOT.conf, 'a score from 0 to 1, or -1 when nobody knows');
    }
    const [left, top] = [cell('left', row), cell('top', row)];
    const box = { x0: left, y0: top, x1: left + cell('width', row), y1: top + cell('height', row) };
    const detection = { box, score: score === UNKNOWN ? 1 : score, classId: 0 };
    const found = frames.get(frame);
    if (found) found.push(detection);
    else frames.set(frame, [detection]);
  }
  return frames;
}

/** Every frame up to the last is stepped: one mistyped number would be days of an empty room. */
function refuseGap(table: NumberTable): void {
  const frames = table.columns[MOT.frame]!;
  const rows = Array.from({ length: table.rows }, (_, row) => row).sort((a, b) => frames[a]! - frames[b]!);
  let before = 0;
  for (const row of rows) {
    if (frames[row]! - before > LONGEST_GAP) {
      throw badValue(table, row, MOT.frame, `${before + LONGEST_GAP} at the most: the one before it is ${before}`);
    }
    before = frames[row]!;
  }
}

const wrong = (sentence: string): WorkbenchError => new WorkbenchError('dataset/malformed', sentence);
