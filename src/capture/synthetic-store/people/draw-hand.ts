import type { MeshWriter, Paint } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import { type Ring, loft } from '#capture/synthetic-store/mesh/loft.ts';
import type { Skeleton } from '#core/simulation/body/skeleton.ts';
import { add, along, cross, scale, subtract, unit } from '#core/simulation/body/vector.ts';

/** Of the four fingers: across the palm, how long; parts of the hand's length. */
const FINGERS = [
  [-0.165, 0.38],
  [-0.055, 0.43],
  [0.055, 0.4],
  [0.16, 0.31],
] as const;

/** @param curl - 0 stretched, 1 around something. */
export function drawHand(
  writer: MeshWriter,
  { lengths, arms }: Skeleton,
  side: 'left' | 'right',
  paint: Paint,
  curl: number,
): void {
  const { wrist, fingertip, palm } = arms[side];
  const long = lengths.hand;
  const on = unit(subtract(fingertip, wrist));
  const aside = scale(cross(on, palm), side === 'left' ? -1 : 1);
  const ring = (at: Ring['at'], wide: number, thick: number): Ring => ({
    at,
    u: scale(aside, wide * long),
    v: scale(palm, thick * long),
  });
  const knuckles = along(wrist, on, 0.52 * long);
  loft(
    writer,
    [
      ring(along(wrist, on, -0.04 * long), 0.15, 0.12),
      ring(along(wrist, on, 0.18 * long), 0.2, 0.13),
      ring(knuckles, 0.23, 0.095),
      ring(along(wrist, on, 0.58 * long), 0.2, 0.06),
    ],
    paint,
    { around: 7, caps: [false, true] },
  );
  for (const [across, length] of FINGERS) {
    const root = along(knuckles, aside, -across * 1.15 * long);
    drawFinger(writer, root, on, palm, aside, length * long, 0.062 * long, curl, paint);
  }
  // The thumb lies at the side that looks forward, across what is held.
  const thumb = unit(add(add(scale(on, 0.75), scale(aside, 0.75)), scale(palm, 0.35 + 0.5 * curl)));
  drawFinger(
    writer,
    along(along(wrist, on, 0.2 * long), aside, 0.15 * long),
    thumb,
    palm,
    aside,
    0.42 * long,
    0.075 * long,
    0.5 * curl,
    paint,
  );
}

function drawFinger(
  writer: MeshWriter,
  root: Ring['at'],
  on: Ring['at'],
  palm: Ring['at'],
  aside: Ring['at'],
  long: number,
  radius: number,
  curl: number,
  paint: Paint,
): void {
  const rings: Ring[] = [];
  let at = root;
  for (let i = 0; i < 4; i++) {
    const angle = (0.2 + 1.25 * curl) * (i / 3) * 1.3;
    const way = unit(add(scale(on, Math.cos(angle)), scale(palm, Math.sin(angle))));
    const thick = radius * (1 - 0.12 * i) * (i === 3 ? 0.7 : 1);
    rings.push({ at, u: scale(aside, thick), v: scale(unit(cross(way, aside)), thick) });
    at = along(at, way, long / 3);
  }
  loft(writer, rings, paint, { around: 5, caps: [false, true] });
}
