import { type MeshWriter, type Paint } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import { type Ring, loft } from '#capture/synthetic-store/mesh/loft.ts';
import { type LimbStop, limbRings } from '#capture/synthetic-store/people/limb.ts';
import type { Wardrobe } from '#capture/synthetic-store/people/wardrobe.ts';
import type { Skeleton } from '#core/simulation/body/skeleton.ts';
import { add, along, cross, mix, scale, subtract, unit } from '#core/simulation/body/vector.ts';
import { SIDES } from '#core/simulation/body/volumes.ts';

/** Of a bare leg, as parts of the height: t, radius, towards the front. */
const LEG = [
  [-0.05, 0.05, 0],
  [0.12, 0.054, 0],
  [0.4, 0.046, 0.002],
  [0.7, 0.037, 0.002],
  [0.88, 0.032, 0.003],
  [1, 0.031, 0.004],
  [1.12, 0.029, 0],
  [1.32, 0.0325, -0.006],
  [1.6, 0.025, -0.003],
  [1.85, 0.0185, 0],
  [2, 0.019, 0],
] as const;

export function drawLegs(writer: MeshWriter, skeleton: Skeleton, wardrobe: Wardrobe): void {
  const { lengths, legs, turned } = skeleton;
  const { look, skin, bottom } = wardrobe;
  const h = lengths.height;
  const skirt = look.bottom.kind === 'skirt';
  const end = skirt ? 0.4 : look.bottom.length;
  for (const side of SIDES) {
    const { hip, knee, ankle, ball, heel } = legs[side];
    const front = add(turned.pelvis.forward, scale(unit(subtract(ball, heel)), 0.6));
    const joints = [hip, knee, ankle] as const;
    const girth = (t: number) => (t > 1.7 ? 1 : lengths.girth);
    const bare = LEG.map(([t, radius, ahead]): LimbStop => ({
      t,
      wide: radius * h * girth(t),
      deep: radius * h * girth(t) * 1.05,
      ahead: ahead * h,
    }));
    if (end < 1.8)
      loft(
        writer,
        limbRings(
          joints,
          front,
          bare.filter(({ t }) => t > end - 0.3),
        ),
        skin,
        { around: 8, caps: [false, false] },
      );
    const wide = 0.006 * h + 0.013 * h * look.bottom.loose;
    // Cloth hangs from the knee as wide as it was there.
    const cloth = bare
      .filter(({ t }) => t < end)
      .concat({ t: end, wide: at(bare, end), deep: at(bare, end) })
      .map((stop): LimbStop => {
        const hung = stop.t > 1.3 ? 0.011 * h * look.bottom.loose * Math.min(1, (stop.t - 1.3) / 0.4) : 0;
        const fold =
          look.bottom.kind === 'leggings'
            ? 0.004 * h
            : wide + hung + 0.0022 * h * Math.sin(stop.t * 17 + look.bottom.seed);
        return { ...stop, wide: stop.wide + fold, deep: stop.deep + fold };
      });
    loft(writer, limbRings(joints, front, cloth), bottom, { around: 10, caps: [false, true], v0: 0.2 });
    drawShoe(writer, skeleton, side, wardrobe);
  }
  drawHips(writer, skeleton, bottom);
  if (skirt) drawSkirt(writer, skeleton, wardrobe);
}

const at = (stops: readonly LimbStop[], t: number): number => {
  const after = stops.findIndex((stop) => stop.t >= t);
  if (after <= 0) return stops[Math.max(0, after)]!.wide;
  const [a, b] = [stops[after - 1]!, stops[after]!];
  return a.wide + ((b.wide - a.wide) * (t - a.t)) / (b.t - a.t);
};

