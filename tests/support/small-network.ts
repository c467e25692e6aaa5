/** Networks of a few layers, with weights made up from a seed. */
import { floats } from '#engines/network/constant.ts';
import type { Computed, Network, Operand, Step } from '#engines/network/network.ts';

/**
 * Three convolutions, one of them depthwise, and a head of `length` numbers a cell, at a stride of 8; all results in
 * [0, 1].
 *
 * @returns From `[batch, size, size, 3]` to `output`, `[batch, cells, length]`.
 */
export function smallNetwork(batch: number, size: number, length: number): Network {
  const layers = new Layers(batch, size);
  const depth = layers.depthwise(layers.convolve(layers.scaled(), 3, 8, 2), 2);
  const point = layers.convolve(depth, 1, 16, 1);
  const pooled = layers.then('MaxPool', { x: point }, { filterSize: [2, 2], strides: [2, 2], pad: 'same' }, [
    ...[batch, size / 8, size / 8, 16],
  ]);
  return layers.network({ output: layers.head(pooled, length) });
}

/**
 * Depthwise and pointwise convolutions in turns, as in MobileNetV1 (arXiv 1704.04861) at a quarter of its width, and two
 * heads at a stride of 8: 30 operations of 8 million multiplications at 96 px, so that what is done around a network
 * shows.
 *
 * @returns From `[batch, size, size, 3]` to `boxes`, `[batch, cells, 4]`, and `scores`, `[batch, cells, classes]`.
 */
export function ssdNetwork(batch: number, size: number, classes: number): Network {
  const layers = new Layers(batch, size);
  let x = layers.convolve(layers.scaled(), 3, 8, 2);
  for (const [channels, stride] of [[16, 1], [32, 2], [32, 1], [64, 2], ...repeated([64, 1], 8)] as const) {
    x = layers.convolve(layers.depthwise(x, stride), 1, channels, 1);
  }
  return layers.network({ boxes: layers.head(x, 4), scores: layers.head(x, classes) });
}

class Layers {
  readonly #steps: Step[] = [];
  readonly #input: Computed;
  readonly #batch: number;
  #seed = 1;

  constructor(batch: number, size: number) {
    this.#batch = batch;
    this.#input = { kind: 'computed', id: 0, shape: [batch, size, size, 3] };
  }

  /** The picture in [0, 1]. */
  scaled(): Computed {
    const b = { kind: 'weight', constant: floats([], [1 / 255]) } as const;
    return this.then('Multiply', { a: this.#input, b }, {}, this.#input.shape);
  }

  convolve(x: Computed, size: number, channels: number, stride: number, activation = 'relu'): Computed {
    return this.#window('FusedConv2D', x, [size, size, x.shape[3]!, channels], channels, stride, activation);
  }

  depthwise(x: Computed, stride: number): Computed {
    const channels = x.shape[3]!;
    return this.#window('FusedDepthwiseConv2D', x, [3, 3, channels, 1], channels, stride, 'relu');
  }

  /** `length` numbers in [0, 1] a cell. */
  head(x: Computed, length: number): Computed {
    const logits = this.convolve(x, 1, length, 1, 'linear');
    return this.then('Sigmoid', { x: logits }, {}, logits.shape);
  }

  then(
    kernel: Step['kernel'],
    inputs: Step['inputs'],
    attributes: Step['attributes'],
    shape: readonly number[],
  ): Computed {
    const output = this.#steps.length + 1;
    this.#steps.push({ kernel, inputs, attributes, output, shape, node: kernel });
    return { kind: 'computed', id: output, shape };
  }

  /** @param outputs - Maps, which become rows of cells. */
  network(outputs: Readonly<Record<string, Computed>>): Network {
    const { shape } = this.#input;
    return {
      input: { name: 'input', shape, stored: shape },
      steps: this.#steps,
      outputs: Object.entries(outputs).map(([name, map]) => {
        const [, height, width, length] = map.shape as readonly [number, number, number, number];
        const rows = [this.#batch, height * width, length];
        return { name, shape: rows, operand: { ...map, shape: rows } };
      }),
    };
  }

  #window(
    kernel: Step['kernel'],
    x: Computed,
    filter: readonly number[],
    channels: number,
    stride: number,
    activation: string,
  ): Computed {
    const [, height, width] = x.shape as readonly [number, number, number, number];
    const inputs = { x, filter: this.#weight(filter, 1), bias: this.#weight([channels], 0.5) };
    const attributes = { strides: [stride, stride], pad: 'same', dataFormat: 'NHWC', dilations: [1, 1], activation };
    return this.then(kernel, inputs, attributes, [this.#batch, height / stride, width / stride, channels]);
  }

  #weight(shape: readonly number[], spread: number): Operand {
    const numbers = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
      this.#seed = (Math.imul(this.#seed, 1664525) + 1013904223) | 0;
      return spread * (this.#seed / 2 ** 31);
    });
    return { kind: 'weight', constant: floats(shape, numbers) };
  }
}

function repeated<T>(value: T, count: number): readonly T[] {
  return Array.from({ length: count }, () => value);
}
