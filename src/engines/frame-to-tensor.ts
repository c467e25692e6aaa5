/**
 * From the bytes of a frame straight to the numbers a network takes: resized, put into the letterbox, turned to
 * its colours and its scale, without a canvas and without an RGB picture in between.
 */
import type { Colour } from '#core/detection/colour.ts';
import type { Letterbox } from '#core/detection/letterbox.ts';
import { type PixelLayout, channelsOf, lengthOf } from '#core/detection/pixels.ts';
import { placeChannel } from '#engines/kernel/channel.ts';
import { createResizeKernel } from '#engines/kernel/resize.ts';
import { createRoom } from '#engines/kernel/room.ts';
import { LANES } from '#engines/kernel/tables.ts';
import { type TensorRules, borderOf, mixesOf } from '#engines/tensor-rules.ts';

/** What a byte's 1 is between the passes: 7 bits behind the point. */
const UNIT = 128;

/**
 * Prepares everything that depends only on the geometry: tables, colour matrix, scratch lines, the grey border.
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
  const kernel = createResizeKernel();
  const room = createRoom();
  const length = lengthOf(pixels);
  const source = room.reserve(length);
  const channels = channelsOf(pixels).map((channel) => placeChannel(room, channel, box));
  const blocks = Math.ceil(box.width / LANES);
  const blended = room.reserve(3 * blocks * LANES * 2);
  const mixed = room.reserve(3 * blocks * LANES * 4);
  const mixes = room.place(Float32Array.from(mixesOf(colour, rules, UNIT).flat()));
  room.furnish(kernel.memory);

  const { buffer } = kernel.memory;
  const input = new Uint8Array(buffer, source, length);
  const lines = [0, 1, 2].map((k) => new Float32Array(buffer, mixed + k * blocks * LANES * 4, box.width));
  const tensor = borderOf(rules);
  const area = rules.width * rules.height;

  return (bytes) => {
    input.set(bytes.subarray(0, length));
    for (const channel of channels) channel.resizeColumns(kernel, source);
    for (let y = 0; y < box.height; y++) {
      for (const [k, channel] of channels.entries()) channel.blendRow(kernel, y, blended + k * blocks * LANES * 2);
      kernel.mixColours(blended, mixed, blocks, mixes);
      const start = (box.top + y) * rules.width + box.left;
      for (const [k, line] of lines.entries()) {
        if (rules.layout === 'nchw') tensor.set(line, k * area + start);
        else interleave(tensor, line, 3 * start + k);
      }
    }
    return tensor;
  };
}

function interleave(tensor: Float32Array, line: Float32Array, start: number): void {
  for (let x = 0; x < line.length; x++) tensor[start + 3 * x] = line[x]!;
}
