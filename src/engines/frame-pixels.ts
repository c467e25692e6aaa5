/** Takes the pixels out of a `VideoFrame` as they are, without a canvas wherever that is possible. */
import type { Colour } from '#core/detection/colour.ts';
import type { Size } from '#core/detection/letterbox.ts';
import type { PixelLayout } from '#core/detection/pixels.ts';

export interface FramePixels {
  /** Longer than `layout` needs when a larger frame came before. */
  readonly bytes: Uint8Array;
  readonly layout: PixelLayout;
  readonly colour: Colour;
  /** As the frame is shown, px: where its boxes and masks are measured. */
  readonly shown: Size;
}

/** From this height on, video that does not say so is BT.709 (ITU-R BT.709 is the matrix of HDTV). */
const HD_HEIGHT = 720;

/**
 * @returns A function that copies one frame at a time. The bytes are overwritten by the next call.
 */
export function createPixelReader(): (frame: VideoFrame) => Promise<FramePixels> {
  let bytes = new Uint8Array();

  return async (frame) => {
    if (frame.format === null || isTurned(frame)) return paintedPixels(frame);
    // Neither the coded size, which is rounded up to the codec's blocks, nor formats such as 10 bits.
    const { width, height } = frame.visibleRect!;
    const native = frame.format === 'I420' || frame.format === 'NV12' ? frame.format : null;
    const options: VideoFrameCopyToOptions = native === null ? { format: 'RGBA' } : {};
    const size = frame.allocationSize(options);
    if (bytes.length < size) bytes = new Uint8Array(size);
    const planes = await frame.copyTo(bytes, options);
    return {
      bytes,
      layout: { format: native ?? 'RGBA', width, height, planes },
      colour: colourOf(frame, native !== null),
      shown: { width: frame.displayWidth, height: frame.displayHeight },
    };
  };
}

/** What browsers tell of a frame since WebCodecs knows orientation, as of a phone's film; nothing where they do not yet. */
type Oriented = VideoFrame & { readonly rotation?: number; readonly flip?: boolean };

/** By how many degrees clockwise its bytes are turned to be shown, and whether they are mirrored first. */
export function orientationOf(frame: VideoFrame): { readonly rotation: number; readonly flip: boolean } {
  const { rotation = 0, flip = false }: Oriented = frame;
  return { rotation, flip };
}

/** Its bytes lie in another direction than the frame is shown in. */
export function isTurned(frame: VideoFrame): boolean {
  const { rotation, flip } = orientationOf(frame);
  return rotation !== 0 || flip;
}

/**
 * As the frame is shown. Of one whose bytes the browser does not give, as of some webcams and of pictures that stay on
 * the GPU, and of one that is turned.
 */
function paintedPixels(frame: VideoFrame): FramePixels {
  const { displayWidth: width, displayHeight: height } = frame;
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
  context.drawImage(frame, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return {
    bytes: new Uint8Array(data.buffer),
    layout: { format: 'RGBA', width, height, planes: [{ offset: 0, stride: 4 * width }] },
    colour: { matrix: 'rgb', fullRange: true },
    shown: { width, height },
  };
}

function colourOf({ colorSpace, displayHeight }: VideoFrame, yuv: boolean): Colour {
  if (!yuv) return { matrix: 'rgb', fullRange: true };
  const unsaid = displayHeight >= HD_HEIGHT ? 'bt709' : 'bt601';
  const said = colorSpace.matrix === 'bt709' ? 'bt709' : colorSpace.matrix === null ? unsaid : 'bt601';
  return { matrix: said, fullRange: colorSpace.fullRange ?? false };
}
