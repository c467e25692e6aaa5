import { expect, test } from 'vitest';
import { pictureToTensor } from '#engines/picture-to-tensor.ts';

/** Two pixels beside each other in rows of 12 bytes. */
const layout = { format: 'RGBA', width: 2, height: 1, planes: [{ offset: 4, stride: 12 }] } as const;
const bytes = Uint8Array.from([9, 9, 9, 9, 10, 20, 30, 255, 40, 50, 60, 255]);
const plain = { width: 2, height: 1, pad: 0, range: 255, mean: [0, 0, 0], std: [1, 1, 1] } as const;

test('planes or pixels, in the order of colours that the network takes, to the number', () => {
  const tensor = (layoutOf: 'nchw' | 'nhwc', channels: 'bgr' | 'rgb') => [
    ...pictureToTensor(bytes, layout, {
      ...plain,
      mean: [...plain.mean],
      std: [...plain.std],
      layout: layoutOf,
      channels,
    }),
  ];
  expect(tensor('nchw', 'rgb')).toEqual([10, 40, 20, 50, 30, 60]);
  expect(tensor('nchw', 'bgr')).toEqual([30, 60, 20, 50, 10, 40]);
  expect(tensor('nhwc', 'rgb')).toEqual([10, 20, 30, 40, 50, 60]);
  expect(tensor('nhwc', 'bgr')).toEqual([30, 20, 10, 60, 50, 40]);
});

test('mean and deviation are those of the channel in that place', () => {
  const rules = { ...plain, layout: 'nchw', channels: 'bgr', mean: [30, 20, 10], std: [10, 5, 2] } as const;
  const tensor = pictureToTensor(bytes, layout, { ...rules, mean: [...rules.mean], std: [...rules.std] });
  for (const [i, value] of [0, 3, 0, 6, 0, 15].entries()) expect(tensor[i]).toBeCloseTo(value, 6);
});
