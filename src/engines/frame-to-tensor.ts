/**
 * From the bytes of a frame straight to the numbers a network takes: resized, put into the letterbox, turned to
 * its colours and its scale, without a canvas and without an RGB picture in between.
 */
import type { Colour } from '#core/detection/colour.ts';
import type { Letterbox } from '#core/detection/letterbox.ts';
import { type PixelLayout, lengthOf } from '#core/detection/pixels.ts';
import { createResizeKernel } from '#engines/kernel/resize.ts';
import { createRoom } from '#engines/kernel/room.ts';
import { placePicture } from '#engines/place-picture.ts';
import { type TensorRules, borderOf } from '#engines/tensor-rules.ts';

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
  const picture = placePicture(room, pixels, colour, box, rules);
  room.furnish(kernel.memory);

  const draw = picture.ready(kernel, source);
  const input = new Uint8Array(kernel.memory.buffer, source, length);
  const tensor = borderOf(rules);
  return (bytes) => {
    input.set(bytes.subarray(0, length));
    draw(tensor, 0);
    return tensor;
  };
}
