import type { ShopperTrack } from '#core/pipeline/scene-view.ts';
import { shopperColour } from '#overlay/shopper-colour.ts';

/** Draws the boxes of one camera on a context whose unit is a px of the camera's frame. */
export function drawTracks(context: CanvasRenderingContext2D, tracks: readonly ShopperTrack[]): void {
  context.lineWidth = 2;
  context.font = '600 12px system-ui, sans-serif';
  context.textBaseline = 'bottom';
  for (const { track, shopper } of tracks) {
    if (track.state !== 'confirmed' || track.detection < 0) continue;
    const { x0, y0, x1, y1 } = track.box;
    const colour = shopperColour(shopper);
    context.strokeStyle = colour;
    context.setLineDash(shopper === null ? [4, 4] : []);
    context.strokeRect(x0, y0, x1 - x0, y1 - y0);
    drawLabel(context, shopper ?? `track ${track.id}`, colour, Math.max(0, x0), Math.max(16, y0));
  }
  context.setLineDash([]);
}

function drawLabel(context: CanvasRenderingContext2D, text: string, colour: string, x: number, y: number): void {
  const width = context.measureText(text).width + 8;
  context.fillStyle = colour;
  context.fillRect(x - 1, y - 16, width, 16);
  context.fillStyle = '#000000';
  context.fillText(text, x + 3, y - 2);
}
