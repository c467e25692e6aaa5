/**
 * Ways of a frame onto the device. Which of them a browser, its driver and a camera's format allow differs, and so does
 * which is fastest: `probeImports` asks and times them.
 */
import type { FrameSource } from '#engines/webgpu/letterbox-pass.ts';
import type { Size } from '#core/detection/letterbox.ts';
import { isTurned } from '#engines/frame-pixels.ts';

export interface FrameImport extends Disposable {
  /**
   * @param slot - A texture of the import's own is used again for the next frame in the same slot.
   * @returns Good until the frame is closed or the next is taken into the same slot. `size` is that of the source, px.
   */
  take(frame: VideoFrame, slot: number): Promise<TakenFrame>;
}

export interface TakenFrame {
  readonly source: FrameSource;
  readonly size: Size;
}

const createImport = {
  /** The browser's own picture, without a copy where the decoder left it on the device. */
  external: createExternalImport,
  /** A copy by the browser, from wherever the picture lies. */
  copied: createCopiedImport,
  /** Through the processor: RGBA bytes, written to a texture; not of frames that are turned. */
  written: createWrittenImport,
} as const;

export type FrameImportName = keyof typeof createImport;

export const frameImportNames = Object.keys(createImport) as readonly FrameImportName[];

export function openImport(name: FrameImportName, device: GPUDevice): FrameImport {
  return createImport[name](device);
}

function createExternalImport(device: GPUDevice): FrameImport {
  return {
    take: async (frame) => ({
      source: { kind: 'external', texture: device.importExternalTexture({ source: frame }) },
      size: shownSize(frame),
    }),
    [Symbol.dispose]: () => undefined,
  };
}

function createCopiedImport(device: GPUDevice): FrameImport {
  const textures = createTextures(device, GPUTextureUsage.RENDER_ATTACHMENT);
  return {
    take: async (frame, slot) => {
      const size = shownSize(frame);
      const { texture, view } = textures.of(slot, size);
      device.queue.copyExternalImageToTexture({ source: frame }, { texture }, size);
      return { source: { kind: 'texture', texture: view }, size };
    },
    [Symbol.dispose]: () => textures[Symbol.dispose](),
  };
}

function createWrittenImport(device: GPUDevice): FrameImport {
  const textures = createTextures(device, 0);
  let bytes = new Uint8Array();
  return {
    take: async (frame, slot) => {
      if (isTurned(frame)) throw new Error('the bytes of a turned frame lie in another direction than it is shown in');
      const { width, height } = frame.visibleRect!;
      const size = { width, height };
      const length = frame.allocationSize({ format: 'RGBA' });
      const own = bytes.length < length ? new Uint8Array(length) : bytes;
      bytes = new Uint8Array(); // another frame may be taken while this one is copied
      const [plane] = await frame.copyTo(own, { format: 'RGBA' });
      const { texture, view } = textures.of(slot, size);
      const layout = { offset: plane!.offset, bytesPerRow: plane!.stride, rowsPerImage: height };
      device.queue.writeTexture({ texture }, own, layout, size);
      bytes = own;
      return { source: { kind: 'texture', texture: view }, size };
    },
    [Symbol.dispose]: () => textures[Symbol.dispose](),
  };
}

function shownSize({ displayWidth: width, displayHeight: height }: VideoFrame): Size {
  return { width, height };
}

interface Texture {
  readonly texture: GPUTexture;
  readonly view: GPUTextureView;
}

/** One texture a slot, replaced when a frame of another size comes. */
function createTextures(device: GPUDevice, more: GPUTextureUsageFlags) {
  const textures: Texture[] = [];
  return {
    of: (slot: number, size: Size): Texture => {
      const known = textures[slot];
      if (known?.texture.width === size.width && known.texture.height === size.height) return known;
      known?.texture.destroy();
      const usage = GPUTextureUsage.TEXTURE_BINDING | GPUTextureUsage.COPY_DST | more;
      const texture = device.createTexture({ format: 'rgba8unorm', size: [size.width, size.height], usage });
      return (textures[slot] = { texture, view: texture.createView() });
    },
    [Symbol.dispose]: () => {
      for (const { texture } of textures) texture.destroy();
    },
  };
}
