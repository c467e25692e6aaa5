/**
 * How a frame lies in the rectangle a network sees, and the way back.
 *
 * Source of the letterbox: YOLOX (arXiv 2107.08430), whose preprocessing keeps the aspect ratio, puts the picture
 * in the top-left corner and fills the rest with one grey.
 */
import type { Box } from '#core/geometry/box.ts';

/** px */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface LetterboxRules {
  /** Keep the aspect ratio and fill the rest, or pull the picture over the whole input. */
  readonly fit: 'letterbox' | 'stretch';
  readonly anchor: 'top-left' | 'centre';
}

/** Where the picture lies in the network's input, px of the input, and how large a pixel of the frame became. */
export interface Letterbox extends Size {
  readonly left: number;
  readonly top: number;
  readonly scaleX: number;
  readonly scaleY: number;
}

export function letterbox(frame: Size, input: Size, { fit, anchor }: LetterboxRules): Letterbox {
  const [fullX, fullY] = [input.width / frame.width, input.height / frame.height];
  if (fit === 'stretch') return { ...input, left: 0, top: 0, scaleX: fullX, scaleY: fullY };

  const scale = Math.min(fullX, fullY);
  // Rounded down as YOLOX does; at least one pixel must remain of a very narrow frame.
  const width = Math.max(1, Math.floor(frame.width * scale));
  const height = Math.max(1, Math.floor(frame.height * scale));
  const centred = anchor === 'centre';
  return {
    width,
    height,
    left: centred ? Math.floor((input.width - width) / 2) : 0,
    top: centred ? Math.floor((input.height - height) / 2) : 0,
    scaleX: scale,
    scaleY: scale,
  };
}

/**
 * A box of the network's input, in px of the frame. Not clipped to the frame: a person cut off by its edge keeps
 * the extent the network believes in.
 *
 * @returns Corners rounded to float32, as sightings promise.
 */
export function boxInFrame(box: Box, { left, top, scaleX, scaleY }: Letterbox): Box {
  return {
    x0: Math.fround((box.x0 - left) / scaleX),
    y0: Math.fround((box.y0 - top) / scaleY),
    x1: Math.fround((box.x1 - left) / scaleX),
    y1: Math.fround((box.y1 - top) / scaleY),
  };
}
