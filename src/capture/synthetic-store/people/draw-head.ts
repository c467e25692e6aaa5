import type { MeshWriter } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import { type Ring, loft } from '#capture/synthetic-store/mesh/loft.ts';
import type { Wardrobe } from '#capture/synthetic-store/people/wardrobe.ts';
import type { Skeleton } from '#core/simulation/body/skeleton.ts';
import { add, along, mix, scale, unit } from '#core/simulation/body/vector.ts';
import { drawHair } from '#capture/synthetic-store/people/draw-hair.ts';

/** From the crown down: height in the head; half widths aside and to the front; the middle's way forward. Parts of the head. */
const HEAD = [
  [0.985, 0.1, 0.14, -0.03],
  [0.93, 0.23, 0.29, -0.03],
  [0.82, 0.315, 0.39, -0.02],
  [0.68, 0.345, 0.425, -0.01],
  [0.54, 0.345, 0.42, 0],
  [0.42, 0.325, 0.39, 0.01],
  [0.3, 0.295, 0.35, 0.03],
  [0.18, 0.255, 0.29, 0.07],
  [0.07, 0.18, 0.2, 0.13],
  [0.01, 0.09, 0.1, 0.16],
] as const;

export function drawHead(writer: MeshWriter, skeleton: Skeleton, wardrobe: Wardrobe): void {
  const { lengths, chest, chin, turned } = skeleton;
  const { left, forward, up } = turned.head;
  const size = lengths.head;
  const ring = (high: number, wide: number, deep: number, ahead: number): Ring => ({
    at: along(along(chin, up, high * size), forward, ahead * size),
    u: scale(left, wide * size),
    v: scale(forward, deep * size),
  });
  const neck = 0.031 * lengths.height * (0.8 + 0.2 * lengths.girth);
  const back = turned.chest.forward;
  loft(
    writer,
    [mix(chest, chin, -0.4), mix(chest, chin, 0.3), along(chin, up, 0.16 * size)].map((at, i) => ({
      at: along(at, forward, -0.02 * size * i),
      u: scale(left, neck * (1.25 - 0.12 * i)),
      v: scale(unit(add(back, forward)), neck * (1.3 - 0.12 * i)),
    })),
    wardrobe.skin,
    { around: 8, caps: [false, false] },
  );
  loft(
    writer,
    HEAD.map(([high, wide, deep, ahead]) => ring(high, wide, deep, ahead)),
    wardrobe.face,
    { around: 14 },
  );
  // Nose and ears.
  const nose = [
    ring(0.5, 0.04, 0.03, 0.4),
    ring(0.4, 0.06, 0.07, 0.43),
    ring(0.31, 0.085, 0.11, 0.42),
    ring(0.27, 0.05, 0.05, 0.38),
  ];
  loft(writer, nose, wardrobe.skin, { around: 5 });
  for (const out of [-1, 1]) {
    const ear = [0.56, 0.47, 0.36, 0.29].map((high, i): Ring => ({
      at: along(along(along(chin, up, high * size), left, out * (0.335 - 0.01 * i) * size), forward, -0.03 * size),
      u: scale(left, 0.04 * size),
      v: scale(forward, [0.06, 0.1, 0.08, 0.03][i]! * size),
    }));
    loft(writer, ear, wardrobe.skin, { around: 5 });
  }
  drawHair(writer, skeleton, wardrobe);
}
