import { expect, test } from 'vitest';
import type { PixelLayout } from '#core/detection/pixels.ts';
import { createLumaSampler, hiddenSamples } from '#engines/scheduling/luma-samples.ts';

const [width, height] = [33, 17];
const luma = (x: number, y: number) => (x * 5 + y * 3) & 255;

test.each<[string, PixelLayout, (x: number, y: number) => readonly [number, number][]]>([
  [
    'I420',
    {
      format: 'I420',
      width,
      height,
      planes: [
        { offset: 4, stride: 40 },
        { offset: 700, stride: 20 },
        { offset: 900, stride: 20 },
      ],
    },
    (x, y) => [[4 + y * 40 + x, luma(x, y)]],
  ],
  [
    'NV12',
    {
      format: 'NV12',
      width,
      height,
      planes: [
        { offset: 0, stride: 33 },
        { offset: 600, stride: 34 },
      ],
    },
    (x, y) => [[y * 33 + x, luma(x, y)]],
  ],
  [
    'RGBA',
    { format: 'RGBA', width, height, planes: [{ offset: 0, stride: 140 }] },
    (x, y) => [0, 1, 2].map((channel) => [y * 140 + 4 * x + channel, luma(x, y)]),
  ],
])('%s: the middle of every 8 × 8 pixels, as bright as it is', (_, layout, bytesAt) => {
  const bytes = new Uint8Array(3000).fill(99);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) for (const [at, value] of bytesAt(x, y)) bytes[at] = value;
  }
  const { values, ...size } = createLumaSampler(layout, [])(bytes);
  expect(size).toMatchObject({ width: 4, height: 2 });
  expect([...values]).toEqual([4, 12].flatMap((y) => [4, 12, 20, 28].map((x) => luma(x, y))));
});

test('means are of all that lies round a sample, not of its middle alone', () => {
  const layout: PixelLayout = {
    format: 'I420',
    width: 16,
    height: 8,
    planes: Array(3).fill({ offset: 0, stride: 16 }),
  };
  const striped = Uint8Array.from({ length: 128 }, (_, i) => (i % 16 < 8 ? (Math.floor((i % 16) / 4) % 2) * 200 : 40));
  expect([...createLumaSampler(layout, [])(striped).means()]).toEqual([100, 40]);
});

test('every sample that a mask touches is hidden, and no other', () => {
  const mask = [
    [9, 7],
    [17, 7],
    [17, 9],
    [9, 9],
  ] as const;
  expect([...hiddenSamples({ width: 33, height: 24 }, [mask])]).toEqual([0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0]);
});
