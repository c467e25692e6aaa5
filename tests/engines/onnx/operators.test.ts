/** Each operator of the table as TensorFlow.js runs it, beside onnxruntime-web on the same file. */
import { describe, expect, test } from 'vitest';
import { operators } from '#engines/onnx/operators.ts';
import { apart } from '../../support/both-runtimes.ts';
import { operatorCases, randomNumbers, sizeOf } from './operator-cases.ts';

/** Computed when a file is read, and tried in `folding.test.ts`. */
const folded = [
  ...['And', 'Constant', 'ConstantOfShape', 'Equal', 'Greater', 'Less', 'Mod', 'Not', 'Or', 'Range', 'ReduceProd'],
  ...['Shape', 'Size', 'Where'],
];

test('every operator of the table is tried, and is called as the specification calls it', () => {
  expect(Object.keys(operators).toSorted()).toEqual([...Object.keys(operatorCases), ...folded].toSorted());
  for (const [name, { reference }] of Object.entries(operators)) expect(reference.name).toBe(name);
});

describe.each(Object.entries(operatorCases))('%s', (operator, all) => {
  test.each(all.map((each) => [each.as ?? 'plainly', each] as const))('%s', async (_, each) => {
    const { shape, attributes = {}, more = [], outputs = 1, opset = 17 } = each;
    const names = more.map((tensor, i) => (tensor === null ? '' : `w${i}`));
    const results = Array.from({ length: outputs }, (__, i) => `y${i}`);
    const graph = {
      opset,
      inputs: { x: shape },
      outputs: results,
      nodes: [{ operator, inputs: ['x', ...names], outputs: results, attributes }],
      weights: Object.fromEntries(more.flatMap((tensor, i) => (tensor === null ? [] : [[`w${i}`, tensor]]))),
    };
    const input = randomNumbers(sizeOf(shape));
    const given = each.positive === true ? input.map((value) => Math.abs(value) + 0.1) : input;
    expect(await apart(graph, given)).toBeLessThan(1e-4);
  });
});
