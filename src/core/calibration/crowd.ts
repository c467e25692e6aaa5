/** Whether several people walk about at once, in boxes in which a detector also makes somebody up now and then. */
import { type Box, iou } from '#core/geometry/box.ts';

/** Who may walk in one picture. */
export interface PeopleAt {
  /** By the camera's own clock, s. */
  readonly time: number;
  readonly people: readonly Box[];
}

/**
 * Two who walk at once in most frames of so long a time are two people, s; once in a while it is a mistake of the detector, and so it is
 * mostly where the second one stands.
 */
const MOMENT = 2;
const MOSTLY = 0.6;
const LEAST_WINDOW = 5;
/** Boxes of a moment that share so much may be somebody who stands, in more of its frames than this. */
const SAME = 0.6;
const SHARE = 0.3;
/** Who walks towards a camera stays where they are in its picture, and grows by more than this of their height. */
const GROWN = 0.08;

/** The first time that several people walk for {@link MOMENT}, s, and how long there were several in all; `null` when they do not. */
export function crowdedAt(
  frames: readonly PeopleAt[],
): { readonly at: number; readonly times: readonly number[] } | null {
  let from = 0;
  for (const [i, { time }] of frames.entries()) {
    while (frames[from]!.time < time - MOMENT) from++;
    const window = frames.slice(from, i + 1);
    const crowded = window.filter(several);
    if (window.length < LEAST_WINDOW || time - window[0]!.time <= MOMENT / 2) continue;
    if (crowded.length > MOSTLY * window.length && walkTogether(window) > MOSTLY * window.length)
      return { at: crowded[0]!.time, times: frames.filter(several).map((frame) => frame.time) };
  }
  return null;
}

const several = ({ people }: PeopleAt): boolean => people.length > 1;

/** In how many frames of a moment there are several who do not stand. */
const walkTogether = (moment: readonly PeopleAt[]): number =>
  moment.filter(({ people }) => people.filter((box) => !standsThrough(moment, box)).length > 1).length;

function standsThrough(moment: readonly PeopleAt[], box: Box): boolean {
  const there = moment.flatMap(({ people }) => people.find((other) => iou(other, box) > SAME) ?? []);
  if (there.length <= SHARE * moment.length) return false;
  const half = there.length >> 1;
  const [before, after] = [there.slice(0, half), there.slice(half)];
  const moved = (of: (box: Box) => number) => Math.abs(mean(before, of) - mean(after, of));
  return Math.max(moved(footOf), moved(tallOf)) <= GROWN * tallOf(box);
}

const footOf = ({ y1 }: Box): number => y1;
const tallOf = ({ y0, y1 }: Box): number => y1 - y0;
const mean = (boxes: readonly Box[], of: (box: Box) => number): number =>
  boxes.reduce((sum, box) => sum + of(box), 0) / boxes.length;
