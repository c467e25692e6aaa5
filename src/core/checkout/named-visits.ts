/** Visits of the people whom fusion followed, by the names that were given to them: see `core/fusion/naming.ts`. */
import type { Visit } from '#core/checkout/visit.ts';
import { type Naming, type Renaming, namesIn, namesWithin } from '#core/fusion/naming.ts';
import { type Micros, micros } from '#core/time/micros.ts';

interface Stay {
  readonly visit: Visit;
  readonly from: number;
  /** `Infinity` while it goes on. */
  readonly to: number;
  /** Somebody else was followed from then on. */
  readonly cut: boolean;
}

const known = new WeakMap<readonly Visit[], { readonly naming: Naming; readonly named: readonly Visit[] }>();

/**
 * Who turned out to be somebody else has their visit `merged`; whom somebody told apart from `S1` has one of their own,
 * `V1.2` for `S1.2`, behind all others. The same lists have the same answer: it is asked for with every input.
 */
export function nameVisits(visits: readonly Visit[], naming: Naming): readonly Visit[] {
  if (naming.length === 0) return visits;
  const before = known.get(visits);
  if (before?.naming === naming) return before.named;
  const named = renameAll(visits, naming);
  known.set(visits, { naming, named });
  return named;
}

function renameAll(visits: readonly Visit[], naming: Naming): readonly Visit[] {
  const touched = new Set(naming.flatMap(namesIn));
  const stays = staysOf(
    visits.filter(({ shopper }) => touched.has(shopper)),
    naming,
  );
  const own = visits.map((visit) =>
    touched.has(visit.shopper) ? visitOf(visit.id, visit.shopper, stays.get(visit.shopper) ?? [], visit) : visit,
  );
  const apart = naming.flatMap((renaming): readonly Visit[] => {
    if (renaming.kind !== 'split') return [];
    const id = idOf(visits, renaming.as);
    const of = stays.get(renaming.as) ?? [];
    const nobody = { entered: renaming.at, left: renaming.at };
    return id === null ? [] : [visitOf(id, renaming.as, of, nobody)];
  });
  return [...own, ...apart];
}

/** By name: when whoever bears it was followed. */
function staysOf(visits: readonly Visit[], naming: Naming): ReadonlyMap<string, readonly Stay[]> {
  const stays = new Map<string, Stay[]>();
  for (const visit of visits) {
    const end = visit.left ?? Infinity;
    const stretches = namesWithin(naming, visit.shopper, visit.entered, end);
    stretches.forEach(({ name, from, to }, i) => {
      const last = i === stretches.length - 1;
      if (last && visit.closed === 'merged') return;
      stays.set(name, [...(stays.get(name) ?? []), { visit, from, to, cut: !last }]);
    });
  }
  return stays;
}

function visitOf(
  id: string,
  shopper: string,
  stays: readonly Stay[],
  { entered, left }: Pick<Visit, 'entered' | 'left'>,
): Visit {
  if (stays.length === 0) return { id, shopper, entered, left: left ?? entered, closed: 'merged' };
  const first = stays.reduce((a, b) => (b.from < a.from ? b : a));
  const last = stays.reduce((a, b) => (b.to > a.to ? b : a));
  const time: Micros | null = Number.isFinite(last.to) ? micros(last.to) : null;
  return { id, shopper, entered: micros(first.from), left: time, closed: last.cut ? 'lost' : last.visit.closed };
}

/** `V1.2` of `S1.2`. */
function idOf(visits: readonly Visit[], name: string): string | null {
  const of = visits.findLast(({ shopper }) => name.startsWith(`${shopper}.`));
  return of === undefined ? null : of.id + name.slice(of.shopper.length);
}

/** Whether something can be said of who was followed: they are people of the session, and it changes something. */
export function canRename(named: readonly Visit[], renaming: Renaming): boolean {
  const [one, other] = namesIn(renaming);
  const visit = (name: string) => named.find(({ shopper, closed }) => shopper === name && closed !== 'merged');
  const a = visit(one);
  if (a === undefined || one === other) return false;
  if (renaming.kind === 'split') return renaming.at > a.entered && renaming.at < (a.left ?? Infinity);
  const b = visit(other);
  if (b === undefined) return false;
  return renaming.kind === 'merge' || renaming.at < Math.max(a.left ?? Infinity, b.left ?? Infinity);
}
