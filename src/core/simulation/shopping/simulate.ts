/** Plays a scenario through. Pure: the same scenario and seed give the same, to the last bit. */
import { type Chance, chanceOf } from '#core/simulation/chance.ts';
import type { Moment, Person, Ware } from '#core/simulation/moment.ts';
import { impossible } from '#core/simulation/text/fault.ts';
import { playOf } from '#core/simulation/scenario/play.ts';
import type { Scenario } from '#core/simulation/scenario/scenario.ts';
import { act } from '#core/simulation/shopping/act.ts';
import { momentOf } from '#core/simulation/shopping/actor.ts';
import type { Deed, Leaving } from '#core/simulation/shopping/deed.ts';
import { stockShelves } from '#core/simulation/shopping/stock.ts';
import { TICK, World } from '#core/simulation/shopping/world.ts';
import type { SimulatedStore } from '#core/simulation/store/simulated-store.ts';
import type { Load } from '#core/simulation/shopping/load.ts';
import { micros } from '#core/time/micros.ts';

export interface Simulation {
  readonly name: string;
  readonly seed: number;
  readonly store: SimulatedStore;
  readonly cast: readonly Person[];
  readonly wares: readonly Ware[];
  /** Thirty a second, from 0 on. */
  readonly moments: readonly Moment[];
  /** Units by their index in a moment's items: their product and their weight in g. */
  readonly units: readonly { readonly product: number; readonly weight: number }[];
  readonly deeds: readonly Deed[];
  /** When everybody came in, s, by index into the cast. */
  readonly entered: readonly number[];
  readonly left: readonly Leaving[];
  readonly loads: readonly Load[];
  /** g on each plate before anybody came, by index. */
  readonly stocked: readonly number[];
}

/** After the last one has gone, s: a scale is heard out, a receipt is written. */
const AFTERWARDS = 7;
/** s */
const LONGEST = 3600;

/**
 * @param seed - Varies people, products, timing and noise; whole.
 * @throws WorkbenchError `scenario/impossible`
 */
export function simulate(scenario: Scenario, seed: number): Simulation {
  const chance = chanceOf(seed);
  const play = playOf(scenario, chance.fork('play'));
  const world = new World(play, chance.fork('world'));
  stockShelves(world, play, chance.fork('stock'));
  const stocked = weighPlates(world);
  const acting = world.actors.map((actor) => act(world, actor));
  const moments: Moment[] = [];
  for (let last = Infinity; world.time < last; world.tick++) {
    for (const each of acting) each.next();
    moments.push({
      time: micros(Math.round(world.tick * TICK * 1e6)),
      people: world.actors.filter(({ present }) => present).map(momentOf),
      items: world.items,
    });
    if (last === Infinity && world.actors.every(({ gone }) => gone !== null))
      last = Math.max(world.time + AFTERWARDS, scenario.lasts);
    const late = world.actors.find(({ gone }) => gone === null);
    if (world.time > LONGEST && late)
      throw impossible(late.played.place, `${late.person.id} is still there after an hour; let them do less`);
  }
  return {
    name: scenario.name,
    seed,
    store: play.store,
    cast: play.people.map(({ person }) => person),
    wares: world.wares,
    moments,
    units: world.units.map(({ product, weight }) => ({ product, weight })),
    deeds: world.deeds,
    entered: world.actors.map(({ entered }) => entered!),
    left: world.left,
    loads: world.loads,
    stocked,
  };
}

function weighPlates(world: World): readonly number[] {
  const grams = world.store.plates.map(() => 0);
  for (const [{ plate }, unit] of world.standing) grams[plate]! += world.units[unit]!.weight;
  return grams;
}

/** Dice for what only looks at a simulation: the noise of sensors and of positions. */
export const noiseOf = ({ seed }: Simulation, what: string): Chance => chanceOf(seed).fork(what);
