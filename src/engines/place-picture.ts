import type { Colour } from '#core/detection/colour.ts';
import type { Letterbox } from '#core/detection/letterbox.ts';
import { type PixelLayout, channelsOf } from '#core/detection/pixels.ts';
import { placeChannel } from '#engines/kernel/channel.ts';
import type { ResizeKernel } from '#engines/kernel/resize.ts';
import type { Room } from '#engines/kernel/room.ts';
import { LANES } from '#engines/kernel/tables.ts';
import { type TensorRules, mixesOf } from '#engines/tensor-rules.ts';

/** What a byte's 1 is between the passes: 7 bits behind the point. */
const UNIT = 128;

/** A picture whose tables lie in a room. Once that is furnished it can be drawn, as often as its bytes change. */
export interface PlacedPicture {
  /**
   * Its bytes are at `source`; the memory may not grow while it is drawn.
   *
   * @returns A function that resizes it into the tensor of one picture that begins at `base`.
   */
  ready(kernel: ResizeKernel, source: number): (tensor: Float32Array, base: number) => void;
}

export function placePicture(
  room: Room,
  pixels: PixelLayout,
  colour: Colour,
  box: Letterbox,
  rules: TensorRules,
): PlacedPicture {
  const channels = channelsOf(pixels).map((channel) => placeChannel(room, channel, box));
  const blocks = Math.ceil(box.width / LANES);
  const blended = room.reserve(3 * blocks * LANES * 2);
  const mixed = room.reserve(3 * blocks * LANES * 4);
  const mixes = room.place(Float32Array.from(mixesOf(colour, rules, UNIT).flat()));
  const area = rules.width * rules.height;

  return {
    ready: (kernel, source) => {
      const lines = [0, 1, 2].map(
        (k) => new Float32Array(kernel.memory.buffer, mixed + k * blocks * LANES * 4, box.width),
      );
      return (tensor, base) => {
        for (const channel of channels) channel.resizeColumns(kernel, source);
        for (let y = 0; y < box.height; y++) {
          for (const [k, channel] of channels.entries()) channel.blendRow(kernel, y, blended + k * blocks * LANES * 2);
          kernel.mixColours(blended, mixed, blocks, mixes);
          const start = (box.top + y) * rules.width + box.left;
          for (const [k, line] of lines.entries()) {
            if (rules.layout === 'nchw') tensor.set(line, base + k * area + start);
            else interleave(tensor, line, base + 3 * start + k);
          }
        }
      };
    },
  };
}

function interleave(tensor: Float32Array, line: Float32Array, start: number): void {
  for (let x = 0; x < line.length; x++) tensor[start + 3 * x] = line[x]!;
}
