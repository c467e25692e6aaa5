import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Colour, type ColourMatrix } from '#core/detection/colour.ts';
import { createFrameToTensor } from '#engines/frame-to-tensor.ts';
import type { TensorRules } from '#engines/tensor-rules.ts';
import { letterbox } from '#core/detection/letterbox.ts';
import { type PixelFormat, type PixelLayout, channelsOf } from '#core/detection/pixels.ts';

const rules: TensorRules = {
  width: 32,
  height: 32,
  layout: 'nchw',
  channels: 'bgr',
  range: 255,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  pad: 114,
};

describe('frame to tensor', () => {
  const size = fc.integer({ min: 1, max: 70 });
  const cases = fc.record({
    width: size,
    height: size,
    format: fc.constantFrom<PixelFormat>('I420', 'NV12', 'RGBA'),
    matrix: fc.constantFrom<ColourMatrix>('bt601', 'bt709'),
    fullRange: fc.boolean(),
    fit: fc.constantFrom('letterbox' as const, 'stretch' as const),
    anchor: fc.constantFrom('top-left' as const, 'centre' as const),
    layout: fc.constantFrom('nchw' as const, 'nhwc' as const),
    channels: fc.constantFrom('bgr' as const, 'rgb' as const),
    seed: fc.integer(),
  });

  test('is the plain resize, matrix and letterbox, within a third of a level', () => {
    fc.assert(
      fc.property(cases, ({ width, height, format, fit, anchor, layout, channels, seed, ...yuv }) => {
        const pixels = layoutOf(format, width, height);
        const colour: Colour = format === 'RGBA' ? { matrix: 'rgb', fullRange: true } : yuv;
        const wanted = { ...rules, layout, channels };
        const bytes = noise(pixels.planes.at(-1)!.offset + 4 * width * height, seed);
        const box = letterbox(pixels, rules, { fit, anchor });
        const tensor = createFrameToTensor(pixels, colour, box, wanted)(bytes);
        const plain = plainly(bytes, pixels, colour, box, wanted);
        expect(tensor.findIndex((value, i) => Math.abs(value - plain[i]!) > 1 / 3)).toBe(-1);
      }),
      { numRuns: 60 },
    );
  });

  test.each(['I420', 'NV12', 'RGBA'] as const)('is the same for a picture far wider than the input, %s', (format) => {
    const pixels = layoutOf(format, 2501, 40);
    const colour = { matrix: format === 'RGBA' ? 'rgb' : 'bt709', fullRange: false } as const;
    const bytes = noise(pixels.planes.at(-1)!.offset + 4 * 2501 * 40, 7);
    const box = letterbox(pixels, rules, { fit: 'stretch', anchor: 'top-left' });
    const [tensor, plain] = [
      createFrameToTensor(pixels, colour, box, rules)(bytes),
      plainly(bytes, pixels, colour, box, rules),
    ];
    // Each of a hundred taps may be off by half a hundredth.
    expect(tensor.findIndex((value, i) => Math.abs(value - plain[i]!) > 1)).toBe(-1);
  });

  test.each([
    ['bt601', false, [81, 90, 240], [255, 0, 0]],
    ['bt601', false, [235, 128, 128], [255, 255, 255]],
    ['bt601', false, [16, 128, 128], [0, 0, 0]],
    ['bt709', false, [63, 102, 240], [255, 0, 0]],
    ['bt601', true, [76, 85, 255], [254, 0, 0]],
  ] as const)('%s with full range %s turns %j into %j', (matrix, fullRange, [y, u, v], rgb) => {
    const pixels = layoutOf('I420', 4, 4);
    const bytes = new Uint8Array(24).fill(y, 0, 16).fill(u, 16, 20).fill(v, 20);
    const box = letterbox(pixels, rules, { fit: 'stretch', anchor: 'top-left' });
    const tensor = createFrameToTensor(pixels, { matrix, fullRange }, box, { ...rules, channels: 'rgb' })(bytes);
    for (const place of [0, 1, 2]) expect(Math.abs(tensor[place * 1024 + 500]! - rgb[place]!)).toBeLessThan(1.5);
  });

  test('puts mean and deviation where the network expects them', () => {
    const pixels = layoutOf('RGBA', 2, 2);
    const bytes = new Uint8Array(16).fill(255);
    const normalised = { ...rules, range: 1 as const, mean: [0.1, 0.2, 0.3], std: [0.5, 0.25, 1] };
    const box = letterbox({ width: 2, height: 1 }, rules, { fit: 'letterbox', anchor: 'top-left' });
    const tensor = createFrameToTensor(pixels, { matrix: 'rgb', fullRange: true }, box, normalised)(bytes);
    const white = [0.9 / 0.5, 0.8 / 0.25, 0.7];
    const border = [(114 / 255 - 0.1) / 0.5, (114 / 255 - 0.2) / 0.25, 114 / 255 - 0.3];
    for (const place of [0, 1, 2]) {
      expect(tensor[place * 1024]).toBeCloseTo(white[place]!, 3);
      expect(tensor[place * 1024 + 31 * 32]).toBeCloseTo(border[place]!, 5);
    }
  });
});

