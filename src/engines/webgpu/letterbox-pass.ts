/** From a frame, or a part of one, to a slot of the network's input, in one pass on the device. */
import type { Letterbox, Size } from '#core/detection/letterbox.ts';
import type { Crop } from '#core/detection/pixels.ts';
import type { Mask } from '#engines/webgpu/masks.ts';
import { bind, openPipeline } from '#engines/webgpu/pipeline.ts';
import letterboxShader from '#engines/webgpu/shaders/letterbox.wgsl?raw';
import externalSource from '#engines/webgpu/shaders/source-external.wgsl?raw';
import textureSource from '#engines/webgpu/shaders/source-texture.wgsl?raw';
import { GREY } from '#core/detection/masks.ts';
import { type TensorRules, scaleOf } from '#engines/tensor-rules.ts';

/** Where shaders read a frame. */
export type FrameSource =
  | { readonly kind: 'external'; readonly texture: GPUExternalTexture }
  | { readonly kind: 'texture'; readonly texture: GPUTextureView };

/** What is drawn into one slot. */
export interface Picture {
  readonly source: FrameSource;
  /** Pixels the source should have; of one that has others nothing is seen. */
  readonly size: Size;
  /** The part of the source that is drawn, px of it. */
  readonly crop: Crop;
  /** Where it lies in the network's input. */
  readonly box: Letterbox;
  /** Of the source's pixels; `null` when all of it may be seen. */
  readonly mask: Mask | null;
}

export interface LetterboxPass extends Disposable {
  /** A slot is drawn at most once before what is encoded is submitted. */
  encode(pass: GPUComputePassEncoder, slot: number, picture: Picture): void;
}

const WORKGROUP = 8;
/** Of `Placement` in the shader. */
const PLACE_BYTES = 48;

/** @param tensor - `[slots, …]` as `rules` say. */
export async function openLetterboxPass(
  device: GPUDevice,
  rules: TensorRules,
  tensor: GPUBuffer,
  slots: number,
): Promise<LetterboxPass> {
  const { width, height } = rules;
  const open = (source: string) => openPipeline(device, [source, letterboxShader], constantsOf(rules));
  const [external, texture] = await Promise.all([open(externalSource), open(textureSource)]);
  const pipelines = { external, texture };
  const bilinear = device.createSampler({ magFilter: 'linear', minFilter: 'linear' });
  const { UNIFORM, COPY_DST, STORAGE } = GPUBufferUsage;
  const places = Array.from({ length: slots }, () => {
    return device.createBuffer({ size: PLACE_BYTES, usage: UNIFORM | COPY_DST });
  });
  const unmasked = device.createBuffer({ size: 4, usage: STORAGE });

  return {
    encode: (pass, slot, { source, size, crop, box, mask }) => {
      const place = places[slot]!;
      const inInput = [box.left, box.top, box.width, box.height] as const;
      const inSource = [size.width, size.height, crop.left, crop.top, crop.width, crop.height] as const;
      const base = slot * 3 * width * height;
      device.queue.writeBuffer(place, 0, Uint32Array.of(...inInput, base, mask?.stride ?? 0, ...inSource));
      const pipeline = pipelines[source.kind];
      const bits = mask?.bits ?? unmasked;
      pass.setPipeline(pipeline);
      pass.setBindGroup(
        0,
        bind(device, pipeline, 0, [source.texture, { buffer: place }, { buffer: bits }, { buffer: tensor }, bilinear]),
      );
      pass.dispatchWorkgroups(Math.ceil(width / WORKGROUP), Math.ceil(height / WORKGROUP));
    },
    [Symbol.dispose]: () => {
      for (const buffer of [...places, unmasked]) buffer.destroy();
    },
  };
}

/** All of a source. */
export function wholeOf({ width, height }: Size): Crop {
  return { left: 0, top: 0, width, height };
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
