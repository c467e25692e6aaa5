import { expect, test } from 'vitest';
import { readOnnx } from '#engines/onnx/read-model.ts';
import { writeOnnx } from '../../support/onnx-writer.ts';

test('an attribute of which only the type is written is 0, or an empty text', () => {
  const attributes = {
    axis: { unwritten: 'int' },
    alpha: { unwritten: 'float' },
    auto_pad: { unwritten: 'string' },
    pads: [],
  } as const;
  const nodes = [{ operator: 'Concat', inputs: ['x'], outputs: ['y'], attributes }];
  const [node] = readOnnx(writeOnnx({ inputs: { x: [1, 2] }, outputs: ['y'], nodes }), 'net.onnx').nodes;
  expect(Object.fromEntries(node!.attributes)).toEqual({ axis: 0, alpha: 0, auto_pad: '', pads: [] });
});
