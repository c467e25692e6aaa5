/** A scenario as one seed plays it: choices made, people given a body. Whatever cannot happen is found here. */
import type { Chance } from '#core/simulation/chance.ts';
import type { Person } from '#core/simulation/moment.ts';
import { type Place, impossible } from '#core/simulation/text/fault.ts';
import type { CastMember, ProductWord, Scenario, Step } from '#core/simulation/scenario/scenario.ts';
import { reachesEasily } from '#core/simulation/floor/standing.ts';
import type { SimulatedStore } from '#core/simulation/store/simulated-store.ts';

/** A step whose products are indices into the store's. */
type WithProducts<S> = S extends unknown
  ? {
      readonly [K in keyof S]: S[K] extends ProductWord
        ? number
        : S[K] extends ProductWord | null
          ? number | null
          : S[K];
    }
  : never;
export type PlayedStep = WithProducts<Step>;

export interface PlayedPerson {
  readonly person: Person;
  readonly kind: CastMember['kind'];
  /** s */
  readonly at: number;
  readonly steps: readonly PlayedStep[];
  readonly place: Place;
}

export interface Play {
  readonly store: SimulatedStore;
  readonly people: readonly PlayedPerson[];
}

/** How far arrivals and waits vary with the seed, s and as a share. */
const ARRIVAL = 0.8;
const WAITING = 0.15;

/** @throws WorkbenchError `scenario/impossible` */
export function playOf(scenario: Scenario, chance: Chance): Play {
  const { store } = scenario;
  const bodies = scenario.cast.map((member) => bodyOf(member, chance.fork(`body ${member.name}`)));
  const chosen = new Map<string, number>();
  for (const { name, category, place } of scenario.choices) {
    const users = scenario.cast.flatMap((member, i) => (speaksOf(member, name) ? [bodies[i]!.height] : []));
    const free = store.products.flatMap((product, i) => {
      const fits = product.category === category && ![...chosen.values()].includes(i);
      return fits && users.every((height) => platesFor(store, i, height).length > 0) ? [i] : [];
    });
    if (free.length === 0)
      throw impossible(
        place,
        `no product of “${category}” is left that all who want it can reach; choose from another category`,
      );
    chosen.set(name, chance.fork(`choice ${name}`).pick(free));
  }
  const productOf = (word: ProductWord) => ('choice' in word ? chosen.get(word.choice)! : word.product);
  const people = scenario.cast.map((member, i): PlayedPerson => {
    const dice = chance.fork(`times ${member.name}`);
    const vary = (seconds: number) => seconds * dice.between(1 - WAITING, 1 + WAITING);
    return {
      person: bodies[i]!,
      kind: member.kind,
      at: Math.max(0, member.at + dice.between(-ARRIVAL, ARRIVAL)),
      steps: member.steps.map((step) => playedStep(step, productOf, vary)),
      place: member.place,
    };
  });
  return { store, people };
}

function playedStep(step: Step, productOf: (word: ProductWord) => number, vary: (s: number) => number): PlayedStep {
  switch (step.does) {
    case 'take':
      return { ...step, what: productOf(step.what), from: step.from && productOf(step.from) };
    case 'return':
      return { ...step, what: productOf(step.what), onto: step.onto && productOf(step.onto) };
    case 'wait':
    case 'follow':
      return { ...step, seconds: vary(step.seconds) };
    case 'walk':
    case 'until':
      return step;
    case 'touch':
    case 'lean':
    case 'look':
    case 'give':
    case 'receive':
    case 'restock':
      return { ...step, what: productOf(step.what) };
  }
}

const speaksOf = ({ steps }: CastMember, choice: string): boolean =>
  steps.some((step) =>
    ['what', 'from', 'onto'].some((key) => {
      const word = (step as unknown as Record<string, ProductWord | null | undefined>)[key];
      return word != null && 'choice' in word && word.choice === choice;
    }),
  );

function bodyOf({ name, kind, height, bag }: CastMember, dice: Chance): Person {
  const build = Math.min(1.3, Math.max(0.8, 1 + 0.12 * dice.normal()));
  const grown =
    kind === 'child' ? dice.between(1.15, 1.35) : Math.min(1.95, Math.max(1.52, 1.71 + 0.09 * dice.normal()));
  const carries = kind === 'staff' ? 'basket' : kind === 'child' ? 'none' : dice.pick(['shoulder', 'basket'] as const);
  return {
    id: name,
    role: kind === 'staff' ? 'staff' : 'shopper',
    height: height ?? grown,
    build: kind === 'child' ? Math.min(1.05, build) : build,
    look: dice.whole(0, 0x7fffffff),
    walk: dice.whole(0, 0x7fffffff),
    bag: bag ?? carries,
  };
}

/** Plates of a product that somebody of this height can reach. */
export const platesFor = (store: SimulatedStore, product: number, height: number): readonly number[] =>
  store.plates.flatMap((plate, i) => (plate.product === product && reachesEasily(store, i, height) ? [i] : []));
