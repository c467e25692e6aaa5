/** What all who act share while the simulation runs: time, things, and the log of what happened. */
import type { Chance } from '#core/simulation/chance.ts';
import type { Item, ItemPlace, Ware } from '#core/simulation/moment.ts';
import type { Play } from '#core/simulation/scenario/play.ts';
import { type Actor, createActor } from '#core/simulation/shopping/actor.ts';
import { type Deed, type Leaving } from '#core/simulation/shopping/deed.ts';
import type { PlanPoint, SimulatedStore, Slot } from '#core/simulation/store/simulated-store.ts';
import { type Floor, floorOf } from '#core/simulation/floor/floor.ts';
import type { Load } from '#core/simulation/shopping/load.ts';

/** s; moments are this far apart. */
export const TICK = 1 / 30;

/** What somebody does, a tick at a time. */
export type Acting<T = void> = Generator<undefined, T, undefined>;

/** One unit, with what only the simulation knows of it. */
export interface Unit {
  /** Index of its product, and of its ware. */
  readonly product: number;
  /** g */
  readonly weight: number;
  place: ItemPlace;
  /** Where it stands while it stands on a shelf. */
  slot: Slot | null;
  /** Somebody is about to take it. */
  reserved: boolean;
}

export class World {
  readonly store: SimulatedStore;
  readonly floor: Floor;
  readonly wares: readonly Ware[];
  readonly units: Unit[] = [];
  readonly actors: readonly Actor[];
  readonly chance: Chance;
  readonly loads: Load[] = [];
  readonly deeds: Deed[] = [];
  readonly left: Leaving[] = [];
  /** Ticks since the scenario began. */
  tick = 0;
  /** Plate and slot by what stands there: `undefined` is free. Slots that somebody is about to fill hold -1. */
  readonly standing = new Map<Slot, number>();
  #items: readonly Item[] | null = null;

  constructor(play: Play, chance: Chance) {
    this.store = play.store;
    this.floor = floorOf(play.store);
    this.chance = chance;
    this.wares = play.store.products.map(({ sku, shape, size }, i) => ({
      gtin: sku.gtin,
      shape,
      size,
      look: chance.fork(`ware ${i}`).whole(0, 0x7fffffff),
    }));
    this.actors = play.people.map((person, i) => createActor(i, person, chance.fork(`acts ${person.person.id}`)));
  }

  /** s */
  get time(): number {
    return this.tick * TICK;
  }

  /** All units as a moment has them; the same list until one of them moves. */
  get items(): readonly Item[] {
    this.#items ??= this.units.map(({ product, place }) => ({ ware: product, place }));
    return this.#items;
  }

  addUnit(product: number, weight: number, place: ItemPlace): number {
    this.units.push({ product, weight, place, slot: null, reserved: false });
    this.#items = null;
    return this.units.length - 1;
  }

  put(unit: number, place: ItemPlace): void {
    this.units[unit]!.place = place;
    this.#items = null;
  }

  stand(unit: number, slot: Slot, at: readonly [number, number, number], facing: number): void {
    this.units[unit]!.slot = slot;
    this.standing.set(slot, unit);
    this.put(unit, { kind: 'shelf', at: { x: at[0], y: at[1], z: at[2] }, facing });
  }

  /** @returns The slot it stood in. */
  lift(unit: number, place: ItemPlace): Slot {
    const { slot } = this.units[unit]!;
    this.standing.delete(slot!);
    this.units[unit]!.slot = null;
    this.units[unit]!.reserved = false;
    this.put(unit, place);
    return slot!;
  }

  /** Where others stand or are going to stand. */
  taken(actor: Actor): readonly PlanPoint[] {
    return this.actors
      .filter((other) => other !== actor && other.present)
      .flatMap((other): PlanPoint[] => [
        ...(other.claim === null ? [] : [other.claim]),
        ...(other.claim === null || other.speed < 0.1 ? [[other.x, other.y] as const] : []),
      ]);
  }
}
