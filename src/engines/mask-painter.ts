import { type Polygon, type Span, maskSpans, paintMasks } from '#core/detection/masks.ts';
import type { FramePixels } from '#engines/frame-pixels.ts';

/** @returns A function that greys out masks in the bytes of a frame. What it worked out for some masks it keeps. */
export function createMaskPainter(): (pixels: FramePixels, masks: readonly Polygon[]) => void {
  const known = new Map<string, readonly Span[]>();
  return (pixels, masks) => {
    if (masks.length === 0) return;
    const { layout, shown } = pixels;
    const key = JSON.stringify([layout.width, layout.height, shown, masks]);
    const spans = known.get(key) ?? maskSpans(masks.map(stored), layout.width, layout.height);
    known.set(key, spans);
    paintMasks(pixels.bytes, layout, spans);

    /** Pixels of anamorphic video are not square: masks are drawn on what is shown. */
    function stored(mask: Polygon): Polygon {
      return mask.map(([x, y]) => [(x * layout.width) / shown.width, (y * layout.height) / shown.height] as const);
    }
  };
}
