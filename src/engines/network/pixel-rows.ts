/**
 * Values as rows of channels, one row for each pixel: what a step that only moves numbers within their rows does to the
 * channels. Such steps are all that a shuffle, a split and a join of channels are made of.
 */
import { gather, sizeOf, stridesOf } from '#engines/network/constant.ts';
import { type Computed, type Step, operandsOf } from '#engines/network/network.ts';

export interface PixelRows {
  readonly rows: number;
  /** What lies in a row, each a code of `codeOf`: a value that a step computes, and which of its channels. */
  readonly channels: Float64Array;
}

/** Rows of more channels are no pixels. */
const MOST_CHANNELS = 2 ** 16;

export function codeOf(value: number, channel: number): number {
  return value * MOST_CHANNELS + channel;
}

export function decoded(code: number): { value: number; channel: number } {
  return { value: Math.floor(code / MOST_CHANNELS), channel: code % MOST_CHANNELS };
}

/** A value whose channels come from nowhere else. @param rows - As many as the shape without its last axis, unless given. */
export function ownRows(value: number, shape: readonly number[], rows = sizeOf(shape.slice(0, -1))): PixelRows | null {
  const count = sizeOf(shape) / rows;
  if (count > MOST_CHANNELS) return null;
  return { rows, channels: Float64Array.from({ length: count }, (_, channel) => codeOf(value, channel)) };
}

/** @returns What lies in the rows that `step` makes; `null` when it does anything else than to move within rows. */
export function movedRows(step: Step, rowsOf: (value: number) => PixelRows | null): PixelRows | null {
  const operands = operandsOf(step).filter((operand): operand is Computed => operand.kind === 'computed');
  if (operands.length < operandsOf(step).length) return null;
  const given = operands.map(({ id }) => rowsOf(id));
  const rows = given[0]?.rows;
  if (rows === undefined || !given.every((each): each is PixelRows => each?.rows === rows)) return null;
  if (step.kernel === 'Concat') return joined(step, operands, given, rows);
  const [{ shape }, { channels }] = [operands[0]!, given[0]!];
  const first = axesOfRows(shape, rows);
  const cut = first === null ? null : cutOf(step, shape, first);
  return cut === null ? null : { rows, channels: gather(channels, cut.shape, cut.strides, cut.offset) };
}

function joined(step: Step, operands: readonly Computed[], given: readonly PixelRows[], rows: number) {
  const axis = step.attributes['axis'] as number;
  const times = sizeOf(step.shape.slice(0, axis)) / rows;
  if (!Number.isInteger(times)) return null;
  const parts = Array.from({ length: times }, (_, i) =>
    operands.flatMap(({ shape }, from) => {
      const length = sizeOf(shape.slice(axis));
      return Array.from(given[from]!.channels.subarray(i * length, (i + 1) * length));
    }),
  );
  return { rows, channels: Float64Array.from(parts.flat()) };
}

/** How many axes of `shape` count the rows; `null` when a row begins amid an axis. */
function axesOfRows(shape: readonly number[], rows: number): number | null {
  for (let count = 0; count <= shape.length; count++) if (sizeOf(shape.slice(0, count)) === rows) return count;
  return null;
}

/** What of each row a step takes, as `gather` reads it; `null` when it touches the rows themselves. */
function cutOf(step: Step, shape: readonly number[], first: number) {
  const strides = stridesOf(shape);
  const { begin, strides: steps, perm } = step.attributes as Readonly<Record<string, readonly number[] | undefined>>;
  const taken = step.shape.slice(first);
  if (step.kernel === 'Transpose') {
    if (perm!.some((axis, i) => i < first && axis !== i)) return null;
    return { shape: taken, strides: perm!.slice(first).map((axis) => strides[axis]!), offset: 0 };
  }
  if (step.kernel !== 'Slice' && step.kernel !== 'StridedSlice') return null;
  if (shape.some((length, axis) => axis < first && length !== step.shape[axis])) return null;
  const each = (axis: number) => strides[axis]! * (steps?.[axis] ?? 1);
  return {
    shape: taken,
    strides: taken.map((_, i) => each(first + i)),
    offset: begin!.reduce((sum, from, axis) => sum + from * strides[axis]!, 0),
  };
}
