/**
 * The part of a graph that runs the same way for every picture. Models of TensorFlow's object detection begin with a loop
 * that resizes one picture after the other: it is cut off, for OpenAisle gives pictures that have their size.
 */
import type { GraphNode } from '#engines/graph-model/read-graph-model.ts';
import type { Constant } from '#engines/network/constant.ts';

/** Decides while it runs, or has no shape before it has run. */
const DYNAMIC =
  /^(Switch|Merge|Enter|Exit|NextIteration|LoopCond|(Stateless)?(If|While)|TensorArray.*|TensorList.*|NonMaxSuppression.*|Where|Unique|HashTable.*|LookupTable.*)$/u;

export function isDynamic({ op }: GraphNode): boolean {
  return DYNAMIC.test(op);
}

/** The node that an input names: without `:1`, and without the `^` of those that are only waited for. */
export function sourceOf(input: string): string {
  return input.replace(/^\^/u, '').replace(/:\d+$/u, '');
}

export interface Cut {
  /** What takes the place of the picture as the graph took it. */
  readonly at: string;
  /** Height and width that the part before it makes of every picture. */
  readonly size: readonly [number, number];
}

/**
 * @returns The earliest node behind everything that decides while it runs and before everything else, when all before it
 *   does nothing but resize to a known size; `null` when there is none.
 */
export function cutBefore(
  nodes: ReadonlyMap<string, GraphNode>,
  outputs: readonly string[],
  weights: ReadonlyMap<string, Constant>,
): Cut | null {
  const order = inOrder(nodes, outputs);
  const isStart = (node: GraphNode) => isDynamic(node) || node.op === 'Placeholder';
  for (const candidate of order) {
    const rest = inOrder(nodes, outputs, candidate.name);
    if (rest.some((node) => node !== candidate && isStart(node))) continue;
    const kept = new Set(rest.map(({ name }) => name));
    const before = order.filter(({ name }) => !kept.has(name));
    const sizes = before.flatMap((node) => resizeOf(node, nodes, weights));
    if (before.some(isDynamic) && sizes.length === 1) return { at: candidate.name, size: sizes[0]! };
  }
  return null;
}

/** All that leads to the outputs, sources first; nothing before `stop`. */
export function inOrder(nodes: ReadonlyMap<string, GraphNode>, outputs: readonly string[], stop?: string): GraphNode[] {
  const [done, order] = [new Set<string>(), [] as GraphNode[]];
  // Not by recursion: graphs are deeper than stacks.
  const open: { readonly node: GraphNode; next: number }[] = [];
  const enter = (name: string) => {
    const node = nodes.get(name);
    if (node === undefined || done.has(name)) return;
    done.add(name);
    open.push({ node, next: 0 });
  };
  for (const output of outputs) {
    enter(output);
    while (open.length > 0) {
      const top = open.at(-1)!;
      const input = top.node.name === stop ? undefined : top.node.input[top.next++];
      if (input === undefined) order.push(open.pop()!.node);
      else enter(sourceOf(input));
    }
  }
  return order;
}

function resizeOf(
  { op, input }: GraphNode,
  nodes: ReadonlyMap<string, GraphNode>,
  weights: ReadonlyMap<string, Constant>,
): (readonly [number, number])[] {
  if (op !== 'ResizeBilinear' && op !== 'ResizeNearestNeighbor') return [];
  const [height, width] = weights.get(throughLoop(sourceOf(input[1] ?? ''), nodes))?.data ?? [];
  return height === undefined || width === undefined ? [] : [[height, width]];
}

/** What a loop is handed from outside comes through an `Enter`. */
function throughLoop(name: string, nodes: ReadonlyMap<string, GraphNode>): string {
  const node = nodes.get(name);
  return node !== undefined && (node.op === 'Enter' || node.op === 'Identity')
    ? throughLoop(sourceOf(node.input[0]!), nodes)
    : name;
}
