/**
 * From the bytes of a frame straight to the numbers a network takes: resized, put into the letterbox, turned to
 * its colours and its scale in one go, without a canvas and without an RGB picture in between.
 */
import { type Colour, colourRows } from '#core/detection/colour.ts';
import type { Letterbox, Size } from '#core/detection/letterbox.ts';
import { type PixelLayout, channelsOf } from '#core/detection/pixels.ts';
import { blendColumns, blendRows } from '#core/detection/resample.ts';
import { UNIT, triangleTaps } from '#core/detection/taps.ts';

/** What a network wants of a picture. A value of `v` in [0, 255] goes in as `(v / 255 · range − mean) / std`. */
export interface TensorRules extends Size {
  readonly layout: 'nchw' | 'nhwc';
  readonly channels: 'bgr' | 'rgb';
  /** White: 255 or 1. */
  readonly range: number;
  /** In the order of `channels`. */
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** What surrounds the picture, in [0, 255]. */
  readonly pad: number;
}

/**
 * Prepares everything that depends only on the geometry: tap tables, colour matrix, scratch lines, the grey border.
 *
 * @returns A function from the bytes of one frame to the tensor, `[1, 3, height, width]` or `[1, height, width, 3]`.
 *   It always returns the same array: what the call before returned is overwritten.
 */
export function createFrameToTensor(
  pixels: PixelLayout,
  colour: Colour,
  box: Letterbox,
  rules: TensorRules,
): (bytes: Uint8Array) => Float32Array {
  const channels = channelsOf(pixels).map((channel) => ({
    channel,
    rows: triangleTaps(channel.height, box.height),
    columns: triangleTaps(channel.width, box.width),
    line: new Int32Array(channel.width),
    out: new Int32Array(box.width),
  }));
  const [first, second, third] = channels.map(({ out }) => out) as [Int32Array, Int32Array, Int32Array];
  const writers = writersOf(colour, rules);
  const tensor = borderOf(rules);
  const pixelStep = rules.layout === 'nchw' ? 1 : 3;

  return (bytes) => {
    for (let y = 0; y < box.height; y++) {
      for (const { channel, rows, columns, line, out } of channels) {
        blendRows(line, bytes, channel, rows, y);
        blendColumns(out, line, columns);
      }
      const start = ((box.top + y) * rules.width + box.left) * pixelStep;
      for (const { offset, a, b, c, d, scale, shift } of writers) {
        for (let x = 0, at = start + offset; x < box.width; x++, at += pixelStep) {
          const value = a * first[x]! + b * second[x]! + c * third[x]! + d;
          tensor[at] = (value < 0 ? 0 : value > 255 ? 255 : value) * scale + shift;
        }
      }
    }
    return tensor;
  };
}

/** How one channel of the tensor comes of the three sums of a pixel, which are in units of `UNIT²`. */
interface Writer {
  readonly offset: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly scale: number;
  readonly shift: number;
}

function writersOf(colour: Colour, rules: TensorRules): readonly Writer[] {
  const rgb = colourRows(colour);
  const order = rules.channels === 'rgb' ? [0, 1, 2] : [2, 1, 0];
  const channelStep = rules.layout === 'nchw' ? rules.width * rules.height : 1;
  const unit = 1 / (UNIT * UNIT);
  return order.map((row, place) => {
    const [a, b, c, d] = rgb[row]!;
    const { scale, shift } = scaleOf(rules, place);
    return { offset: place * channelStep, a: a * unit, b: b * unit, c: c * unit, d, scale, shift };
  });
}

function scaleOf({ range, mean, std }: TensorRules, place: number): { scale: number; shift: number } {
  return { scale: range / 255 / std[place]!, shift: -mean[place]! / std[place]! };
}

/** A whole input of nothing but border; the picture never touches the rest again. */
function borderOf(rules: TensorRules): Float32Array {
  const area = rules.width * rules.height;
  const tensor = new Float32Array(3 * area);
  for (let place = 0; place < 3; place++) {
    const { scale, shift } = scaleOf(rules, place);
    const value = rules.pad * scale + shift;
    if (rules.layout === 'nchw') tensor.fill(value, place * area, (place + 1) * area);
    else for (let i = place; i < tensor.length; i += 3) tensor[i] = value;
  }
  return tensor;
}
