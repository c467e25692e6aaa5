/**
 * Reads the output of the heads that YOLOv8 made common and YOLO11 kept: boxes already in px, no separate "there is
 * something", one score a class. Known from the shapes of exported files.
 */
import type { Decoder, HeadRules } from '#core/detection/decoder.ts';
import { likeliest } from '#core/detection/likeliest.ts';

export interface Yolov8Head extends HeadRules {
  readonly decoder: 'yolov8';
  /** Of the tensor: centre x, centre y, w, h in px of the input, then one score a class in [0, 1]. */
  readonly name: string;
  /** `[1, 4 + classes, cells]`, as these networks are exported, or `[1, cells, 4 + classes]`. */
  readonly order: 'fields-first' | 'cells-first';
}

export const yolov8: Decoder<Yolov8Head> = {
  title: 'YOLOv8',
  outputs: ({ name }) => [name],

  decode: ([output], { order, scoreThreshold }, { classes }, found) => {
    const values = output!;
    const fields = 4 + classes;
    const cells = Math.floor(values.length / fields);
    const [nextCell, nextField] = order === 'fields-first' ? [1, cells] : [fields, 1];
    found.reset(cells);
    for (let cell = 0, at = 0; cell < cells; cell++, at += nextCell) {
      const scores = at + 4 * nextField;
      const classId = likeliest(values, scores, classes, nextField);
      const score = values[scores + classId * nextField]!;
      if (!(score > scoreThreshold)) continue;

      const [x, y] = [values[at]!, values[at + nextField]!];
      const [halfWidth, halfHeight] = [values[at + 2 * nextField]! / 2, values[at + 3 * nextField]! / 2];
      found.add(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight, score, classId);
    }
  },
};
