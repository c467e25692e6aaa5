import { writeBlock } from '#capture/synthetic-store/mesh/block.ts';
import { loft } from '#capture/synthetic-store/mesh/loft.ts';
import type { MeshWriter } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import type { Wardrobe } from '#capture/synthetic-store/people/wardrobe.ts';
import { facing } from '#core/simulation/body/orientation.ts';
import type { Skeleton } from '#core/simulation/body/skeleton.ts';
import { add, along, mix, scale, unit } from '#core/simulation/body/vector.ts';
import type { Person } from '#core/simulation/moment.ts';

export function drawBag(writer: MeshWriter, skeleton: Skeleton, kind: Person['bag'], wardrobe: Wardrobe): void {
  if (kind === 'shoulder') drawShoulderBag(writer, skeleton, wardrobe);
  if (kind === 'basket') drawBasket(writer, skeleton, wardrobe);
}

function drawShoulderBag(writer: MeshWriter, { lengths, pelvis, chest, turned }: Skeleton, { bag }: Wardrobe): void {
  const h = lengths.height;
  const { left, forward } = turned.pelvis;
  const at = along(along(along(pelvis, left, -0.135 * h * lengths.girth), forward, -0.02 * h), UP, -0.02 * h);
  writeBlock(writer, { at, turned: { ...turned.pelvis, up: UP }, size: [0.055 * h, 0.18 * h, 0.15 * h] }, () => bag);
  // The strap goes from the other shoulder across the back and the chest.
  const over = along(along(chest, turned.chest.left, 0.06 * h), turned.chest.up, 0.035 * h);
  for (const side of [-1, 1]) {
    const middle = along(mix(over, at, 0.45), forward, side * 0.085 * h * lengths.girth);
    const strap = [over, middle, along(at, UP, 0.07 * h)].map((point) => ({
      at: point,
      u: scale(unit(add(left, scale(UP, 0.6))), 0.012 * h),
      v: scale(forward, 0.004 * h),
    }));
    loft(writer, strap, bag, { around: 6 });
  }
}

/** m */
const BASKET = { width: 0.42, depth: 0.29, height: 0.2, wall: 0.012 } as const;

/** Where the bottom of a basket is, which hangs from the left forearm. */
export function basketFloor({ arms, turned, lengths }: Skeleton) {
  const { wrist, elbow } = arms.left;
  const hung = along(mix(elbow, wrist, 0.8), UP, -0.26);
  const heading = Math.atan2(turned.pelvis.forward.y, turned.pelvis.forward.x);
  return {
    at: along(along(hung, turned.pelvis.left, 0.04 * lengths.height), UP, -BASKET.height),
    turned: facing(heading),
  };
}

function drawBasket(writer: MeshWriter, skeleton: Skeleton, { bag }: Wardrobe): void {
  const { at, turned } = basketFloor(skeleton);
  const { width, depth, height, wall } = BASKET;
  const block = (left: number, forward: number, up: number, size: readonly [number, number, number]) =>
    writeBlock(
      writer,
      {
        at: along(along(along(at, turned.forward, left), turned.left, forward), UP, up),
        turned: { left: turned.forward, forward: turned.left, up: UP },
        size,
      },
      () => bag,
    );
  block(0, 0, wall / 2, [width, depth, wall]);
  for (const side of [-1, 1]) {
    block((side * width) / 2, 0, height / 2, [wall, depth, height]);
    block(0, (side * depth) / 2, height / 2, [width, wall, height]);
    block(0, (side * depth) / 2, height, [width + 0.02, 0.025, 0.025]);
  }
  const grip = skeleton.arms.left.wrist;
  for (const side of [-1, 1]) {
    const rim = along(along(at, turned.left, (side * depth) / 2), UP, height);
    const bow = [rim, mix(rim, grip, 0.5), along(grip, UP, -0.02)].map((point) => ({
      at: point,
      u: scale(turned.forward, 0.01),
      v: scale(turned.left, 0.01),
    }));
    loft(writer, bow, bag, { around: 5 });
  }
}

const UP = { x: 0, y: 0, z: 1 };