function drawHips(writer: MeshWriter, { lengths, pelvis, waist, turned }: Skeleton, paint: Paint): void {
  const h = lengths.height;
  const { left, forward, up } = turned.pelvis;
  const ring = (along0: number, wide: number, deep: number): Ring => ({
    at: along(mix(pelvis, waist, 0), up, along0 * h),
    u: scale(left, 0.92 * wide * h * lengths.girth),
    v: scale(forward, 0.9 * deep * h * lengths.girth),
  });
  const rings = [
    ring(0.085, 0.078, 0.056),
    ring(0.04, 0.094, 0.062),
    ring(-0.005, 0.1, 0.068),
    ring(-0.04, 0.092, 0.06),
    ring(-0.07, 0.05, 0.035),
  ];
  loft(writer, rings, paint, { around: 12, v0: 0, v1: 0.25, round: 0.9 });
}

function drawSkirt(writer: MeshWriter, skeleton: Skeleton, { look, bottom }: Wardrobe): void {
  const { lengths, pelvis, turned, legs } = skeleton;
  const h = lengths.height;
  const { left, up, forward } = turned.pelvis;
  const on = (t: number) => {
    const point = (side: 'left' | 'right') =>
      t <= 1 ? mix(legs[side].hip, legs[side].knee, t) : mix(legs[side].knee, legs[side].ankle, t - 1);
    return [point('left'), point('right')] as const;
  };
  const rings: Ring[] = [
    {
      at: along(pelvis, up, 0.085 * h),
      u: scale(left, 0.08 * h * lengths.girth),
      v: scale(forward, 0.06 * h * lengths.girth),
    },
    { at: pelvis, u: scale(left, 0.105 * h * lengths.girth), v: scale(forward, 0.074 * h * lengths.girth) },
  ];
  for (let i = 1; i <= 5; i++) {
    const t = (look.bottom.length * i) / 5;
    const [l, r] = on(t);
    const middle = mix(l, r, 0.5);
    const spread = subtract(l, r);
    const ahead = Math.abs(spread.x * forward.x + spread.y * forward.y);
    const aside = Math.abs(spread.x * left.x + spread.y * left.y);
    const flare = (0.068 + 0.02 * look.bottom.loose * t) * h * lengths.girth;
    const axis = unit(subtract(mix(pelvis, pelvis, 0), middle));
    const flat = unit(cross(left, axis));
    rings.push({ at: middle, u: scale(left, aside / 2 + flare), v: scale(flat, -(ahead / 2 + flare)) });
  }
  loft(writer, rings, bottom, { around: 14, caps: [false, true] });
}

function drawShoe(
  writer: MeshWriter,
  { lengths, legs }: Skeleton,
  side: 'left' | 'right',
  { shoe, sole }: Wardrobe,
): void {
  const h = lengths.height;
  const { heel, ball, toe, ankle } = legs[side];
  const on = unit(subtract(ball, heel));
  const up = unit(cross(on, unit(cross({ x: 0, y: 0, z: 1 }, on))));
  const left = unit(cross(up, on));
  const ring = (point: Ring['at'], lift: number, wide: number, tall: number): Ring => ({
    at: along(point, up, lift * h),
    u: scale(left, wide * h),
    v: scale(up, tall * h),
  });
  const body = (low: number) => [
    ring(along(heel, on, -0.006 * h), 0.018 + low, 0.014, 0.014),
    ring(along(heel, on, 0.012 * h), 0.021 + low, 0.022, 0.021),
    ring(mix(heel, ball, 0.45), 0.022 + low, 0.022, 0.022),
    ring(ball, 0.016 + low, 0.0275, 0.016),
    ring(mix(ball, toe, 0.6), 0.013 + low, 0.025, 0.013),
    ring(toe, 0.01 + low, 0.013, 0.008),
  ];
  loft(writer, body(0.004), shoe, { around: 8, round: 0.8 });
  const flat = body(0).map((each) => ({
    at: along(each.at, up, -0.012 * h),
    u: scale(each.u, 1.06),
    v: scale(up, 0.007 * h),
  }));
  loft(writer, flat, sole, { around: 8, round: 0.6 });
  const collar = [ring(along(ankle, up, 0.012 * h), 0, 0.022, 0), ring(mix(ankle, heel, 0.4), 0, 0.025, 0)].map(
    (each, i) => ({
      ...each,
      v: scale(on, (i === 0 ? 0.024 : 0.032) * h),
    }),
  );
  loft(writer, collar, shoe, { around: 8 });
}