function layoutOf(format: PixelFormat, width: number, height: number): PixelLayout {
  const half = Math.ceil(width / 2);
  const [luma, chroma] = [width * height, half * Math.ceil(height / 2)];
  const planes = {
    I420: [
      { offset: 0, stride: width },
      { offset: luma, stride: half },
      { offset: luma + chroma, stride: half },
    ],
    NV12: [
      { offset: 0, stride: width },
      { offset: luma, stride: 2 * half },
    ],
    RGBA: [{ offset: 0, stride: 4 * width }],
  }[format];
  return { format, width, height, planes };
}

function noise(length: number, seed: number): Uint8Array {
  let state = seed | 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >>> 24;
  });
}

/** The definition, one output value at a time, in double precision. */
function plainly(
  bytes: Uint8Array,
  pixels: PixelLayout,
  { matrix, fullRange }: Colour,
  box: ReturnType<typeof letterbox>,
  { width, height, layout, channels, pad }: TensorRules,
): number[] {
  const triangle = (from: number, to: number, i: number) => {
    const reach = Math.max(1, from / to);
    const centre = ((i + 0.5) * from) / to - 0.5;
    const raw = Array.from({ length: from }, (_, k) => Math.max(0, 1 - Math.abs(k - centre) / reach));
    const sum = raw.reduce((a, b) => a + b);
    return raw.map((weight) => weight / sum);
  };
  const sources = channelsOf(pixels).map((channel) => ({
    ...channel,
    columns: Array.from({ length: box.width }, (_, x) => triangle(channel.width, box.width, x)),
    rows: Array.from({ length: box.height }, (_, y) => triangle(channel.height, box.height, y)),
  }));
  const sample = (channel: (typeof sources)[number], x: number, y: number) => {
    const [columns, rows] = [channel.columns[x]!, channel.rows[y]!];
    let sum = 0;
    for (const [j, down] of rows.entries()) {
      if (down === 0) continue;
      for (const [i, across] of columns.entries()) {
        if (across !== 0) sum += down * across * bytes[channel.offset + j * channel.stride + i * channel.step]!;
      }
    }
    return sum;
  };
  const toRgb = ([a, b, c]: number[]) => {
    if (matrix === 'rgb') return [a!, b!, c!];
    const [kr, kb] = matrix === 'bt601' ? [0.299, 0.114] : [0.2126, 0.0722];
    const y = fullRange ? a! / 255 : (a! - 16) / 219;
    const [pb, pr] = [b!, c!].map((value) => (value - 128) / (fullRange ? 255 : 224)) as [number, number];
    const [red, blue] = [y + 2 * (1 - kr) * pr, y + 2 * (1 - kb) * pb];
    return [red, (y - kr * red - kb * blue) / (1 - kr - kb), blue].map((v) => 255 * v);
  };
  const out = new Array<number>(3 * width * height).fill(pad);
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const rgb = toRgb(sources.map((channel) => sample(channel, x, y)));
      const ordered = channels === 'rgb' ? rgb : rgb.toReversed();
      const at = (box.top + y) * width + box.left + x;
      for (const [place, value] of ordered.entries()) {
        out[layout === 'nchw' ? place * width * height + at : 3 * at + place] = Math.min(255, Math.max(0, value));
      }
    }
  }
  return out;
}
