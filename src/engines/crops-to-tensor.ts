/** Many small pictures out of one frame, each at the size a network takes. */
import { letterbox } from '#core/detection/letterbox.ts';
import { type PixelLayout, lengthOf } from '#core/detection/pixels.ts';
import type { FramePixels } from '#engines/frame-pixels.ts';
import { createResizeKernel } from '#engines/kernel/resize.ts';
import { createRoom } from '#engines/kernel/room.ts';
import type { ModelInput } from '#engines/model-card.ts';
import { placePicture } from '#engines/place-picture.ts';
import { borderOf } from '#engines/tensor-rules.ts';

/** Draws a crop of the frame into the tensor of one picture that begins at `base`. */
export type DrawCrop = (crop: PixelLayout, tensor: Float32Array, base: number) => void;

/**
 * One memory for all crops of all frames: every crop has a size of its own, and a memory of its own for each would
 * fill the address space before anyone cleans up.
 *
 * @returns A function that takes in one frame, to be cropped until the next is taken in.
 */
export function createCropsToTensor(input: ModelInput): (frame: FramePixels) => DrawCrop {
  const kernel = createResizeKernel();
  const border = borderOf(input);

  return ({ bytes, layout, colour }) => {
    const length = lengthOf(layout);
    const frameRoom = createRoom();
    const source = frameRoom.reserve(length);
    frameRoom.furnish(kernel.memory);
    new Uint8Array(kernel.memory.buffer, source, length).set(bytes.subarray(0, length));

    return (crop, tensor, base) => {
      const box = letterbox(crop, input, input);
      const room = createRoom();
      room.reserve(length); // where the frame is
      const picture = placePicture(room, crop, colour, box, input);
      room.furnish(kernel.memory);
      if (input.fit === 'letterbox') tensor.set(border, base);
      picture.ready(kernel, source)(tensor, base);
    };
  };
}
