/** Whether a node that was exported for one size of the picture works on what it is given at another. */
import type { Value } from '#engines/network/builder.ts';
import type { Sides } from '#engines/onnx/baked.ts';
import { Unsupported, axisOf } from '#engines/onnx/call.ts';
import type { OnnxNode } from '#engines/onnx/model.ts';

type Shape = readonly number[];

/** Of the shapes of its inputs at both sizes. @throws Unsupported */
type Check = (node: OnnxNode, after: readonly Shape[], before: readonly Shape[]) => void;

/** Operators that are given numbers for places of the picture. All others look at one place, a window, or all of it. */
const CHECKS: Readonly<Record<string, Check>> = {
  ...Object.fromEntries(
    ['Add', 'Sub', 'Mul', 'Div', 'Pow', 'Max', 'Min', 'Sum', 'PRelu'].map((name) => [name, stretch]),
  ),
  Concat: (node, after) => join(node, after),
  MatMul: multiply,
  Gemm: multiply,
  LayerNormalization: multiply,
  Gather: pick,
  Split: pick,
  Tile: pick,
  AveragePool: slide,
  MaxPool: slide,
};

/** @throws Unsupported */
export function assertFits(node: OnnxNode, { before, after }: Sides): void {
  const check = CHECKS[node.operator];
  const [own, other] = [before, after].map(shapesOf) as [readonly Shape[], readonly Shape[]];
  if (own.join(' ') !== other.join(' ')) check?.(node, other, own);
}

function shapesOf(values: readonly (Value | null)[]): readonly Shape[] {
  return values.flatMap((value) => (value === null ? [] : [value.shape]));
}

function stretch(_: OnnxNode, shapes: readonly Shape[]): void {
  for (const [i, shape] of shapes.entries()) {
    for (const other of shapes.slice(i + 1)) {
      for (let axis = -1; axis >= -Math.min(shape.length, other.length); axis--) {
        const [a, b] = [shape.at(axis)!, other.at(axis)!];
        if (a !== b && a !== 1 && b !== 1) throw new Unsupported(`has numbers for ${b} places, and there are ${a}`);
      }
    }
  }
}

function join(node: OnnxNode, shapes: readonly Shape[]): void {
  const [first] = shapes as readonly [Shape];
  const along = axisOf(Number(node.attributes.get('axis') ?? 0), first.length);
  const others = shapes.map((shape) => shape.toSpliced(along, 1).join());
  if (others.some((shape) => shape !== others[0])) throw new Unsupported('joins what does not have one size any more');
}

/** Weights for every place of the picture. */
function multiply(_: OnnxNode, after: readonly Shape[], before: readonly Shape[]): void {
  if (after[0]!.at(-1) !== before[0]!.at(-1)) throw new Unsupported('has weights for every place of the picture');
}

function pick(node: OnnxNode, after: readonly Shape[], before: readonly Shape[]): void {
  const axis = axisOf(Number(node.attributes.get('axis') ?? 0), after[0]!.length);
  if (node.operator === 'Tile' || after[0]![axis] !== before[0]![axis]) {
    throw new Unsupported('picks places of the picture by their number');
  }
}

/** A window over the whole picture would be another one. */
function slide(node: OnnxNode, after: readonly Shape[], before: readonly Shape[]): void {
  const window = (node.attributes.get('kernel_shape') ?? []) as readonly number[];
  const padded = ((node.attributes.get('pads') ?? []) as readonly number[]).some((pad) => pad !== 0);
  const whole = before[0]!.slice(2).some((length, i) => window[i]! > 1 && window[i] === length);
  if (whole && !padded && after[0]!.slice(2).join() !== before[0]!.slice(2).join()) {
    throw new Unsupported('has a window of the size of the picture');
  }
}
