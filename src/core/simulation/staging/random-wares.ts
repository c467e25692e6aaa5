import { type Rack } from '#core/simulation/body/fixture-blocks.ts';
import { along } from '#core/simulation/body/vector.ts';
import type { Dice } from '#core/simulation/looks/dice.ts';
import type { Item, Ware } from '#core/simulation/moment.ts';

export function randomWares(dice: Dice, count: number): readonly Ware[] {
  return Array.from({ length: count }, (_, i): Ware => {
    const shape = dice.pick(['box', 'can', 'bottle', 'bag', 'bag', 'box'] as const);
    return { gtin: String(i), shape, size: sizeOf(dice, shape), look: dice.seed() };
  });
}

/** m */
function sizeOf(dice: Dice, shape: Ware['shape']): Ware['size'] {
  switch (shape) {
    case 'can': {
      const across = dice.between(0.052, 0.085);
      return [across, across, across * dice.between(1.1, 2.6)];
    }
    case 'bottle': {
      const across = dice.between(0.055, 0.095);
      return [across, across * dice.between(0.75, 1), across * dice.between(2.4, 3.6)];
    }
    case 'bag': {
      const wide = dice.between(0.1, 0.22);
      return [wide, dice.between(0.035, 0.085), wide * dice.between(1, 1.55)];
    }
    case 'box': {
      const wide = dice.between(0.05, 0.2);
      return [wide, dice.between(0.025, 0.09), dice.between(0.04, 0.27)];
    }
  }
}

/** Fills shelves as shops do: a few rows of one product side by side, some behind each other, some sold out. */
export function stockShelves(dice: Dice, racks: readonly Rack[], wares: readonly Ware[]): readonly Item[] {
  const items: Item[] = [];
  for (const rack of racks)
    rack.boards.forEach((z, board) => {
      const room = (rack.boards[board + 1] ?? z + 0.36) - z - 0.05;
      const fits = wares.flatMap((ware, i) => (ware.size[2] < room ? [i] : []));
      if (fits.length === 0) return;
      let left = -rack.width / 2 + 0.03;
      while (left < rack.width / 2 - 0.05) {
        const index = dice.pick(fits);
        const ware = wares[index]!;
        const [width, depth] = ware.size;
        const facings = 1 + dice.below(4);
        const gap = dice.between(0.004, 0.02);
        for (let f = 0; f < facings && left + width < rack.width / 2 - 0.02; f++, left += width + gap) {
          const deep = Math.min(1 + dice.below(3), Math.floor((rack.depth - 0.06) / (depth + 0.01)));
          const front = rack.depth / 2 - 0.03 - depth / 2 - (dice.chance(0.3) ? dice.between(0, 0.12) : 0);
          for (let row = 0; row < deep; row++) {
            const ahead = front - row * (depth + 0.012);
            if (ahead < -rack.depth / 2 + depth / 2 + 0.04 || dice.chance(0.08)) continue;
            const on = along(along(rack.at, rack.turned.left, left + width / 2), rack.turned.forward, ahead);
            const facing = Math.atan2(rack.turned.forward.y, rack.turned.forward.x) + dice.between(-0.12, 0.12);
            items.push({ ware: index, place: { kind: 'shelf', at: { x: on.x, y: on.y, z }, facing } });
          }
        }
        left += dice.chance(0.2) ? dice.between(0.05, 0.3) : 0.01;
      }
    });
  return items;
}
