import type { Canvas2D } from '#capture/synthetic-store/paint/canvas.ts';
import { type Colour, cssOf, dimmed } from '#core/simulation/looks/colour.ts';
import type { WareLook } from '#core/simulation/looks/ware-look.ts';

/** A little picture of what is inside. */
export function paintMotif(
  context: Canvas2D,
  motif: WareLook['motif'],
  x: number,
  y: number,
  size: number,
  turn: number,
  colour: Colour,
): void {
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  context.fillStyle = cssOf(colour);
  context.beginPath();
  switch (motif) {
    case 'fruit':
      context.arc(0, 0, size, 0, 7);
      break;
    case 'leaf':
      context.moveTo(-size, 0);
      context.quadraticCurveTo(0, -size, size, 0);
      context.quadraticCurveTo(0, size, -size, 0);
      break;
    case 'grain':
      context.ellipse(0, 0, size, size * 0.35, 0, 0, 7);
      break;
    case 'drop':
      context.moveTo(0, -size * 1.3);
      context.quadraticCurveTo(size, 0, 0, size);
      context.quadraticCurveTo(-size, 0, 0, -size * 1.3);
      break;
    case 'star':
      for (let i = 0; i < 10; i++) {
        const radius = i % 2 === 0 ? size : size * 0.45;
        context.lineTo(radius * Math.cos((i * Math.PI) / 5), radius * Math.sin((i * Math.PI) / 5));
      }
      break;
    case 'wave':
      context.ellipse(0, 0, size, size * 0.7, 0, 0, Math.PI);
      break;
    case 'bean':
      context.ellipse(0, 0, size, size * 0.6, 0, 0, 7);
      break;
  }
  context.fill();
  context.fillStyle = cssOf(dimmed(colour, 1.4), 0.6);
  context.beginPath();
  context.ellipse(-size * 0.3, -size * 0.25, size * 0.3, size * 0.16, -0.6, 0, 7);
  context.fill();
  context.restore();
}
