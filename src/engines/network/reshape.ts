import { type NetworkBuilder, type View, axesOf } from '#engines/network/builder.ts';

/** Axes that become others: as many numbers on either side, in the same order. */
interface Group {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * The same numbers, in the order of their axes, as an array of `shape`. Nothing is moved as long as axes that merge are
 * neighbours in memory; otherwise only those are brought together, where the last of them lies.
 */
export function reshape(builder: NetworkBuilder, view: View, shape: readonly number[]): View {
  const groups = groupsOf(view.shape, shape);
  const groupOf = (axis: number) => groups.find(({ from }) => from.includes(axis));
  const long = view.order.filter((axis) => view.shape[axis] !== 1);
  const places = long.map((axis) => groupOf(axis)!);
  const ends = groups.toSorted((a, b) => places.lastIndexOf(a) - places.lastIndexOf(b));
  const ones = (of: readonly number[]) => axesOf(of).filter((axis) => of[axis] === 1);

  const together = builder.inOrder(view, [...ones(view.shape), ...ends.flatMap(({ from }) => from)]);
  return { ...together, shape, order: [...ones(shape), ...ends.flatMap(({ to }) => to)] };
}

function groupsOf(from: readonly number[], to: readonly number[]): Group[] {
  const [left, right] = [from, to].map((shape) => axesOf(shape).filter((axis) => shape[axis] !== 1)) as [
    number[],
    number[],
  ];
  const groups: Group[] = [];
  while (left.length > 0 && right.length > 0) {
    const group = { from: [left.shift()!], to: [right.shift()!] };
    let [a, b] = [from[group.from[0]!]!, to[group.to[0]!]!];
    while (a !== b) {
      if (a < b) {
        group.from.push(left.shift()!);
        a *= from[group.from.at(-1)!]!;
      } else {
        group.to.push(right.shift()!);
        b *= to[group.to.at(-1)!]!;
      }
    }
    groups.push(group);
  }
  return groups;
}
