/** Where everybody is in the pictures and on the floor: the ground truth of detectors and trackers, in their own formats. */
import { groundPoint } from '#core/geometry/frames.ts';
import { contains } from '#core/geometry/polygon.ts';
import { cameraModel } from '#core/planning/camera.ts';
import { type SeenPerson, type SeenThing, poseAll, seenTruth } from '#core/simulation/body/seen-truth.ts';
import type { Simulation } from '#core/simulation/shopping/simulate.ts';
import { hidingBlocks } from '#core/simulation/staging/furniture.ts';
import { storeFurniture } from '#core/simulation/staging/store-furniture.ts';
import { LEAST_VISIBLE } from '#core/simulation/truth/least-visible.ts';

/** Every so many moments: ten pictures a second. */
export const TRUTH_EVERY = 3;

/** What one camera sees at each looked-at moment, oldest first. */
export interface CameraTruth {
  readonly camera: string;
  readonly frames: readonly (readonly SeenPerson[])[];
}

export function cameraTruth(simulation: Simulation): readonly CameraTruth[] {
  const { store, cast, wares, moments } = simulation;
  const blocks = hidingBlocks(storeFurniture(store));
  const posed = moments.filter((_, i) => i % TRUTH_EVERY === 0).map((moment) => poseAll(cast, wares, moment));
  return store.cameras.map((camera) => {
    const model = cameraModel(camera);
    return { camera: camera.id, frames: posed.map((people) => seenTruth(model, people, blocks)) };
  });
}

/** MOTChallenge ground truth of who can be seen: class 1, visibility last. Ids are places in the cast, from 1. */
export function motTruth({ frames }: CameraTruth): string {
  return lines(
    frames.flatMap((people, frame) =>
      people
        .filter(isShown)
        .map(({ person, box, visible }) =>
          [frame + 1, person + 1, ...corner(box), 1, 1, rounded(visible, 100)].join(','),
        ),
    ),
  );
}

/** Positions on the floor, as `cli score world` reads them: in the outline, because nobody is to be followed outside the door. */
export function floorTruth({ moments, store: { outline } }: Simulation): string {
  const looked = moments.filter((_, i) => i % TRUTH_EVERY === 0);
  return lines(
    looked.flatMap(({ people }, frame) =>
      people
        .filter(({ x, y }) => contains(outline, groundPoint(x, y)))
        .map(({ person, x, y }) =>
          [frame + 1, person + 1, -1, -1, -1, -1, 1, rounded(x, 1e4), rounded(y, 1e4), 0].join(','),
        ),
    ),
  );
}

/** `seqinfo.ini` of all of it: nobody need be there in the last frames. */
export const sequenceInfo = ({ name, moments }: Simulation): string =>
  lines(['[Sequence]', `name=${name}`, 'frameRate=10', `seqLength=${Math.ceil(moments.length / TRUTH_EVERY)}`]);

const CATEGORIES = [
  { id: 1, name: 'person' },
  { id: 2, name: 'hand' },
  { id: 3, name: 'product-in-hand' },
] as const;

/** COCO ground truth of what can be seen of persons, hands and products in hand; a picture is called `<camera>/<frame>`. */
export function cocoTruth(simulation: Simulation, cameras: readonly CameraTruth[]): string {
  const images: object[] = [];
  const annotations: object[] = [];
  const annotate = (category: number, image: number, thing: SeenThing, more: object) => {
    if (!isShown(thing)) return;
    const { box, visible } = thing;
    const [x, y, width, height] = corner(box);
    const area = rounded(width! * height!, 100);
    annotations.push({
      id: annotations.length + 1,
      image_id: image,
      category_id: category,
      bbox: [x, y, width, height],
      area,
      iscrowd: 0,
      visibility: rounded(visible, 100),
      ...more,
    });
  };
  for (const { camera, frames } of cameras) {
    const { width, height } = simulation.store.cameras.find(({ id }) => id === camera)!;
    frames.forEach((people, frame) => {
      const image = images.length + 1;
      const moment = simulation.moments[frame * TRUTH_EVERY]!.time;
      images.push({ id: image, file_name: `${camera}/${frame + 1}`, width, height, camera, moment });
      for (const person of people) {
        const identity = simulation.cast[person.person]!.id;
        annotate(1, image, person, { identity });
        for (const { item, ...hand } of person.hands) {
          annotate(2, image, hand, { identity, side: hand.side });
          if (item) annotate(3, image, item, { identity, gtin: simulation.wares[item.ware]!.gtin });
        }
      }
    });
  }
  return `${JSON.stringify({ images, categories: CATEGORIES, annotations })}\n`;
}

const isShown = ({ visible }: SeenThing) => visible >= LEAST_VISIBLE;
const corner = ({ x0, y0, x1, y1 }: SeenThing['box']): readonly number[] =>
  [x0, y0, x1 - x0, y1 - y0].map((value) => rounded(value, 100));
const rounded = (value: number, scale: number) => Math.round(value * scale) / scale;
const lines = (rows: readonly string[]) => rows.map((row) => `${row}\n`).join('');
