/** What an exporter wrote down for one size of the picture, as it would be for another. */
import type { Value } from '#engines/network/builder.ts';
import { type Constant, ints, sizeOf } from '#engines/network/constant.ts';
import { Unsupported, axisOf } from '#engines/onnx/call.ts';
import type { OnnxNode } from '#engines/onnx/model.ts';

/** The inputs of one node at the size it was exported for, and at the other. */
export interface Sides {
  readonly before: readonly (Value | null)[];
  readonly after: readonly (Value | null)[];
}

/** How many times as high and as wide the picture is at the other size. */
export interface Zoom {
  readonly height: number;
  readonly width: number;
}

/** Lengths of the same axes at both sizes. */
interface Lengths {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** One way a size is written down: numbers in, the numbers of the other size out. @throws Unsupported */
type Rule = (numbers: readonly number[], lengths: Lengths, sides: Sides, zoom: Zoom) => readonly number[];

/** By operator, and by the place of the input that holds the numbers. */
const RULES: Readonly<Record<string, ReadonlyMap<number, Rule>>> = {
  Reshape: new Map([[1, reshaped]]),
  Expand: new Map([[1, expanded]]),
  Resize: new Map([[3, resized]]),
  Slice: new Map([
    [1, starts],
    [2, ends],
  ]),
};

/** @returns What takes the place of which inputs; nothing where the picture's size is not written down. */
export function baked(node: OnnxNode, sides: Sides, zoom: Zoom): ReadonlyMap<number, Constant> {
  const lengths = { before: sides.before[0]?.shape ?? [], after: sides.after[0]?.shape ?? [] };
  const replaced = new Map<number, Constant>();
  if (alike(lengths.before, lengths.after)) return replaced;
  for (const [place, rule] of RULES[node.operator] ?? []) {
    const [own, other] = [sides.before[place], sides.after[place]];
    if (own?.kind !== 'constant' || other?.kind !== 'constant') continue;
    // What differs was computed from the size of the picture already.
    if (!alike(own.data, other.data)) continue;
    const numbers = rule(Array.from(own.data), lengths, sides, zoom);
    if (!alike(own.data, numbers)) replaced.set(place, ints(own.shape, [...numbers]));
  }
  return replaced;
}

/**
 * Axes that stay together keep together: `[1, 116, 52, 52]` → `[1, 2, 58, 52, 52]` becomes `[1, 2, 58, 40, 40]`. Where
 * rows and columns that were one axis come apart, `[24, 2704]` → `[24, 52, 52]`, they come apart as the picture does.
 */
function reshaped(
  wanted: readonly number[],
  { before, after }: Lengths,
  _: Sides,
  { height, width }: Zoom,
): readonly number[] {
  const kept = wanted.map((length, axis) => (length === 0 ? before[axis]! : length));
  const open = kept.indexOf(-1);
  const full = open === -1 ? kept : kept.with(open, sizeOf(before) / -sizeOf(kept));
  const lengths = [...wanted];
  for (const { from, to } of groupsOf(before, full)) {
    const [own, other] = [before, after].map((shape) => sizeOf(from.map((axis) => shape[axis]!)));
    if (own === other) continue;
    const says = to.map((axis) => wanted[axis]!);
    if (to.length === 1) lengths[to[0]!] = says[0]! > 0 ? other! : says[0]!;
    else {
      const [row, column] = [says.at(-2)! * height, says.at(-1)! * width];
      const picture = [...says.slice(0, -2), row, column];
      if (sizeOf(picture) !== other || !Number.isInteger(row) || !Number.isInteger(column))
        throw new Unsupported(`makes [${wanted.join(', ')}] of what has another size then`);
      for (const [i, axis] of to.entries()) lengths[axis] = picture[i]!;
    }
  }
  return lengths;
}

function expanded(wanted: readonly number[], { before, after }: Lengths): readonly number[] {
  const added = wanted.length - before.length;
  return wanted.map((length, i) => (before[i - added] === length ? after[i - added]! : length));
}

/** The picture is made so many times as large. */
function resized(sizes: readonly number[], { before, after }: Lengths): readonly number[] {
  if (sizes.length !== before.length) throw new Unsupported('resizes to a size that is written down');
  return sizes.map((size, axis) => {
    const length = (size * after[axis]!) / before[axis]!;
    if (!Number.isInteger(length))
      throw new Unsupported(`resizes to ${size}, which is no whole number at another size`);
    return length;
  });
}

/** A beginning within the first step is of no size. */
function starts(numbers: readonly number[], lengths: Lengths, sides: Sides): readonly number[] {
  for (const [i, start] of numbers.entries()) {
    const { changes, step } = cut(i, lengths, sides);
    if (changes && start >= Math.abs(step))
      throw new Unsupported(`cuts from ${start} on, wherever that is at another size`);
  }
  return numbers;
}

/** To the end is to the end. */
function ends(numbers: readonly number[], lengths: Lengths, sides: Sides): readonly number[] {
  return numbers.map((end, i) => {
    const { changes, before, after } = cut(i, lengths, sides);
    if (!changes || end < 0 || end > before) return end;
    if (end === before) return after;
    throw new Unsupported(`cuts up to ${end}, wherever that is at another size`);
  });
}

function cut(i: number, { before, after }: Lengths, { after: inputs }: Sides) {
  const [axes, steps] = [inputs[3], inputs[4]].map((each) => (each?.kind === 'constant' ? each.data : null));
  const axis = axisOf(axes?.[i] ?? i, before.length);
  const [own, other] = [before[axis]!, after[axis]!];
  return { changes: own !== other, step: steps?.[i] ?? 1, before: own, after: other };
}

/** The fewest neighbours on either side that hold as many numbers. Lengths of 1 belong to whoever comes before. */
function groupsOf(from: readonly number[], to: readonly number[]) {
  const groups: { readonly from: readonly number[]; readonly to: readonly number[] }[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const group = { from: [] as number[], to: [] as number[] };
    let [a, b] = [1, 1];
    do {
      if (j >= to.length || (i < from.length && a <= b)) a *= from[push(group.from, i++)]!;
      else b *= to[push(group.to, j++)]!;
    } while (a !== b && (i < from.length || j < to.length));
    groups.push(group);
  }
  return groups;
}

function push(axes: number[], axis: number): number {
  axes.push(axis);
  return axis;
}

function alike(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.from(a).every((each, i) => each === b[i]);
}
