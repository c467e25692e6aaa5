/** How each decoder of `core/detection` is put together on a device. Twins: one shader each, the same frame around it. */
import type { Network } from '#core/detection/decoder.ts';
import type { DecoderName, Head } from '#core/detection/decoders.ts';
import { cellsOf } from '#core/detection/grids.ts';
import fastestdetShader from '#engines/webgpu/shaders/decode-fastestdet.wgsl?raw';
import nanodetShader from '#engines/webgpu/shaders/decode-nanodet.wgsl?raw';
import ssdShader from '#engines/webgpu/shaders/decode-ssd.wgsl?raw';
import yolov8Shader from '#engines/webgpu/shaders/decode-yolov8.wgsl?raw';
import yoloxShader from '#engines/webgpu/shaders/decode-yolox.wgsl?raw';

export interface DecodeShader {
  readonly shader: string;
  /** Of the shader's own `override`s. */
  readonly constants: Readonly<Record<string, number>>;
  /** One dispatch each. */
  readonly grids: readonly Grid[];
}

/** Cells that are decoded together. */
export interface Grid {
  /** Which of the decoder's tensors they are in, in the order of the shader's bindings. */
  readonly tensors: readonly number[];
  readonly cells: number;
  readonly columns: number;
  /** px of the input */
  readonly stride: number;
}

/** @param lengths - Numbers that each of the decoder's tensors has for one picture. */
type Describe<H> = (head: H, network: Network, lengths: readonly number[]) => DecodeShader;

const decodeShaders = {
  yolox: ({ strides }, network) => ({
    shader: yoloxShader,
    constants: {},
    grids: strides.map((stride) => gridOf(network, stride, [0])),
  }),

  nanodet: ({ strides }, network, lengths) => {
    const grids = strides.map((stride, k) => gridOf(network, stride, [k, strides.length + k]));
    const [{ cells, tensors }] = grids as [Grid, ...Grid[]];
    return { shader: nanodetShader, constants: { BINS: lengths[tensors[1]!]! / cells / 4 }, grids };
  },

  fastestdet: ({ stride }, network) => ({
    shader: fastestdetShader,
    constants: sizeOf(network),
    grids: [gridOf(network, stride, [0])],
  }),

  yolov8: ({ order }, { classes }, [length]) => ({
    shader: yolov8Shader,
    constants: { FIELDS_FIRST: Number(order === 'fields-first') },
    grids: [unordered(Math.floor(length! / (4 + classes)), [0])],
  }),

  ssd: ({ corners, background }, network, [length]) => ({
    shader: ssdShader,
    constants: { ...sizeOf(network), Y_FIRST: Number(corners === 'yxyx'), SKIPPED: Number(background) },
    grids: [unordered(length! / 4, [0, 1])],
  }),
} as const satisfies { readonly [Name in DecoderName]: Describe<Extract<Head, { readonly decoder: Name }>> };

/** The shader of whichever head it is. */
export const describeDecoder: Describe<Head> = (head, ...rest) => {
  const describe: Describe<never> = decodeShaders[head.decoder];
  return describe(head as never, ...rest);
};

function gridOf({ input }: Network, stride: number, tensors: readonly number[]): Grid {
  return { tensors, cells: cellsOf(input, [stride]), columns: input.width / stride, stride };
}

/** Cells whose place does not matter, because boxes say it all. */
function unordered(cells: number, tensors: readonly number[]): Grid {
  return { tensors, cells, columns: 1, stride: 1 };
}

function sizeOf({ input: { width, height } }: Network) {
  return { WIDTH: width, HEIGHT: height };
}
