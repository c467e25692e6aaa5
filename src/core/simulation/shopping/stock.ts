import type { Chance } from '#core/simulation/chance.ts';
import type { Play } from '#core/simulation/scenario/play.ts';
import type { World } from '#core/simulation/shopping/world.ts';
import type { Slot, StorePlate } from '#core/simulation/store/simulated-store.ts';

/** Spread of the weight of units of one product, of its weight. */
const SPREAD = 0.008;

/** Fills the shelves as the day began, and gives staff what they are to bring. */
export function stockShelves(world: World, play: Play, chance: Chance): void {
  const { products, plates, fixtures } = play.store;
  const weigh = (product: number) => products[product]!.sku.unitWeight * (1 + SPREAD * chance.normal());
  for (const plate of plates) {
    const { outward } = fixtures[plate.fixture]!;
    const front = Math.atan2(outward[1], outward[0]);
    for (const slot of filled(plate, chance)) {
      const unit = world.addUnit(plate.product, weigh(plate.product), { kind: 'gone' });
      world.stand(unit, slot, slot.at, front + chance.between(-0.08, 0.08));
    }
  }
  play.people.forEach(({ steps }, person) => {
    for (const step of steps) {
      if (step.does !== 'restock') continue;
      for (let i = 0; i < step.count; i++) {
        const unit = world.addUnit(step.what, weigh(step.what), { kind: 'bag', person });
        world.actors[person]!.bag.push(unit);
      }
    }
  });
}

/** From the back; where nobody said how many, shoppers have been at the front of some columns. */
function filled({ slots, stock }: StorePlate, chance: Chance): readonly Slot[] {
  const fromBack = [...slots].sort((a, b) => b.row - a.row || a.column - b.column);
  if (stock !== null) return fromBack.slice(0, stock);
  const columns = [...new Set(slots.map(({ column }) => column))];
  const gap = chance.pick(columns);
  const front = new Map(columns.map((column) => [column, column === gap || chance.happens(0.3) ? 1 : 0]));
  const most = Math.max(...slots.map(({ row }) => row));
  return fromBack.filter(({ column, row }) => (most === 0 ? column !== gap : row >= front.get(column)!));
}
