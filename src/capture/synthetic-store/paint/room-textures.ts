/** What repeats: a floor and a wall. */
import type { Canvas2D } from '#capture/synthetic-store/paint/canvas.ts';
import { type Colour, blend, cssOf, dimmed } from '#core/simulation/looks/colour.ts';
import { type Dice, diceOf } from '#core/simulation/looks/dice.ts';
import type { RoomLook } from '#core/simulation/looks/room-look.ts';

/** px, of {@link FLOOR_METRES} metres. */
const SIZE = 512;
export const FLOOR_METRES = 2.4;

export function paintFloor({ kind, colour, second, seed }: RoomLook['floor']): OffscreenCanvas {
  const canvas = new OffscreenCanvas(SIZE, SIZE);
  const context = canvas.getContext('2d')!;
  const dice = diceOf(seed);
  context.fillStyle = cssOf(colour);
  context.fillRect(0, 0, SIZE, SIZE);
  switch (kind) {
    case 'tiles': {
      const across = dice.pick([4, 6, 8]);
      const checked = dice.chance(0.25);
      const pitch = SIZE / across;
      for (let i = 0; i < across; i++)
        for (let j = 0; j < across; j++) {
          const base = checked && (i + j) % 2 === 0 ? second : colour;
          context.fillStyle = cssOf(dimmed(base, dice.between(0.93, 1.05)));
          context.fillRect(i * pitch, j * pitch, pitch, pitch);
        }
      context.strokeStyle = cssOf(dimmed(colour, dice.pick([0.6, 0.8, 1.25])), 0.8);
      context.lineWidth = dice.between(1, 3);
      for (let i = 0; i <= across; i++) lines(context, i * pitch);
      break;
    }
    case 'planks': {
      const rows = dice.pick([10, 12, 16]);
      const pitch = SIZE / rows;
      for (let j = 0; j < rows; j++) {
        const cut = dice.between(0.2, 0.8) * SIZE;
        for (const [x, wide] of [
          [0, cut],
          [cut, SIZE - cut],
        ] as const) {
          const wood = blend(colour, second, dice.between(0, 0.35));
          context.fillStyle = cssOf(dimmed(wood, dice.between(0.82, 1.1)));
          context.fillRect(x, j * pitch, wide, pitch);
          grain(context, dice, wood, x, j * pitch, wide, pitch);
        }
        context.fillStyle = cssOf(dimmed(colour, 0.45), 0.7);
        context.fillRect(0, j * pitch, SIZE, 1.2);
        context.fillRect(cut, j * pitch, 1.2, pitch);
      }
      break;
    }
    case 'board':
      grain(context, dice, colour, 0, 0, SIZE, SIZE);
      context.fillStyle = cssOf(dimmed(colour, 0.6), 0.6);
      context.fillRect(0, 0, SIZE, 2);
      context.fillRect(0, 0, 2, SIZE);
      for (let i = 0; i < 30; i++) {
        context.fillStyle = cssOf(dimmed(colour, dice.between(0.4, 0.8)), 0.5);
        context.fillRect(dice.between(0, SIZE), dice.between(0, SIZE), dice.between(2, 16), dice.between(2, 5));
      }
      break;
    case 'concrete':
    case 'vinyl':
      break;
  }
  speckle(context, dice, colour, kind === 'vinyl' ? 2600 : 900);
  blotches(context, dice);
  return canvas;
}

export function paintWall({ wall, dado, seed }: RoomLook): OffscreenCanvas {
  const canvas = new OffscreenCanvas(256, 256);
  const context = canvas.getContext('2d')!;
  const dice = diceOf(seed);
  context.fillStyle = cssOf(wall);
  context.fillRect(0, 0, 256, 256);
  if (dado !== null) {
    context.fillStyle = cssOf(dado);
    context.fillRect(0, 160, 256, 96);
  }
  context.fillStyle = cssOf(dimmed(wall, dice.pick([0.4, 0.8, 1.1])));
  context.fillRect(0, 248, 256, 8);
  blotches(context, dice);
  return canvas;
}

function lines(context: Canvas2D, at: number): void {
  context.beginPath();
  context.moveTo(at, 0);
  context.lineTo(at, SIZE);
  context.moveTo(0, at);
  context.lineTo(SIZE, at);
  context.stroke();
}

function grain(context: Canvas2D, dice: Dice, colour: Colour, x: number, y: number, wide: number, tall: number): void {
  for (let i = 0; i < tall / 3; i++) {
    context.fillStyle = cssOf(dimmed(colour, dice.between(0.75, 1.1)), 0.25);
    context.fillRect(
      x + dice.between(0, wide * 0.6),
      y + dice.between(0, tall),
      dice.between(0.2, 0.6) * wide,
      dice.between(0.8, 2.4),
    );
  }
}

function speckle(context: Canvas2D, dice: Dice, colour: Colour, count: number): void {
  for (let i = 0; i < count; i++) {
    context.fillStyle = cssOf(dimmed(colour, dice.between(0.7, 1.25)), 0.4);
    context.fillRect(dice.between(0, SIZE), dice.between(0, SIZE), dice.between(1, 2.5), dice.between(1, 2.5));
  }
}

/** Wear and dirt, and what light does to a wall. */
function blotches(context: Canvas2D, dice: Dice): void {
  const { width } = context.canvas;
  for (let i = 0; i < 14; i++) {
    const x = dice.between(0, width);
    const y = dice.between(0, width);
    const radius = dice.between(0.05, 0.3) * width;
    const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
    const tone = dice.chance(0.5) ? 0 : 255;
    gradient.addColorStop(0, `rgb(${tone} ${tone} ${tone} / ${dice.between(0.02, 0.08)})`);
    gradient.addColorStop(1, `rgb(${tone} ${tone} ${tone} / 0)`);
    context.fillStyle = gradient;
    context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
  }
}
