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
  const room = roomFor(play);
  for (const plate of plates) {
    const { outward } = fixtures[plate.fixture]!;
    const front = Math.atan2(outward[1], outward[0]);
    for (const slot of filled(plate, room.get(plate.product) ?? 0, chance)) {
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

/** How many units will come to the facing of a product that were not taken from it. */
function roomFor({ people }: Play): ReadonlyMap<number, number> {
  const room = new Map<number, number>();
  for (const { steps } of people) {
    for (const step of steps) {
      const [onto, count] =
        step.does === 'restock' ? [step.what, step.count] : step.does === 'return' ? [step.onto, 1] : [null, 0];
      if (onto !== null) room.set(onto, (room.get(onto) ?? 0) + count);
    }
  }
  return room;
}

/** From the back; where nobody said how many, shoppers have been at the front of some columns. @param room - Slots to leave. */
function filled({ slots, stock }: StorePlate, room: number, chance: Chance): readonly Slot[] {
  const fromBack = [...slots].sort((a, b) => b.row - a.row || a.column - b.column);
  if (stock !== null) return fromBack.slice(0, stock);
  const columns = [...new Set(slots.map(({ column }) => column))];
  const gap = chance.pick(columns);
  const front = new Map(columns.map((column) => [column, column === gap || chance.happens(0.3) ? 1 : 0]));
  const most = Math.max(...slots.map(({ row }) => row));
  const standing = fromBack.filter(({ column, row }) => (most === 0 ? column !== gap : row >= front.get(column)!));
  return standing.slice(0, Math.max(0, slots.length - Math.max(room, 1)));
}
