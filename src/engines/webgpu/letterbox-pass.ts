/** From a frame to its slot of the network's input, in one pass on the device. */
import type { Letterbox, Size } from '#core/detection/letterbox.ts';
import type { MaskBits } from '#engines/webgpu/mask-bits.ts';
import { bind, bufferOfValues, openPipeline } from '#engines/webgpu/pipeline.ts';
import letterboxShader from '#engines/webgpu/shaders/letterbox.wgsl?raw';
import externalSource from '#engines/webgpu/shaders/source-external.wgsl?raw';
import textureSource from '#engines/webgpu/shaders/source-texture.wgsl?raw';
import { GREY } from '#core/detection/masks.ts';
import { type TensorRules, scaleOf } from '#engines/tensor-rules.ts';

/** Where shaders read a frame. */
export type FrameSource =
  | { readonly kind: 'external'; readonly texture: GPUExternalTexture }
  | { readonly kind: 'texture'; readonly texture: GPUTextureView };

/** What is prepared once for all frames of one size, one set of masks and one slot. */
export interface Placement extends Disposable {
  readonly place: GPUBuffer;
  readonly mask: GPUBuffer;
}

export interface LetterboxPass {
  /**
   * @param source - Pixels the source should have; of one that has others nothing is seen.
   * @param mask - Of the source's pixels, or `null` when all of it may be seen.
   */
  place(slot: number, source: Size, box: Letterbox, mask: MaskBits | null): Placement;
  encode(pass: GPUComputePassEncoder, source: FrameSource, placement: Placement): void;
}

const WORKGROUP = 8;

/** @param tensor - `[slots, …]` as `rules` say. */
export async function openLetterboxPass(
  device: GPUDevice,
  rules: TensorRules,
  tensor: GPUBuffer,
): Promise<LetterboxPass> {
  const { width, height } = rules;
  const open = (source: string) => openPipeline(device, [source, letterboxShader], constantsOf(rules));
  const [external, texture] = await Promise.all([open(externalSource), open(textureSource)]);
  const pipelines = { external, texture };
  const bilinear = device.createSampler({ magFilter: 'linear', minFilter: 'linear' });

  return {
    place: (slot, source, box, mask) => {
      const base = slot * 3 * width * height;
      const picture = [box.left, box.top, box.width, box.height] as const;
      const values = Uint32Array.of(...picture, base, mask?.stride ?? 0, source.width, source.height);
      const place = bufferOfValues(device, values, GPUBufferUsage.UNIFORM);
      const bits = bufferOfValues(device, mask?.words ?? new Uint32Array(1), GPUBufferUsage.STORAGE);
      return {
        place,
        mask: bits,
        [Symbol.dispose]: () => {
          place.destroy();
          bits.destroy();
        },
      };
    },
    encode: (pass, source, { place, mask }) => {
      const pipeline = pipelines[source.kind];
      pass.setPipeline(pipeline);
      pass.setBindGroup(
        0,
        bind(device, pipeline, 0, [source.texture, { buffer: place }, { buffer: mask }, { buffer: tensor }, bilinear]),
      );
      pass.dispatchWorkgroups(Math.ceil(width / WORKGROUP), Math.ceil(height / WORKGROUP));
    },
  };
}

function constantsOf(rules: TensorRules): Record<string, number> {
  const numbers = [0, 1, 2].flatMap((place) => {
    const { scale, shift } = scaleOf(rules, place);
    return [
      [`SCALE_${place}`, scale],
      [`SHIFT_${place}`, shift],
    ] as const;
  });
  return {
    WIDTH: rules.width,
    HEIGHT: rules.height,
    INTERLEAVED: Number(rules.layout === 'nhwc'),
    BGR: Number(rules.channels === 'bgr'),
    PAD: rules.pad,
    MASK: GREY,
    ...Object.fromEntries(numbers),
  };
}
