import { type Area, type Canvas2D, within } from '#capture/synthetic-store/paint/canvas.ts';
import { diceOf } from '#core/simulation/looks/dice.ts';

/** Price tags in a white rail; its own colour comes from the paint. */
export function paintRail(context: Canvas2D, area: Area): void {
  const dice = diceOf(11);
  within(context, area, 200, 10, () => {
    context.fillStyle = 'rgb(232 232 230)';
    context.fillRect(0, 0, 200, 10);
    for (let x = 3; x < 196; x += dice.between(9, 18)) {
      context.fillStyle = dice.chance(0.12) ? 'rgb(250 225 60)' : 'white';
      context.fillRect(x, 1, 7, 8);
      context.fillStyle = 'rgb(30 30 34)';
      context.font = '900 4px sans-serif';
      context.fillText(`${dice.below(9)}.${dice.below(90) + 10}`, x + 0.4, 5.4);
      context.fillRect(x + 0.6, 6.6, dice.between(3, 6), 0.8);
    }
  });
}

/** A board with holes. */
export function paintPegs(context: Canvas2D, area: Area): void {
  within(context, area, 64, 64, () => {
    context.fillStyle = 'white';
    context.fillRect(0, 0, 64, 64);
    context.fillStyle = 'rgb(70 70 70)';
    for (let x = 2; x < 64; x += 4) for (let y = 2; y < 64; y += 4) context.fillRect(x, y, 1.4, 1.4);
  });
}
