import { type Area, type Canvas2D, within } from '#capture/synthetic-store/paint/canvas.ts';
import { type Colour, cssOf, dimmed } from '#core/simulation/looks/colour.ts';
import { diceOf } from '#core/simulation/looks/dice.ts';
import type { PersonLook } from '#core/simulation/looks/person-look.ts';

/** Once around the head, the face a quarter of the way; from the crown to the chin. */
export function paintFace(context: Canvas2D, look: PersonLook, seed: number, area: Area): void {
  const { skin, hair, beard, glasses } = look;
  const dice = diceOf(seed);
  within(context, area, 100, 100, () => {
    context.fillStyle = cssOf(skin);
    context.fillRect(0, 0, 100, 100);
    soft(context, 25, 66, 13, [0.75, 0.3, 0.25], 0.14);
    if (beard > 0) paintBeard(context, hair.colour, beard);
    for (const x of [18.5, 31.5]) {
      soft(context, x, 49.5, 5, dimmed(skin, 0.5), 0.5);
      ellipse(context, x, 50, 2.4, 1.3, [0.93, 0.92, 0.9], 0.9);
      ellipse(context, x, 50, 1.2, 1.35, dice.chance(0.7) ? [0.12, 0.08, 0.05] : [0.25, 0.4, 0.5], 1);
      ellipse(context, x, 45.5, 4, 0.9, dimmed(hair.colour, 0.8), 0.85);
    }
    ellipse(context, 25, 78, 4.6, 1.5, [skin[0] * 0.75, skin[1] * 0.5, skin[2] * 0.5], 0.9);
    soft(context, 25, 71, 3, dimmed(skin, 0.5), 0.35);
    if (glasses) paintGlasses(context);
    // Under the hair the scalp is darker.
    if (hair.style !== 'bald') {
      context.fillStyle = cssOf(dimmed(hair.colour, 0.8), 0.85);
      context.fillRect(40, 12, 60, 52);
      context.fillRect(0, 12, 9, 52);
      context.fillRect(0, 0, 100, 14);
    }
  });
}

function paintBeard(context: Canvas2D, colour: Colour, thick: number): void {
  context.fillStyle = cssOf(colour, 0.25 + 0.6 * thick);
  context.beginPath();
  context.moveTo(7, 50);
  context.quadraticCurveTo(10, 72, 16, 74);
  context.quadraticCurveTo(25, 68, 34, 74);
  context.quadraticCurveTo(40, 72, 43, 50);
  context.lineTo(43, 100);
  context.lineTo(7, 100);
  context.fill();
}

function paintGlasses(context: Canvas2D): void {
  context.strokeStyle = 'rgb(20 20 22 / 0.9)';
  context.lineWidth = 1.1;
  for (const x of [18.5, 31.5]) {
    context.beginPath();
    context.ellipse(x, 51, 4.8, 4, 0, 0, 7);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(23, 50);
  context.lineTo(27, 50);
  context.moveTo(13.7, 50);
  context.lineTo(2, 48);
  context.moveTo(36.3, 50);
  context.lineTo(48, 48);
  context.stroke();
}

function ellipse(context: Canvas2D, x: number, y: number, rx: number, ry: number, colour: Colour, alpha: number): void {
  context.fillStyle = cssOf(colour, alpha);
  context.beginPath();
  context.ellipse(x, y, rx, ry, 0, 0, 7);
  context.fill();
}

function soft(context: Canvas2D, x: number, y: number, radius: number, colour: Colour, alpha: number): void {
  const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
  gradient.addColorStop(0, cssOf(colour, alpha));
  gradient.addColorStop(1, cssOf(colour, 0));
  context.fillStyle = gradient;
  context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
}
