/** The one box a frame that is the walker, of what a detector gave; and why there is none of that kind. */
import { type PeopleAt, crowdedAt } from '#core/calibration/crowd.ts';
import { StandingBoxes } from '#core/calibration/standing-boxes.ts';
import { LEAST_SEEN, LONGEST_GAP, type WalkFault } from '#core/calibration/walk-fault.ts';
import type { Detection } from '#core/detection/detection.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import { type Box, area, iou, overlap } from '#core/geometry/box.ts';
import type { FrameSize } from '#core/geometry/calibration-point.ts';

/** The walker in one picture of one camera. */
export interface WalkerBox {
  /** By the camera's own clock, s. */
  readonly time: number;
  readonly box: Box;
}

/** Less sure boxes are nobody. */
const SURE = 0.4;
/** Two boxes that share so much are one person; what lies so far inside a larger box is a part of that one. */
const [SAME, PART] = [0.45, 0.75];
/** A detector ends a body that the frame cuts a little before the frame does, as a share of the frame's height. */
const NEAR_EDGE = 0.016;
/** What a detector makes up beside somebody who stands is in fewer frames than this share of theirs. */
const OTHERS = 0.2;
/** s */
const STEP_BACK = 0.02;

/** @param sightings - Of one camera, in the order they came. */
export function walkerBoxes(
  camera: string,
  size: FrameSize,
  sightings: readonly CameraSighting[],
): readonly WalkerBox[] | WalkFault {
  const times = sightings.map(({ time }) => time / 1e6);
  const back = times.findIndex((time, i) => i > 0 && time < times[i - 1]! - STEP_BACK);
  if (back > 0) {
    const [before, after] = [times[back - 1]!, times[back]!];
    return { kind: 'backwards', camera, at: before, seconds: before - after };
  }
  // Of all pictures that were looked at, also those with nobody or several.
  const gap = usualGap(times);
  if (gap > LONGEST_GAP) return { kind: 'seldom', camera, seconds: gap };
  const standing = new StandingBoxes();
  for (const { detections } of sightings) standing.add(detections.map(({ box }) => box));
  const frames = whoWalks(
    sightings.map(({ detections }, i) => ({ time: times[i]!, people: peopleIn(detections) })),
    standing,
  );
  const crowd = crowdedAt(frames);
  if (crowd !== null) return { kind: 'several', camera, at: crowd.at, seconds: secondsOf(crowd.times) };
  const boxes = frames.flatMap(({ time, people }) =>
    people.length === 1 ? [{ time, box: toEdges(people[0]!, size) }] : [],
  );
  const seconds = secondsOf(boxes.map(({ time }) => time));
  return seconds < LEAST_SEEN ? { kind: 'nobody', camera, seconds } : boxes;
}

/** Those who do not stand; who stands all the while is the one who was to walk, unless somebody else does. */
export function whoWalks(all: readonly PeopleAt[], standing: StandingBoxes): readonly PeopleAt[] {
  const moving = all.map(({ time, people }) => ({ time, people: people.filter((box) => !standing.has(box)) }));
  return alone(moving) < OTHERS * alone(all) ? all : moving;
}

const alone = (frames: readonly PeopleAt[]): number => frames.filter(({ people }) => people.length === 1).length;

/** How long all of them together lasted, s: a gap counts as no more than this. */
const LONGEST_FRAME = 0.5;

export function secondsOf(times: readonly number[]): number {
  return times.reduce((sum, time, i) => (i === 0 ? 0 : sum + Math.min(LONGEST_FRAME, time - times[i - 1]!)), 0);
}

/** s; 0 of fewer than two. */
function usualGap(times: readonly number[]): number {
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 0;
}

/** Those of whom the detector is sure, each once. */
export function peopleIn(detections: readonly Detection[]): readonly Box[] {
  const sure = detections.filter(({ score }) => score >= SURE).map(({ box }) => box);
  // A detector may well be surer of a part than of the whole.
  const whole = sure.filter((box) => !sure.some((other) => area(other) > area(box) && overlap(other, box) > PART));
  return whole.filter((box, i) => !whole.slice(0, i).some((better) => iou(better, box) > SAME));
}

function toEdges({ x0, y0, x1, y1 }: Box, { width, height }: FrameSize): Box {
  const near = NEAR_EDGE * height;
  return {
    x0: x0 < near ? 0 : x0,
    y0: y0 < near ? 0 : y0,
    x1: x1 > width - near ? width : x1,
    y1: y1 > height - near ? height : y1,
  };
}
