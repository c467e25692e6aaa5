/** The one box a frame that is the walker, of what a detector gave; and why there is none of that kind. */
import { StandingBoxes } from '#core/calibration/standing-boxes.ts';
import { LEAST_SEEN, LONGEST_GAP, type WalkFault } from '#core/calibration/walk-fault.ts';
import type { Detection } from '#core/detection/detection.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import { type Box, iou, overlap } from '#core/geometry/box.ts';
import type { FrameSize } from '#core/geometry/calibration-point.ts';

/** The walker in one picture of one camera. */
export interface WalkerBox {
  /** By the camera's own clock, s. */
  readonly time: number;
  readonly box: Box;
}

/** Less sure boxes are nobody. */
const SURE = 0.4;
/** Two boxes that share so much are one person; so are a box and what lies so far inside it. */
const [SAME, PART] = [0.45, 0.75];
/** A detector ends a body that the frame cuts a little before the frame does, as a share of the frame's height. */
const NEAR_EDGE = 0.016;
/**
 * Two who walk at once in most frames of so long a time are two people, s; once in a while it is a mistake of the detector, and so it is
 * mostly where the second one stands.
 */
const MOMENT = 2;
const MOSTLY = 0.6;
const LEAST_WINDOW = 5;
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
  const all = sightings.map(({ time, detections }) => ({ time: time / 1e6, people: peopleIn(detections) }));
  const standing = standingIn(sightings.map(({ detections }) => detections.map(({ box }) => box)));
  const moving = all.map(({ time, people }) => ({ time, people: people.filter((box) => !standing.has(box)) }));
  // Who stands all the while is the one who was to walk, unless somebody else does.
  const frames = alone(moving).length < OTHERS * alone(all).length ? all : moving;
  const back = frames.findIndex(({ time }, i) => i > 0 && time < frames[i - 1]!.time - STEP_BACK);
  if (back > 0) {
    const [before, after] = [frames[back - 1]!.time, frames[back]!.time];
    return { kind: 'backwards', camera, at: before, seconds: before - after };
  }
  const crowd = crowdedAt(frames);
  if (crowd !== null) return { kind: 'several', camera, ...crowd };
  const boxes = frames.flatMap(({ time, people }) =>
    people.length === 1 ? [{ time, box: toEdges(people[0]!, size) }] : [],
  );
  const seconds = secondsOf(boxes.map(({ time }) => time));
  if (seconds < LEAST_SEEN) return { kind: 'nobody', camera, seconds };
  const gap = usualGap(boxes.map(({ time }) => time));
  return gap > LONGEST_GAP ? { kind: 'seldom', camera, seconds: gap } : boxes;
}

/** How long all of them together lasted, s: a gap counts as no more than this. */
const LONGEST_FRAME = 0.5;

export function secondsOf(times: readonly number[]): number {
  return times.reduce((sum, time, i) => (i === 0 ? 0 : sum + Math.min(LONGEST_FRAME, time - times[i - 1]!)), 0);
}

function usualGap(times: readonly number[]): number {
  const gaps = times.slice(1).map((time, i) => time - times[i]!);
  return gaps.toSorted((a, b) => a - b)[gaps.length >> 1]!;
}

/** Those of whom the detector is sure, each once. */
export function peopleIn(detections: readonly Detection[]): readonly Box[] {
  const sure = detections.filter(({ score }) => score >= SURE).map(({ box }) => box);
  const same = (a: Box, b: Box) => iou(a, b) > SAME || overlap(a, b) > PART;
  return sure.filter((box, i) => !sure.slice(0, i).some((better) => same(better, box)));
}

function standingIn(frames: readonly (readonly Box[])[], least?: number): StandingBoxes {
  const standing = new StandingBoxes(least);
  for (const boxes of frames) standing.add(boxes);
  return standing;
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

interface Frame {
  readonly time: number;
  readonly people: readonly Box[];
}

const alone = (frames: readonly Frame[]): readonly Frame[] => frames.filter(({ people }) => people.length === 1);

/** In how many frames of a moment there are several who do not stand. */
function walkers(moment: readonly Frame[]): number {
  const standing = standingIn(
    moment.map(({ people }) => people),
    LEAST_WINDOW,
  );
  return moment.filter(({ people }) => people.filter((box) => !standing.has(box)).length > 1).length;
}

/** The first time that several people walk for {@link MOMENT}, and how long all of that is; `null` when there are not. */
function crowdedAt(frames: readonly Frame[]) {
  const several = frames.filter(({ people }) => people.length > 1).map(({ time }) => time);
  let from = 0;
  for (const [i, { time }] of frames.entries()) {
    while (frames[from]!.time < time - MOMENT) from++;
    const window = frames.slice(from, i + 1);
    const crowded = window.filter(({ people }) => people.length > 1);
    if (window.length < LEAST_WINDOW || time - window[0]!.time <= MOMENT / 2) continue;
    if (crowded.length > MOSTLY * window.length && walkers(window) > MOSTLY * window.length)
      return { at: crowded[0]!.time, seconds: secondsOf(several) };
  }
  return null;
}
