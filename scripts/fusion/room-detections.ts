import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { malformedJson } from '#core/datasets/json-file.ts';
import { MOT, readMotTable } from '#core/datasets/mot-table.ts';
import { badValue } from '#core/datasets/number-table.ts';
import type { RoomCameras } from '#core/datasets/projection-cameras.ts';
import type { Detection } from '#core/detection/detection.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Box } from '#core/geometry/box.ts';
import { ROOM_BOXES, readRoomBoxes } from './room-boxes.ts';

/** What a camera's detector found, by frame, from 1. */
export type CameraDetections = ReadonlyMap<number, readonly Detection[]>;

const DETECTIONS = /^DET_.*_Cam(\d+)\.txt$/u;
const BOXES = /^Cam_(\d+)\.json$/u;
/** Nobody is away for so many frames and comes back: at 30 frames/s an hour. A number that far from the others is mistyped. */
const LONGEST_GAP = 108_000;
/** As a score it says that nobody knows: who drew the box had settled for it. */
const UNKNOWN = -1;
const SURE = 1;

/**
 * Reads `DET_*_CamK.txt` of a folder, where `Cam_K` is a camera, or, where there is none, the boxes of `Cam_K.json`. Other files are passed
 * over.
 *
 * @param file - Where the cameras are described, for messages.
 * @returns In the order of the cameras.
 * @throws WorkbenchError `dataset/malformed`, also for a camera without a file and a file without a camera.
 */
export function readRoomDetections(
  folder: string,
  room: RoomCameras,
  file: string,
): ReadonlyMap<string, CameraDetections> {
  const tables = filesOf(folder, DETECTIONS, room, file);
  if (tables.size > 0) return readEach(tables, folder, 'DET_<name>_CamK.txt', room, readDetections);
  const boxes = filesOf(folder, BOXES, room, file);
  if (boxes.size > 0) return readEach(boxes, folder, 'Cam_K.json', room, readBoxes);
  throw wrong(`${folder} has no detections. Expected files called DET_<name>_Cam1.txt in it, or Cam_1.json.`);
}

/** By camera. */
function filesOf(folder: string, pattern: RegExp, { cameras }: RoomCameras, file: string): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const name of readdirSync(folder).sort()) {
    const number = pattern.exec(name)?.[1];
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
  return paths;
}

/** @param called - A file of camera `K`. */
function readEach(
  paths: ReadonlyMap<string, string>,
  folder: string,
  called: string,
  { cameras }: RoomCameras,
  read: (path: string) => CameraDetections,
): ReadonlyMap<string, CameraDetections> {
  return new Map(
    [...cameras.keys()].map((camera) => {
      const path = paths.get(camera);
      if (path === undefined) {
        const expected = called.replace('K', camera.replace('Cam_', ''));
        throw wrong(`${folder} has no detections of ${camera}. Expected a file called ${expected}.`);
      }
      return [camera, read(path)];
    }),
  );
}

function readDetections(path: string): CameraDetections {
  const table = readMotTable(readFileSync(path, 'utf8'), path);
  const cell = (column: keyof typeof MOT, row: number) => table.columns[MOT[column]]![row]!;
  // A camera that saw nobody has no columns either.
  const gap = afterGap([...(table.columns[MOT.frame] ?? [])]);
  if (gap !== null) throw badValue(table, gap.row, MOT.frame, farthest(gap.before));
  return byFrame(
    Array.from({ length: table.rows }, (_, row) => {
      const score = cell('conf', row);
      if (score !== UNKNOWN && !(score >= 0 && score <= 1)) {
        throw badValue(table, row, MOT.conf, 'a score from 0 to 1, or -1 when nobody knows');
      }
      const [left, top] = [cell('left', row), cell('top', row)];
      const box = { x0: left, y0: top, x1: left + cell('width', row), y1: top + cell('height', row) };
      return { frame: cell('frame', row), box, score: score === UNKNOWN ? SURE : score };
    }),
  );
}

function readBoxes(path: string): CameraDetections {
  const { found } = readRoomBoxes(path);
  const gap = afterGap(found.map(({ frame }) => frame));
  if (gap !== null) {
    const { frame } = found[gap.row]!;
    throw malformedJson(
      path,
      ROOM_BOXES,
      `detections[${gap.row}]`,
      `is of frame ${frame}; expected ${farthest(gap.before)}`,
    );
  }
  return byFrame(found.map((row) => ({ ...row, score: SURE })));
}

function byFrame(rows: readonly { frame: number; box: Box; score: number }[]): CameraDetections {
  const frames = new Map<number, Detection[]>();
  for (const { frame, box, score } of rows) {
    const detection = { box, score, classId: 0 };
    const found = frames.get(frame);
    if (found) found.push(detection);
    else frames.set(frame, [detection]);
  }
  return frames;
}

/** Every frame up to the last is stepped: one mistyped number would be days of an empty room. */
function afterGap(frames: readonly number[]): { readonly row: number; readonly before: number } | null {
  const rows = frames.map((_, row) => row).sort((a, b) => frames[a]! - frames[b]!);
  let before = 0;
  for (const row of rows) {
    if (frames[row]! - before > LONGEST_GAP) return { row, before };
    before = frames[row]!;
  }
  return null;
}

const farthest = (before: number): string => `${before + LONGEST_GAP} at the most: the one before it is ${before}`;
const wrong = (sentence: string): WorkbenchError => new WorkbenchError('dataset/malformed', sentence);
