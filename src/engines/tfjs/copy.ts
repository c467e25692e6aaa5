/** A box of numbers and where it lies in two arrays. */
export interface Copy {
  readonly shape: readonly number[];
  /** How far apart neighbours along each axis lie, in numbers; where the first lies. */
  readonly from: readonly number[];
  readonly fromOffset: number;
  readonly to: readonly number[];
  readonly toOffset: number;
}

/** From here on a copy of neighbours is faster left to the browser than done number by number. */
const LONG = 20;

/** Copies within one memory, whose numbers are taken as the 32 bits they are; the two places must not overlap. */
export function copyWithin(memory: Int32Array, copy: Copy): void {
  const { shape, from, to } = simplest(copy);
  const rank = shape.length;
  const [inner, fromInner, toInner] = [shape[rank - 1] ?? 1, from[rank - 1] ?? 1, to[rank - 1] ?? 1];
  const whole = inner >= LONG && fromInner === 1 && toInner === 1;
  const count = shape.slice(0, -1).reduce((product, length) => product * length, 1);
  const place = new Int32Array(rank);
  let [source, target] = [copy.fromOffset, copy.toOffset];
  for (let row = 0; row < count; row++) {
    if (whole) memory.copyWithin(target, source, source + inner);
    else copyRow(memory, inner, source, fromInner, target, toInner);
    for (let axis = rank - 2; axis >= 0; axis--) {
      source += from[axis]!;
      target += to[axis]!;
      if (++place[axis]! < shape[axis]!) break;
      source -= from[axis]! * shape[axis]!;
      target -= to[axis]! * shape[axis]!;
      place[axis] = 0;
    }
  }
}

/** Four numbers a turn: half of what a turn costs is the turn. */
function copyRow(memory: Int32Array, length: number, source: number, from: number, target: number, to: number): void {
  let [a, b] = [source, target];
  const end = target + (length & ~3) * to;
  while (b < end) {
    memory[b] = memory[a]!;
    memory[b + to] = memory[a + from]!;
    memory[b + 2 * to] = memory[a + 2 * from]!;
    memory[b + 3 * to] = memory[a + 3 * from]!;
    a += 4 * from;
    b += 4 * to;
  }
  for (let i = length & 3; i > 0; i--, a += from, b += to) memory[b] = memory[a]!;
}

/** Without axes of length 1, and axes that continue one another taken as one. */
function simplest({ shape, from, to }: Copy) {
  const simple = { shape: [] as number[], from: [] as number[], to: [] as number[] };
  for (const [axis, length] of shape.entries()) {
    if (length === 1) continue;
    const last = simple.shape.length - 1;
    const joins = simple.from[last] === from[axis]! * length && simple.to[last] === to[axis]! * length;
    if (last >= 0 && joins) {
      simple.shape[last]! *= length;
      simple.from[last] = from[axis]!;
      simple.to[last] = to[axis]!;
    } else {
      simple.shape.push(length);
      simple.from.push(from[axis]!);
      simple.to.push(to[axis]!);
    }
  }
  return simple;
}
