/**
 * benchmark-1: 3-D skeletons in inches, `benchmark-1/full_targets.jsonl`, as people on the floor.
 *
 * A person stands under the mean of head, neck and shoulders. How far these four lie apart is how well "under" is
 * known: their scatter, plus 5 cm for the joints themselves, is the covariance.
 */
import * as v from 'valibot';
import type { PeopleSighting, SightedPerson } from '#core/detection/sighting.ts';
import { type WorldPoint, groundPoint } from '#core/geometry/frames.ts';
import { MICROS_PER_SECOND, micros } from '#core/time/micros.ts';
import { type ForeignFolder, readJsonLines } from './foreign.ts';
import { METRES_PER_INCH } from './units.ts';

export const SKELETON_SOURCE = 'aifi-skeletons';

const FILE = 'benchmark-1/full_targets.jsonl';
/** m */
const JOINT_SIGMA = 0.05;

/** A coordinate left out is 0; a joint that was not seen has no point. */
const inches = v.optional(v.number(), 0);
const joint = v.optional(v.object({ point: v.optional(v.object({ x: inches, y: inches, z: inches })) }), {});

const target = v.object({
  target_id: v.object({ id: v.string() }),
  head: joint,
  neck: joint,
  l_shoulder: joint,
  r_shoulder: joint,
  hands: v.optional(v.array(joint), []),
});

const targetsLine = v.object({
  /** Unix seconds. */
  timestamp: v.number(),
  document: v.object({ targets: v.object({ targets: v.optional(v.array(target), []) }) }),
});

type Joint = v.InferOutput<typeof joint>;

export interface SkeletonFrame {
  /** Unix seconds. */
  readonly time: number;
  readonly people: readonly SightedPerson[];
}

export function readSkeletons(folder: ForeignFolder): SkeletonFrame[] {
  return readJsonLines(targetsLine, folder.text(FILE), FILE).map(({ timestamp, document }) => ({
    time: timestamp,
    people: document.targets.targets.flatMap((each) => {
      const trunk = seen([each.head, each.neck, each.l_shoulder, each.r_shoulder]);
      return trunk.length === 0 ? [] : [createPerson(each.target_id.id, trunk, seen(each.hands))];
    }),
  }));
}

/** @param start - Unix seconds of µs 0. */
export function skeletonSightings(frames: readonly SkeletonFrame[], start: number): PeopleSighting[] {
  return frames.map(({ time, people }) => ({
    kind: 'people',
    source: SKELETON_SOURCE,
    time: micros(Math.round((time - start) * MICROS_PER_SECOND)),
    people,
  }));
}

function createPerson(id: string, trunk: readonly WorldPoint[], hands: readonly WorldPoint[]): SightedPerson {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const x = mean(trunk.map((point) => point.x));
  const y = mean(trunk.map((point) => point.y));
  const own = JOINT_SIGMA ** 2;
  const xy = mean(trunk.map((point) => (point.x - x) * (point.y - y)));
  const xx = mean(trunk.map((point) => (point.x - x) ** 2)) + own;
  const yy = mean(trunk.map((point) => (point.y - y) ** 2)) + own;
  return { id, at: groundPoint(x, y), cov: [xx, xy, xy, yy], hands };
}

function seen(joints: readonly Joint[]): WorldPoint[] {
  return joints.flatMap(({ point }) =>
    point ? [{ x: point.x * METRES_PER_INCH, y: point.y * METRES_PER_INCH, z: point.z * METRES_PER_INCH }] : [],
  );
}
