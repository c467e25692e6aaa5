/** What is painted on: the page's canvases and the workers' have it alike. */
export type Canvas2D = OffscreenCanvasRenderingContext2D;

/** px */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Paints inside `area` as if it were `width` × `height` large, with its corner at 0, 0. */
export function within(context: Canvas2D, area: Area, width: number, height: number, paint: () => void): void {
  context.save();
  context.beginPath();
  context.rect(area.x, area.y, area.width, area.height);
  context.clip();
  context.translate(area.x, area.y);
  context.scale(area.width / width, area.height / height);
  paint();
  context.restore();
}
