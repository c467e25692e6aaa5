import type { Computed, Network, Operand, Step, Weight } from '#engines/network/network.ts';

/**
 * What a network costs, whatever runs it: multiplications each with its addition (MACs) of convolutions and matrices, for
 * one input. Everything else (activations, sums, pooling) is not counted, as in the literature.
 */
export function operationsOf({ steps }: Network): number {
  return steps.reduce((sum, step) => sum + (counts[step.kernel]?.(step) ?? 0), 0);
}

const counts: Readonly<Record<string, (step: Step) => number>> = {
  FusedConv2D: (step) => sizeOf(step.shape) * sizeOf(shapeOf(step, 'filter').slice(0, 3)),
  FusedDepthwiseConv2D: (step) => sizeOf(step.shape) * sizeOf(shapeOf(step, 'filter').slice(0, 2)),
  Conv2DBackpropInput: (step) => {
    const [height, width, outputs] = shapeOf(step, 'filter');
    return sizeOf(shapeOf(step, 'dy')) * height! * width! * outputs!;
  },
  BatchMatMul: (step) => sizeOf(step.shape) * shapeOf(step, 'a').at(step.attributes['transposeA'] === true ? -2 : -1)!,
};

function shapeOf(step: Step, name: string): readonly number[] {
  const operand = (step.inputs as Readonly<Record<string, Operand>>)[name]!;
  return operand.kind === 'weight' ? (operand satisfies Weight).constant.shape : (operand satisfies Computed).shape;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
