/** A network of a few layers, with weights made up from a seed. */
import { floats } from '#engines/network/constant.ts';
import type { Network, Operand, Step } from '#engines/network/network.ts';

/**
 * Three convolutions, one of them depthwise, and a head of `length` numbers a cell, at a stride of 8; all results in
 * [0, 1].
 *
 * @returns From `[batch, size, size, 3]` to `output`, `[batch, cells, length]`.
 */
export function smallNetwork(batch: number, size: number, length: number): Network {
  const steps: Step[] = [];
  const then = (
    kernel: Step['kernel'],
    x: Operand,
    more: Readonly<Record<string, Operand>>,
    attributes: Step['attributes'],
    shape: readonly number[],
  ) => {
    steps.push({ kernel, inputs: { x, ...more }, attributes, output: steps.length + 1, shape, node: kernel });
    return { kind: 'computed', id: steps.length, shape } as const;
  };
  const convolve = (
    x: Operand & { shape: readonly number[] },
    kernel: 'FusedConv2D' | 'FusedDepthwiseConv2D',
    filter: readonly number[],
    stride: number,
  ) => {
    const channels = kernel === 'FusedConv2D' ? filter[3]! : filter[2]!;
    const [height, width] = [x.shape[1]! / stride, x.shape[2]! / stride];
    const weights = { filter: weight(filter, 1), bias: weight([channels], 0.5) };
    const attributes = {
      strides: [stride, stride],
      pad: 'same',
      dataFormat: 'NHWC',
      dilations: [1, 1],
      activation: channels === length ? 'linear' : 'relu',
    };
    return then(kernel, x, weights, attributes, [batch, height, width, channels]);
  };
  let seed = 1;
  const weight = (shape: readonly number[], spread: number): Operand => {
    const numbers = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
      return spread * (seed / 2 ** 31);
    });
    return { kind: 'weight', constant: floats(shape, numbers) };
  };

  const input = { kind: 'computed', id: 0, shape: [batch, size, size, 3] } as const;
  const scaled = then('Multiply', input, {}, {}, input.shape);
  Object.assign(steps[0]!, { inputs: { a: input, b: { kind: 'weight', constant: floats([], [1 / 255]) } } });
  const first = convolve(scaled, 'FusedConv2D', [3, 3, 3, 8], 2);
  const depth = convolve(first, 'FusedDepthwiseConv2D', [3, 3, 8, 1], 2);
  const point = convolve(depth, 'FusedConv2D', [1, 1, 8, 16], 1);
  const cells = (size / 8) ** 2;
  const pooling = { filterSize: [2, 2], strides: [2, 2], pad: 'same' };
  const pooled = then('MaxPool', point, {}, pooling, [batch, size / 8, size / 8, 16]);
  const head = convolve(pooled, 'FusedConv2D', [1, 1, 16, length], 1);
  const output = then('Sigmoid', head, {}, {}, head.shape);
  const shape = [batch, cells, length];
  return {
    input: { name: 'input', shape: input.shape, stored: input.shape },
    steps,
    outputs: [{ name: 'output', shape, operand: { ...output, shape } }],
  };
}
