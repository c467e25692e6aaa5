import type { ShopperTrack } from '#core/pipeline/scene-view.ts';
import { shopperColour } from '#overlay/shopper-colour.ts';

interface TracksLook {
  /** Px of the screen a px of the camera's frame: boxes scale with the picture, words and lines do not. */
  readonly scale: number;
  /** The shopper everybody points at. */
  readonly shopper: string | null;
  /** Everybody else is dimmed, but who has no name yet: it may be anybody. `null` while nobody is pointed at. */
  readonly lit: ReadonlySet<string> | null;
}

/** Tracks that were seen in this very frame and not only guessed. */
export function seenTracks(tracks: readonly ShopperTrack[]): readonly ShopperTrack[] {
  return tracks.filter(({ track }) => track.state === 'confirmed' && track.detection >= 0);
}

/** Draws the boxes of one camera, in CSS px. */
export function drawTracks(
  context: CanvasRenderingContext2D,
  tracks: readonly ShopperTrack[],
  { scale, shopper: chosen, lit }: TracksLook,
): void {
  context.font = '600 12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const { track, shopper } of seenTracks(tracks)) {
    const { x0, y0, x1, y1 } = track.box;
    const colour = shopperColour(shopper);
    const thick = chosen !== null && shopper === chosen;
    context.globalAlpha = lit === null || shopper === null || lit.has(shopper) ? 1 : 0.45;
    context.setLineDash(shopper === null ? [4, 4] : []);
    context.lineWidth = thick ? 6 : 4;
    context.strokeStyle = 'rgb(0 0 0 / 45%)'; // so that a pale box stands out before a pale wall
    context.strokeRect(scale * x0, scale * y0, scale * (x1 - x0), scale * (y1 - y0));
    context.lineWidth = thick ? 4 : 2;
    context.strokeStyle = colour;
    context.strokeRect(scale * x0, scale * y0, scale * (x1 - x0), scale * (y1 - y0));
    drawLabel(context, shopper ?? '?', colour, Math.max(0, scale * x0), Math.max(18, scale * y0));
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

/** Who stands at a point of the picture, px of the frame; of boxes over each other the nearest to the camera. */
export function trackAt(tracks: readonly ShopperTrack[], x: number, y: number): ShopperTrack | null {
  const hit = seenTracks(tracks).filter(
    ({ track: { box } }) => x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1,
  );
  return hit.toSorted((a, b) => b.track.box.y1 - a.track.box.y1)[0] ?? null;
}

function drawLabel(context: CanvasRenderingContext2D, text: string, colour: string, x: number, y: number): void {
  context.fillStyle = colour;
  context.fillRect(x - 1, y - 18, context.measureText(text).width + 10, 18);
  context.fillStyle = '#000000';
  context.fillText(text, x + 4, y - 8.5);
}
