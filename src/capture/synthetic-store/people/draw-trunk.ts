import { type MeshWriter } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import { type Ring, loft } from '#capture/synthetic-store/mesh/loft.ts';
import { type LimbStop, limbRings } from '#capture/synthetic-store/people/limb.ts';
import type { Wardrobe } from '#capture/synthetic-store/people/wardrobe.ts';
import type { Skeleton } from '#core/simulation/body/skeleton.ts';
import { add, along, mix, scale, unit } from '#core/simulation/body/vector.ts';
import { SIDES } from '#core/simulation/body/volumes.ts';

/** Way up from the hips (0) over the waist (1) to the base of the neck (2); half widths; towards the front. Parts of the height. */
const TRUNK = [
  [-0.28, 0.1, 0.066, 0.002],
  [0, 0.101, 0.068, 0.002],
  [0.5, 0.093, 0.066, 0.004],
  [1, 0.087, 0.064, 0.006],
  [1.35, 0.096, 0.069, 0.006],
  [1.62, 0.103, 0.071, 0.004],
  [1.82, 0.102, 0.064, -0.002],
  [1.93, 0.088, 0.054, -0.005],
  [2.02, 0.062, 0.042, -0.006],
  [2.07, 0.036, 0.036, -0.003],
] as const;

export function drawTrunk(writer: MeshWriter, skeleton: Skeleton, wardrobe: Wardrobe): void {
  const { lengths } = skeleton;
  const { look } = wardrobe;
  const h = lengths.height;
  const off = (0.006 + 0.014 * look.top.loose) * h;
  const belly = Math.max(0, lengths.girth - 1) * 0.06 * h;
  const rings = TRUNK.map(([t, wide, deep, ahead]) => {
    const loose = t > 1.8 ? 0.5 : 1;
    const round = Math.exp(-((t - 0.8) ** 2) / 0.3) * belly;
    return trunkRing(
      skeleton,
      t,
      wide * h * girthOf(lengths.girth, t) + off * loose,
      deep * h * lengths.girth + off * loose + round,
      ahead * h + 0.6 * round,
    );
  });
  // A coat goes on below the hips, over the thighs.
  if (look.top.hem > 0.2) rings.unshift(...coatRings(skeleton, look.top.hem, off));
  loft(writer, rings.reverse(), wardrobe.top, { around: 16, caps: [true, true], round: 0.88 });
  if (wardrobe.apron !== null) drawApron(writer, skeleton, wardrobe.apron, off);
  for (const side of SIDES) drawArm(writer, skeleton, side, wardrobe, off);
}

/** Shoulders grow less with the girth than bellies. */
const girthOf = (girth: number, t: number) => (t > 1.5 ? 0.6 + 0.4 * girth : girth);

function trunkRing(
  { pelvis, waist, chest, turned }: Skeleton,
  t: number,
  wide: number,
  deep: number,
  ahead: number,
): Ring {
  const share = Math.min(1, Math.max(0, (t - 0.3) / 1.2));
  const forward = unit(mix(turned.pelvis.forward, turned.chest.forward, share));
  const left = unit(mix(turned.pelvis.left, turned.chest.left, share));
  const at =
    t < 0 ? along(pelvis, turned.pelvis.up, 0.16 * t) : t < 1 ? mix(pelvis, waist, t) : mix(waist, chest, t - 1);
  return { at: along(at, forward, ahead), u: scale(left, -wide), v: scale(forward, deep) };
}

function coatRings({ lengths, legs, turned }: Skeleton, hem: number, off: number): Ring[] {
  const h = lengths.height;
  return [hem, hem * 0.5].map((t) => {
    const l = mix(legs.left.hip, legs.left.knee, t);
    const r = mix(legs.right.hip, legs.right.knee, t);
    const apart = Math.abs((l.x - r.x) * turned.pelvis.forward.x + (l.y - r.y) * turned.pelvis.forward.y) / 2;
    return {
      at: mix(l, r, 0.5),
      u: scale(turned.pelvis.left, 0.108 * h * lengths.girth + off),
      v: scale(turned.pelvis.forward, 0.07 * h * lengths.girth + apart + off),
    };
  });
}

function drawApron(writer: MeshWriter, skeleton: Skeleton, paint: NonNullable<Wardrobe['apron']>, off: number): void {
  const h = skeleton.lengths.height;
  const { legs, turned, lengths } = skeleton;
  const sheet = [1.6, 1.3, 1, 0.5, 0].map((t) =>
    trunkRing(skeleton, t, 0.075 * h, 0.02 * h, 0.057 * lengths.girth * h + off),
  );
  const knees = mix(mix(legs.left.hip, legs.left.knee, 0.6), mix(legs.right.hip, legs.right.knee, 0.6), 0.5);
  sheet.push({
    at: along(knees, turned.pelvis.forward, 0.05 * h),
    u: scale(turned.pelvis.left, 0.085 * h),
    v: scale(turned.pelvis.forward, 0.02 * h),
  });
  loft(writer, sheet, paint, { around: 10, round: 0.6 });
}

/** Of a bare arm, as parts of the height. */
const ARM = [
  [0.02, 0.025],
  [0.15, 0.0295],
  [0.45, 0.0275],
  [0.8, 0.0235],
  [1, 0.0235],
  [1.2, 0.0245],
  [1.5, 0.0195],
  [1.8, 0.0145],
  [2, 0.0145],
] as const;

function drawArm(
  writer: MeshWriter,
  skeleton: Skeleton,
  side: 'left' | 'right',
  { look, skin, sleeve }: Wardrobe,
  off: number,
): void {
  const { lengths, arms, turned } = skeleton;
  const { shoulder, elbow, wrist, palm } = arms[side];
  const h = lengths.height;
  const front = add(turned.chest.forward, scale(palm, 0.3));
  const joints = [shoulder, elbow, wrist] as const;
  const end = Math.max(0.2, look.top.sleeve * 2);
  const thick = (t: number) => (t > 1.7 ? 1 : 0.35 + 0.65 * lengths.girth);
  const bare = ARM.map(([t, radius]): LimbStop => ({
    t,
    wide: radius * h * thick(t),
    deep: radius * h * thick(t) * (t > 1.6 ? 1.25 : 1),
  }));
  if (end < 1.95)
    loft(
      writer,
      limbRings(
        joints,
        front,
        bare.filter(({ t }) => t > end - 0.4),
      ),
      skin,
      { around: 8, caps: [false, false] },
    );
  const cloth = bare.filter(({ t }) => t < end - 0.02);
  const last = bare.find(({ t }) => t >= end - 0.02) ?? bare.at(-1)!;
  const stops = [{ t: -0.05, wide: 0.011 * h, deep: 0.013 * h }, ...cloth, { ...last, t: Math.min(2, end) }].map(
    (stop): LimbStop => {
      const fold = 0.5 * off + 0.003 * h + 0.0016 * h * Math.sin(stop.t * 15 + look.top.seed);
      return { ...stop, wide: stop.wide + fold, deep: stop.deep + fold };
    },
  );
  loft(writer, limbRings(joints, front, stops), sleeve, { around: 9 });
}
