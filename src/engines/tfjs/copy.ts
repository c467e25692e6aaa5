import type { HeapLoops } from '#engines/kernel/heap.ts';

/** A box of numbers and where it lies in two arrays; the two places must not overlap. */
export interface Copy {
  readonly shape: readonly number[];
  /** How far apart neighbours along each axis lie, in numbers; where the first lies, in bytes. */
  readonly from: readonly number[];
  readonly fromAddress: number;
  readonly to: readonly number[];
  readonly toAddress: number;
}

/** Of a number. */
const BYTES = 4;

/** Plane by plane. */
export function copyBox({ copyPlane }: Pick<HeapLoops, 'copyPlane'>, copy: Copy): void {
  const { shape, from, to } = simplest(copy);
  const rank = shape.length;
  const [row, column] = [rank - 2, rank - 1];
  const count = shape.slice(0, row).reduce((product, length) => product * length, 1);
  const place = new Int32Array(rank);
  let [source, target] = [copy.fromAddress, copy.toAddress];
  for (let plane = 0; plane < count; plane++) {
    copyPlane(source, from[row]!, from[column]!, target, to[row]!, to[column]!, shape[row]!, shape[column]!);
    for (let axis = row - 1; axis >= 0; axis--) {
      source += from[axis]!;
      target += to[axis]!;
      if (++place[axis]! < shape[axis]!) break;
      source -= from[axis]! * shape[axis]!;
      target -= to[axis]! * shape[axis]!;
      place[axis] = 0;
    }
  }
}

/** Distances in bytes; without axes of length 1 beyond two, and axes that continue one another taken as one. */
function simplest({ shape, from, to }: Copy) {
  const simple = { shape: [1, 1], from: [BYTES, BYTES], to: [BYTES, BYTES] };
  for (const [axis, length] of shape.entries()) {
    if (length === 1) continue;
    const [fromStep, toStep] = [BYTES * from[axis]!, BYTES * to[axis]!];
    const last = simple.shape.length - 1;
    const joins = simple.from[last] === fromStep * length && simple.to[last] === toStep * length;
    if (simple.shape[last] !== 1 && joins) {
      simple.shape[last]! *= length;
      simple.from[last] = fromStep;
      simple.to[last] = toStep;
    } else {
      simple.shape.push(length);
      simple.from.push(fromStep);
      simple.to.push(toStep);
    }
  }
  // The two it began with are there for copies of fewer axes.
  const extra = Math.min(2, simple.shape.length - 2);
  return { shape: simple.shape.slice(extra), from: simple.from.slice(extra), to: simple.to.slice(extra) };
}
