/** Paints over what nobody may see, on a context whose unit is a px of the camera's frame. */
export function drawMasks(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  masks: readonly (readonly (readonly [number, number])[])[],
): void {
  context.fillStyle = '#808080';
  for (const mask of masks) {
    context.beginPath();
    for (const [x, y] of mask) context.lineTo(x, y);
    context.fill();
  }
}
