import { type Area, type Canvas2D, within } from '#capture/synthetic-store/paint/canvas.ts';
import { cssOf, dimmed } from '#core/simulation/looks/colour.ts';
import { diceOf } from '#core/simulation/looks/dice.ts';
import type { Cloth, PersonLook } from '#core/simulation/looks/person-look.ts';

/** Once around the trunk, from the left side over the front (a quarter) and the right side (a half) to the back. */
export function paintTop(context: Canvas2D, { top }: PersonLook, area: Area): void {
  within(context, area, 200, 100, () => {
    paintCloth(context, top, 200);
    if (top.pattern === 'print') paintPrint(context, top);
    if (top.open) paintOpening(context, top);
    paintFolds(context, 200, top.seed);
  });
}

export function paintBottom(context: Canvas2D, { bottom }: PersonLook, area: Area): void {
  within(context, area, 100, 100, () => {
    paintCloth(context, bottom, 100);
    if (bottom.pattern === 'denim') paintSeams(context);
    paintFolds(context, 100, bottom.seed);
  });
}

function paintCloth(context: Canvas2D, { pattern, colour, second, seed }: Cloth, width: number): void {
  const dice = diceOf(seed);
  context.fillStyle = cssOf(colour);
  context.fillRect(0, 0, width, 100);
  context.fillStyle = cssOf(second, 0.8);
  const pitch = dice.between(4, 14);
  switch (pattern) {
    case 'stripes':
      for (let y = 0; y < 100; y += pitch) context.fillRect(0, y, width, pitch * 0.45);
      break;
    case 'bars':
      for (let x = 0; x < width; x += pitch * 0.7) context.fillRect(x, 0, pitch * 0.2, 100);
      break;
    case 'plaid':
      context.globalAlpha = 0.45;
      for (let y = 0; y < 100; y += pitch * 1.3) context.fillRect(0, y, width, pitch * 0.5);
      for (let x = 0; x < width; x += pitch * 1.3) context.fillRect(x, 0, pitch * 0.5, 100);
      context.globalAlpha = 1;
      break;
    case 'dots':
      for (let y = 0; y < 100; y += pitch) for (let x = 0; x < width; x += pitch) dot(context, x, y, pitch * 0.2);
      break;
    case 'blocks':
      context.fillRect(0, 0, width, dice.between(25, 60));
      break;
    case 'denim':
    case 'knit':
      for (let i = 0; i < 500; i++) {
        context.fillStyle = cssOf(dimmed(colour, dice.between(0.7, 1.4)), 0.5);
        context.fillRect(
          dice.between(0, width),
          dice.between(0, 100),
          pattern === 'knit' ? 3 : 1,
          pattern === 'knit' ? 1.5 : 5,
        );
      }
      break;
    case 'plain':
    case 'print':
      break;
  }
}

const dot = (context: Canvas2D, x: number, y: number, radius: number) => {
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fill();
};

function paintPrint(context: Canvas2D, { second, seed }: Cloth): void {
  const dice = diceOf(seed + 7);
  for (const middle of dice.chance(0.5) ? [50] : [50, 150]) {
    context.fillStyle = cssOf(second);
    const size = dice.between(10, 24);
    if (dice.chance(0.5)) {
      context.font = `900 ${size}px sans-serif`;
      context.textAlign = 'center';
      context.fillText(dice.pick(['OAK', '1987', 'NORTH', 'go!', 'surf', 'A', '23']), middle, 48);
    } else dot(context, middle, 42, size * 0.6);
  }
}

function paintOpening(context: Canvas2D, { second, colour, seed }: Cloth): void {
  const dice = diceOf(seed + 3);
  context.fillStyle = cssOf(dice.chance(0.5) ? [0.92, 0.92, 0.9] : second);
  context.beginPath();
  const wide = dice.between(4, 13);
  context.moveTo(50 - wide * 0.6, 0);
  context.lineTo(50 + wide * 0.6, 0);
  context.lineTo(50 + wide, 100);
  context.lineTo(50 - wide, 100);
  context.fill();
  context.strokeStyle = cssOf(dimmed(colour, 0.5));
  context.stroke();
}

function paintSeams(context: Canvas2D): void {
  context.strokeStyle = 'rgb(200 160 90 / 0.35)';
  for (const x of [2, 52]) {
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, 100);
    context.stroke();
  }
}

/** Soft light and dark, as cloth has it. */
function paintFolds(context: Canvas2D, width: number, seed: number): void {
  const dice = diceOf(seed + 11);
  for (let i = 0; i < 26; i++) {
    const x = dice.between(0, width);
    const y = dice.between(0, 100);
    const long = dice.between(8, 30);
    context.strokeStyle = dice.chance(0.6) ? 'rgb(0 0 0 / 0.12)' : 'rgb(255 255 255 / 0.09)';
    context.lineWidth = dice.between(1, 4);
    context.beginPath();
    context.moveTo(x, y);
    context.quadraticCurveTo(x + dice.between(-12, 12), y + long / 2, x + dice.between(-8, 8), y + long);
    context.stroke();
  }
}
