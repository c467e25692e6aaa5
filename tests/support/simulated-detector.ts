/**
 * A detector without a network: what it makes of footage, and where it errs.
 *
 * {@link earlyDetector} errs as the shop detector of 18 000 steps did on the demo's four clips, box by box against the truth
 * (2808 frames, 5768 people): how many it finds and with which scores by how much can be seen of somebody, how far its edges
 * are off, how alike its errors are from frame to frame, and how many boxes it draws where nobody is.
 */
import type { Detection } from '#core/detection/detection.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import { type Box, iou } from '#core/geometry/box.ts';
import { type Chance, chanceOf } from '#core/simulation/chance.ts';
import { LastingErrors } from './lasting-errors.ts';
import type { Appearance, Footage } from './simulated-cameras.ts';

/** By how much can be seen: between two, the share of the way. */
type Curve = readonly (readonly [visible: number, value: number])[];

export interface SimulatedDetector {
  /** The chance that somebody is found. */
  readonly found: Curve;
  /** Of somebody lower than this in the picture, px, two thirds of it. */
  readonly small: number;
  readonly score: Curve;
  readonly scoreSigma: number;
  /** σ of the left, right and upper edge, and of the lower one, of the height. */
  readonly edge: number;
  readonly bottom: Curve;
  /** Somebody less hidden than this has a box around all of them, others around what can be seen. */
  readonly whole: number;
  /** Boxes a frame where nobody is, scattered, with scores a little over the least. */
  readonly scattered: number;
  /** Places a camera where things are taken for people, again and again. */
  readonly mistaken: number;
}

export const perfectDetector: SimulatedDetector = {
  found: [
    [0.19, 0],
    [0.2, 1],
  ],
  small: 0,
  score: [[0, 0.9]],
  scoreSigma: 0,
  edge: 0,
  bottom: [[0, 0]],
  whole: 0.5,
  scattered: 0,
  mistaken: 0,
};

export const earlyDetector: SimulatedDetector = {
  found: [
    [0.05, 0.38],
    [0.15, 0.7],
    [0.27, 0.89],
    [0.42, 0.94],
    [0.6, 0.97],
    [0.9, 0.985],
  ],
  small: 90,
  score: [
    [0.15, 0.2],
    [0.42, 0.37],
    [0.57, 0.46],
    [0.72, 0.68],
    [0.86, 0.75],
    [0.97, 0.84],
  ],
  scoreSigma: 0.12,
  edge: 0.05,
  bottom: [
    [0.27, 0.14],
    [0.5, 0.1],
    [0.72, 0.08],
    [0.86, 0.065],
    [0.97, 0.034],
  ],
  whole: 0.8,
  scattered: 9,
  mistaken: 3,
};

const LEAST_SCORE = 0.1;
/** How alike two frames' errors are: the chance to be found, scores and edges. */
const ALIKE = 0.8;
/** Boxes that share more are one's: the less sure is left out. */
const SAME = 0.6;

/** @param seed - Of the errors. */
export function detectAll(
  footage: readonly Footage[],
  detector: SimulatedDetector,
  seed: number,
): readonly CameraSighting[] {
  return footage.flatMap(({ camera, model, frames }) => {
    const chance = chanceOf(seed).fork(`detector ${camera}`);
    const errors = new LastingErrors(chance, ALIKE);
    const places = Array.from({ length: detector.mistaken }, () => somewhere(model, chance));
    return frames.map(({ time, people }): CameraSighting => {
      const found = people.flatMap((person) => detect(person, detector, model, errors));
      const mistaken = places.flatMap((box, i) => {
        const score = 0.22 + 0.12 * errors.next(`place ${i}`);
        return [{ box, score, classId: 0 }];
      });
      const scattered = Array.from({ length: detector.scattered }, () => {
        const score = LEAST_SCORE - 0.05 * Math.log(1 - chance.between(0, 1));
        return { box: somewhere(model, chance), score, classId: 0 };
      });
      return { kind: 'camera', camera, time, detections: distinct([...found, ...mistaken, ...scattered]) };
    });
  });
}

function detect(
  person: Appearance,
  detector: SimulatedDetector,
  frame: Footage['model'],
  errors: LastingErrors,
): readonly Detection[] {
  const { visible, whole, shown } = person;
  const error = (of: string) => errors.next(`${person.person} ${of}`);
  const small = whole.y1 - whole.y0 < detector.small ? 2 / 3 : 1;
  const box = visible < detector.whole ? shown : whole;
  const height = box.y1 - box.y0;
  const edge = detector.edge * height;
  const bottom = along(detector.bottom, visible) * height;
  const found = normalShare(error('found')) < small * along(detector.found, visible);
  const score = along(detector.score, visible) + detector.scoreSigma * error('score');
  const seen = {
    x0: Math.max(0, box.x0 + edge * error('left')),
    y0: Math.max(0, box.y0 + edge * error('top')),
    x1: Math.min(frame.width, box.x1 + edge * error('right')),
    y1: Math.min(frame.height, box.y1 + bottom * error('bottom')),
  };
  return found && seen.x1 > seen.x0 + 2 && seen.y1 > seen.y0 + 2
    ? [{ box: seen, score: Math.min(0.97, score), classId: 0 }]
    : [];
}

function distinct(all: readonly Detection[]): readonly Detection[] {
  const kept: Detection[] = [];
  for (const each of [...all].sort((a, b) => b.score - a.score))
    if (each.score >= LEAST_SCORE && kept.every(({ box }) => iou(box, each.box) <= SAME)) kept.push(each);
  return kept;
}

function somewhere({ width, height }: Footage['model'], chance: Chance): Box {
  const tall = chance.between(60, 180);
  const wide = tall * chance.between(0.35, 0.7);
  const x0 = chance.between(0, width - wide);
  const y0 = chance.between(0, height - tall);
  return { x0, y0, x1: x0 + wide, y1: y0 + tall };
}

function along(curve: Curve, at: number): number {
  const after = curve.findIndex(([visible]) => visible >= at);
  if (after === -1) return curve.at(-1)![1];
  if (after === 0) return curve[0]![1];
  const [[v0, a], [v1, b]] = [curve[after - 1]!, curve[after]!];
  return a + ((b - a) * (at - v0)) / (v1 - v0);
}

/** The share of a normal curve below a value, to 0.01 (a logistic curve). */
const normalShare = (z: number): number => 1 / (1 + Math.exp(-1.702 * z));
