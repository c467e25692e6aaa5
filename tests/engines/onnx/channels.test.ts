/** Channels that are joined, split and shuffled between convolutions: moved less, and the same numbers. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrangeChannels } from '#engines/network/arrange-channels.ts';
import { importOnnx } from '#engines/onnx/import-onnx.ts';
import { readOnnx } from '#engines/onnx/read-model.ts';
import { apart } from '../../support/both-runtimes.ts';
import { type Node, type OnnxGraph, type Tensor, floats, list, writeOnnx } from '../../support/onnx-writer.ts';
import { randomNumbers, sizeOf } from './operator-cases.ts';

const SIDE = 4;
const [CHANNELS, FIRST] = [8, 3];

/** A graph on pictures of one size, written operator by operator. */
class Sketch {
  readonly nodes: Node[] = [];
  readonly weights: Record<string, Tensor> = {};
  /** Of each value, its channels. */
  readonly widths = new Map<string, number>([['x', FIRST]]);

  add(operator: string, inputs: string[], width: number, attributes: Node['attributes'] = {}): string {
    const name = `v${this.nodes.length}`;
    this.nodes.push({ operator, inputs, outputs: [name], attributes });
    this.widths.set(name, width);
    return name;
  }

  weight(shape: number[]): string {
    return this.keep(floats(shape, randomNumbers(sizeOf(shape))));
  }

  keep(tensor: Tensor): string {
    const name = `w${Object.keys(this.weights).length}`;
    this.weights[name] = tensor;
    return name;
  }

  convolve(x: string, width: number): string {
    const filter = this.weight([width, this.widths.get(x)!, 1, 1]);
    return this.add('Relu', [this.add('Conv', [x, filter, this.weight([width])], width)], width);
  }

  convolveApart(x: string): string {
    const width = this.widths.get(x)!;
    const attributes = { group: width, pads: [1, 1, 1, 1] };
    return this.add('Conv', [x, this.weight([width, 1, 3, 3]), this.weight([width])], width, attributes);
  }

  join(...values: string[]): string {
    const width = values.reduce((sum, value) => sum + this.widths.get(value)!, 0);
    return this.add('Concat', values, width, { axis: 1 });
  }

  cut(x: string, from: number, to: number, step: number): string {
    const bounds = [from, to, 1, step].map((each) => this.keep(list(each)));
    return this.add('Slice', [x, ...bounds], Math.ceil((to - from) / step));
  }

  shuffle(x: string, groups: number): string {
    const width = this.widths.get(x)!;
    const [apart, together] = [list(1, groups, width / groups, SIDE, SIDE), list(1, width, SIDE, SIDE)];
    const split = this.add('Reshape', [x, this.keep(apart)], width);
    const turned = this.add('Transpose', [split], width, { perm: [0, 2, 1, 3, 4] });
    return this.add('Reshape', [turned, this.keep(together)], width);
  }

  graph(outputs: string[]): OnnxGraph {
    return { inputs: { x: [1, FIRST, SIDE, SIDE] }, outputs, nodes: this.nodes, weights: this.weights };
  }
}

const kernelsOf = (graph: OnnxGraph) =>
  arrangeChannels(importOnnx(readOnnx(writeOnnx(graph), 'x.onnx'), { fileName: 'x.onnx', channelsLast: true })).steps;
const picture = randomNumbers(FIRST * SIDE * SIDE);

/** Ma et al., *ShuffleNet V2*, ECCV 2018, figure 3 c. */
function unit(sketch: Sketch, x: string): string {
  const half = sketch.widths.get(x)! / 2;
  const branch = sketch.convolve(sketch.cut(x, half, 2 * half, 1), half);
  const changed = sketch.convolve(sketch.convolveApart(branch), half);
  return sketch.shuffle(sketch.join(sketch.cut(x, 0, half, 1), changed), 2);
}

test('each unit of a ShuffleNet V2 gathers once the half of the channels that it changes', async () => {
  const sketch = new Sketch();
  let x = sketch.convolve('x', CHANNELS);
  for (let i = 0; i < 4; i++) x = unit(sketch, x);
  const graph = sketch.graph([sketch.convolve(x, CHANNELS)]);
  const moves = kernelsOf(graph).filter(({ kernel }) => !/Conv|^Transpose$/u.test(kernel));
  expect(moves.map(({ kernel, shape }) => [kernel, shape.at(-1)])).toEqual([
    ...Array.from({ length: 4 }, () => ['JoinColumns', CHANNELS / 2]),
    ['JoinColumns', CHANNELS],
  ]);
  expect(await apart(graph, picture)).toBeLessThan(1e-5);
});

test('however channels are joined, cut, shuffled and convolved, the numbers are those of the file', async () => {
  const pick = fc.nat(1000);
  const step = fc.oneof(
    fc.record({ do: fc.constant('convolve' as const), of: pick, width: fc.constantFrom(2, 4, CHANNELS) }),
    fc.record({ do: fc.constantFrom('apart' as const, 'pool' as const, 'bend' as const), of: pick }),
    fc.record({ do: fc.constantFrom('join' as const, 'add' as const), of: pick, with: pick }),
    fc.record({ do: fc.constant('cut' as const), of: pick, from: fc.nat(3), step: fc.constantFrom(1, 1, 2) }),
    fc.record({ do: fc.constant('shuffle' as const), of: pick }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), fc.boolean(), async (steps, both) => {
      const sketch = new Sketch();
      const made = [sketch.convolve('x', CHANNELS)];
      const chosen = (i: number) => made[made.length - 1 - (i % Math.min(3, made.length))]!;
      for (const each of steps) {
        const x = chosen(each.of);
        const width = sketch.widths.get(x)!;
        if (each.do === 'convolve') made.push(sketch.convolve(x, each.width));
        if (each.do === 'apart') made.push(sketch.convolveApart(x));
        if (each.do === 'pool')
          made.push(sketch.add('MaxPool', [x], width, { kernel_shape: [3, 3], pads: [1, 1, 1, 1] }));
        if (each.do === 'bend') made.push(sketch.add('Sigmoid', [x], width));
        if (each.do === 'join' && width < 64) made.push(sketch.join(x, chosen(each.with)));
        if (each.do === 'add') made.push(sketch.add('Add', [x, x], width));
        if (each.do === 'cut' && each.from + each.step < width) made.push(sketch.cut(x, each.from, width, each.step));
        if (each.do === 'shuffle' && width % 2 === 0) made.push(sketch.shuffle(x, 2));
      }
      const outputs = [sketch.convolve(made.at(-1)!, CHANNELS), ...(both ? [made.at(-1)!] : [])];
      expect(await apart(sketch.graph(outputs), picture)).toBeLessThan(1e-4);
    }),
    { numRuns: 80, seed: 11 },
  );
}, 120_000);
