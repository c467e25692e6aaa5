/** The checked person boxes of a real shop, as COCO's ground truth. One frame a second of four cameras. */
import { readFileSync } from 'node:fs';
import { data } from './data.ts';

interface Annotated {
  readonly boxes: readonly { readonly xyxy: Corners }[];
  readonly ignore: readonly Corners[];
}

type Corners = readonly [x0: number, y0: number, x1: number, y1: number];

const FILE = 'aifi-nanostore/annotations/person_boxes_1fps.json';
export const SHOP_CAMERAS = [1, 3, 5, 7] as const;

/** @returns What a picture is called by in truth and results. @param number - Of the frame, from 1. */
export function shopPicture(camera: number, number: number): number {
  return 10_000 * camera + number;
}

/** @returns The text of a COCO file, or `null` when the recording is not there. Where people are seen in part only is a crowd. */
export function shopPeopleTruth(): string | null {
  const file = data(FILE);
  if (file === null) return null;
  const { cameras } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly cameras: Readonly<Record<string, Readonly<Record<string, Annotated>>>>;
  };
  const pictures = SHOP_CAMERAS.flatMap((camera) =>
    Object.entries(cameras[camera]!).map(([index, frame]) => ({ id: shopPicture(camera, Number(index) + 1), frame })),
  );
  const annotations = pictures.flatMap(({ id, frame }) => [
    ...frame.boxes.map(({ xyxy }) => annotation(id, xyxy, 0)),
    ...frame.ignore.map((region) => annotation(id, region, 1)),
  ]);
  return JSON.stringify({
    images: pictures.map(({ id }) => ({ id })),
    categories: [{ id: 1, name: 'person' }],
    annotations: annotations.map((each, i) => ({ id: i + 1, ...each })),
  });
}

function annotation(image: number, [x0, y0, x1, y1]: Corners, iscrowd: 0 | 1) {
  const [width, height] = [x1 - x0, y1 - y0];
  return { image_id: image, category_id: 1, bbox: [x0, y0, width, height], area: width * height, iscrowd };
}
