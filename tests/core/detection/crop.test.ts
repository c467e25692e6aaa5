import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PixelFormat, type PixelLayout, channelsOf, cropOf } from '#core/detection/pixels.ts';

const [width, height] = [14, 10];
const layouts: Record<PixelFormat, PixelLayout> = {
  RGBA: { format: 'RGBA', width, height, planes: [{ offset: 3, stride: 4 * width + 5 }] },
  NV12: { format: 'NV12', width, height, planes: [{ offset: 0, stride: 16 }, { offset: 160, stride: 14 }] }, // prettier-ignore
  I420: { format: 'I420', width, height, planes: [{ offset: 0, stride: 14 }, { offset: 140, stride: 7 }, { offset: 175, stride: 8 }] }, // prettier-ignore
};

const corner = fc.double({ min: -6, max: 20, noNaN: true });
const box = fc
  .tuple(corner, corner, corner, corner)
  .map(([a, b, c, d]) => ({ x0: Math.min(a, c), y0: Math.min(b, d), x1: Math.max(a, c), y1: Math.max(b, d) }));

test.each(['RGBA', 'NV12', 'I420'] as const)(
  'a sample of a crop of %s is the sample at its place in the frame',
  (format) => {
    const whole = layouts[format];
    const grain = format === 'RGBA' ? 1 : 2;
    fc.assert(
      fc.property(box, (wanted) => {
        const crop = cropOf(whole, wanted);
        if (crop === null) return;
        const left = Math.max(0, Math.floor(wanted.x0 / grain) * grain);
        const top = Math.max(0, Math.floor(wanted.y0 / grain) * grain);
        expect([left + crop.width <= width, top + crop.height <= height]).toEqual([true, true]);
        for (const [k, part] of channelsOf(crop).entries()) {
          const full = channelsOf(whole)[k]!;
          const shrunk = full.width < width ? 2 : 1;
          const place = (x: number, y: number) => part.offset + y * part.stride + x * part.step;
          expect(place(1, 2)).toBe(full.offset + (2 + top / shrunk) * full.stride + (1 + left / shrunk) * full.step);
          expect([left / shrunk + part.width <= full.width, top / shrunk + part.height <= full.height]).not.toContain(
            false,
          );
        }
      }),
    );
  },
);

test('nothing of the frame is no crop', () => {
  expect(cropOf(layouts.RGBA, { x0: 14, y0: 0, x1: 30, y1: 9 })).toBeNull();
  expect(cropOf(layouts.I420, { x0: 2, y0: 2, x1: 2.9, y1: 9 })).toBeNull();
  expect(cropOf(layouts.I420, { x0: -9, y0: -9, x1: 99, y1: 99 })).toMatchObject({ width, height });
});
