import * as v from 'valibot';
import { readFileSync } from 'node:fs';
import { readJsonFile } from '#core/datasets/json-file.ts';
import type { Box } from '#core/geometry/box.ts';

/** What a network found that also says what its boxes look like: `Cam_K.json`. */
export interface RoomBoxes {
  /** Numbers of a vector. */
  readonly dimension: number;
  /** In the order of the vectors; frames count from 1. */
  readonly found: readonly { readonly frame: number; readonly box: Box }[];
}

/** Of such a file, in messages. */
export const ROOM_BOXES = 'a list of boxes with vectors';

const number = v.pipe(v.number('a number'), v.finite('a finite number'));
const whole = v.pipe(number, v.integer('a whole number'), v.minValue(1, 'a whole number from 1'));
const schema = v.object({
  embedding_dim: whole,
  detections: v.array(
    v.strictTuple([whole, number, number, number, number, number], '[frame, x0, y0, x1, y1, score]'),
    'a list',
  ),
});

/**
 * Scores are not read: they are another network's, and who wrote the file had settled for its boxes.
 *
 * @throws WorkbenchError `dataset/malformed`
 */
export function readRoomBoxes(path: string): RoomBoxes {
  const { detections, embedding_dim } = readJsonFile(readFileSync(path, 'utf8'), path, ROOM_BOXES, schema);
  return {
    dimension: embedding_dim,
    found: detections.map(([frame, x0, y0, x1, y1]) => ({ frame, box: { x0, y0, x1, y1 } })),
  };
}
