import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { malformedJson, readJsonFile } from '#core/datasets/json-file.ts';
import { normalised } from '#core/detection/appearance.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { type Box, iou } from '#core/geometry/box.ts';
import type { CameraDetections } from './room-detections.ts';

/** Of each camera and frame what the boxes look like, by their index: vectors of length 1. */
export type RoomPortraits = ReadonlyMap<string, ReadonlyMap<number, ReadonlyMap<number, Float32Array>>>;

/** The box that a vector was made of and one of the detections are of one person when they share this much. */
const SAME_BOX = 0.5;

const WHAT = 'a list of boxes with vectors';
const number = v.pipe(v.number('a number'), v.finite('a finite number'));
const whole = v.pipe(number, v.integer('a whole number'), v.minValue(1, 'a whole number from 1'));
const schema = v.object({
  embedding_dim: whole,
  detections: v.array(
    v.strictTuple([whole, number, number, number, number, number], '[frame, x0, y0, x1, y1, score]'),
    'a list',
  ),
});

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
  const { detections, embedding_dim: dimension } = readJsonFile(readFileSync(list, 'utf8'), list, WHAT, schema);
  const bytes = readFileSync(vectors);
  const expected = 4 * dimension * detections.length;
  if (bytes.length !== expected) {
    throw wrong(
      `${vectors} has ${bytes.length} bytes; expected ${expected}, ${detections.length} vectors of ${dimension} float32 as ${list} says.`,
    );
  }
  const numbers = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const frames = new Map<number, Portrait[]>();
  for (const [i, [frame, x0, y0, x1, y1]] of detections.entries()) {
    const vector = normalised(numbers.slice(i * dimension, (i + 1) * dimension));
    if (vector === null) throw malformedJson(list, WHAT, `detections[${i}]`, 'has a vector without a direction');
    const portrait = { box: { x0, y0, x1, y1 }, vector };
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
