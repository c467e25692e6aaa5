import { type Area, type Canvas2D, within } from '#capture/synthetic-store/paint/canvas.ts';
import { paintMotif } from '#capture/synthetic-store/paint/motif.ts';
import { cssOf, dimmed } from '#core/simulation/looks/colour.ts';
import { diceOf } from '#core/simulation/looks/dice.ts';
import type { WareLook } from '#core/simulation/looks/ware-look.ts';

/** The front of a pack. @param aspect - Its width over its height, as it is in the shop. */
export function paintLabel(context: Canvas2D, look: WareLook, area: Area, aspect: number): void {
  const width = 100 * aspect;
  within(context, area, width, 100, () => {
    paintGround(context, look, width);
    paintMotifs(context, look, width);
    paintWords(context, look, width);
  });
}

function paintGround(context: Canvas2D, { design, ground, band }: WareLook, width: number): void {
  context.fillStyle = cssOf(ground);
  context.fillRect(0, 0, width, 100);
  context.fillStyle = cssOf(band);
  context.beginPath();
  switch (design) {
    case 'band':
      context.rect(0, 58, width, 22);
      break;
    case 'sash':
      context.moveTo(0, 70);
      context.lineTo(width, 35);
      context.lineTo(width, 60);
      context.lineTo(0, 95);
      break;
    case 'disc':
      context.arc(width / 2, 40, Math.min(width, 100) * 0.38, 0, 7);
      break;
    case 'split':
      context.rect(0, 52, width, 48);
      break;
    case 'rays':
      for (let i = 0; i < 9; i++) {
        const angle = (i / 9) * 2 * Math.PI;
        context.moveTo(width / 2, 62);
        context.arc(width / 2, 62, 130, angle, angle + 0.35);
      }
      break;
    case 'window':
      context.ellipse(width / 2, 72, width * 0.36, 20, 0, 0, 7);
      break;
    case 'frame':
      context.rect(0, 0, width, 9);
      context.rect(0, 91, width, 9);
      break;
  }
  context.fill();
}

function paintMotifs(context: Canvas2D, { motif, motifs, accent, seed }: WareLook, width: number): void {
  const dice = diceOf(seed);
  for (let i = 0; i < motifs; i++) {
    const size = dice.between(9, 22) / Math.sqrt(motifs) + 4;
    paintMotif(
      context,
      motif,
      dice.between(0.15, 0.85) * width,
      dice.between(60, 86),
      size,
      dice.between(0, 6),
      dimmed(accent, dice.between(0.75, 1.1)),
    );
  }
}

function paintWords(
  context: Canvas2D,
  { brand, brandAt, brandSize, slant, ink, kind, ground }: WareLook,
  width: number,
): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.translate(width / 2, brandAt * 100);
  context.rotate(slant);
  const most = width * 0.9;
  const size = brandSize * 100;
  context.font = `900 ${size}px sans-serif`;
  const squeeze = Math.min(1, most / Math.max(1, context.measureText(brand).width));
  context.scale(squeeze, 1);
  context.lineWidth = size * 0.12;
  context.strokeStyle = cssOf(dimmed(ground, 0.35), 0.7);
  context.strokeText(brand, 0, 0);
  context.fillStyle = cssOf(ink);
  context.fillText(brand, 0, 0);
  context.font = `600 ${size * 0.36}px sans-serif`;
  context.fillText(kind, 0, size * 0.78);
}

/** The back of a pack: small print and a bar code. */
export function paintBack(context: Canvas2D, { ground, ink, band, seed }: WareLook, area: Area, aspect: number): void {
  const width = 100 * aspect;
  const dice = diceOf(seed + 1);
  within(context, area, width, 100, () => {
    context.fillStyle = cssOf(ground);
    context.fillRect(0, 0, width, 100);
    context.fillStyle = cssOf(band);
    context.fillRect(0, 0, width, 14);
    context.fillStyle = cssOf(ink, 0.75);
    for (let y = 22; y < 62; y += 5) context.fillRect(0.1 * width, y, width * dice.between(0.5, 0.8), 2);
    context.fillStyle = 'white';
    context.fillRect(0.2 * width, 66, 0.6 * width, 26);
    context.fillStyle = 'black';
    for (let x = 0.24; x < 0.76; x += 0.03) context.fillRect(x * width, 69, width * dice.between(0.006, 0.02), 20);
  });
}
