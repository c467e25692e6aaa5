import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { malformedJson } from '#core/datasets/json-file.ts';
import { normalised } from '#core/detection/appearance.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { type Box, iou } from '#core/geometry/box.ts';
import { ROOM_BOXES, readRoomBoxes } from './room-boxes.ts';
import type { CameraDetections } from './room-detections.ts';

/** Of each camera and frame what the boxes look like, by their index: vectors of length 1. */
export type RoomPortraits = ReadonlyMap<string, ReadonlyMap<number, ReadonlyMap<number, Float32Array>>>;

/** The box that a vector was made of and one of the detections are of one person when they share this much. */
const SAME_BOX = 0.5;

interface Portrait {
  readonly box: Box;
  readonly vector: Float32Array;
}

/**
 * Reads `Cam_K.json`, boxes, and `Cam_K.f32`, a vector a box, of each camera.
 *
 * @param detected - What they belong to: of each box the one that it shares most with, half of both or more.
 * @throws WorkbenchError `dataset/malformed`
 */
export function readRoomPortraits(folder: string, detected: ReadonlyMap<string, CameraDetections>): RoomPortraits {
  return new Map(
    [...detected].map(([camera, frames]) => {
      const portraits = readPortraits(folder, camera);
      const matched = [...frames].map(([frame, detections]) => {
        const boxes = detections.map(({ box }) => box);
        return [frame, matchBoxes(boxes, portraits.get(frame) ?? [])] as const;
      });
      return [camera, new Map(matched)] as const;
    }),
  );
}

function readPortraits(folder: string, camera: string): ReadonlyMap<number, readonly Portrait[]> {
  const [list, vectors] = [join(folder, `${camera}.json`), join(folder, `${camera}.f32`)];
  for (const path of [list, vectors]) {
    if (!existsSync(path))
      throw wrong(`${folder} has nothing of ${camera}. Expected ${camera}.json and ${camera}.f32 in it.`);
  }
  const { found, dimension } = readRoomBoxes(list);
  const bytes = readFileSync(vectors);
  const expected = 4 * dimension * found.length;
  if (bytes.length !== expected) {
    throw wrong(
      `${vectors} has ${bytes.length} bytes; expected ${expected}, ${found.length} vectors of ${dimension} float32 as ${list} says.`,
    );
  }
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const frames = new Map<number, Portrait[]>();
  for (const [i, { frame, box }] of found.entries()) {
    const vector = normalised(numbers.slice(i * dimension, (i + 1) * dimension));
    if (vector === null) throw malformedJson(list, ROOM_BOXES, `detections[${i}]`, 'has a vector without a direction');
    const portrait = { box, vector };
    const others = frames.get(frame);
    if (others) others.push(portrait);
    else frames.set(frame, [portrait]);
  }
  return frames;
}

/** Those that share most first; no box and no vector twice. */
function matchBoxes(boxes: readonly Box[], portraits: readonly Portrait[]): ReadonlyMap<number, Float32Array> {
  const pairs = boxes
    .flatMap((box, i) => portraits.map(({ box: other, vector }) => ({ i, vector, shared: iou(box, other) })))
    .filter(({ shared }) => shared >= SAME_BOX)
    .sort((a, b) => b.shared - a.shared);
  const found = new Map<number, Float32Array>();
  const used = new Set<Float32Array>();
  for (const { i, vector } of pairs) {
    if (found.has(i) || used.has(vector)) continue;
    found.set(i, vector);
    used.add(vector);
  }
  return found;
}

const wrong = (sentence: string): WorkbenchError => new WorkbenchError('dataset/malformed', sentence);
