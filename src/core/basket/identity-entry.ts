/** What a person said of who somebody was, as it stands in the ledger. */
import type { Said } from '#core/basket/said.ts';
import { type Naming, type Renaming, namesIn } from '#core/fusion/naming.ts';
import type { Micros } from '#core/time/micros.ts';

export interface IdentityEntry extends Said {
  /** 1, 2, 3, … over the session. */
  readonly id: number;
  readonly time: Micros;
  readonly renaming: Renaming;
  /** Sequence numbers of its postings: from `first` on, `count` of them; 0 when nobody held anything. */
  readonly first: number;
  readonly count: number;
  /** Id of the entry it takes back; `null` when it takes back none. */
  readonly takesBack: number | null;
}

const namings = new WeakMap<readonly IdentityEntry[], Naming>();

/** What was said and still counts. The same list has the same naming. */
export function namingOf(identities: readonly IdentityEntry[]): Naming {
  const known = namings.get(identities);
  if (known !== undefined) return known;
  const naming = standing(identities).map(({ renaming }) => renaming);
  namings.set(identities, naming);
  return naming;
}

/** Entries that were not taken back and take back none, oldest first. */
export function standing(identities: readonly IdentityEntry[]): readonly IdentityEntry[] {
  const undone = new Set(identities.map(({ takesBack }) => takesBack));
  return identities.filter(({ id, takesBack }) => takesBack === null && !undone.has(id));
}

/** Whether an entry can be taken back: it counts, and nothing that counts was said of the same shoppers since. */
export function canTakeBack(identities: readonly IdentityEntry[], id: number): boolean {
  const counts = standing(identities);
  const entry = counts.find((each) => each.id === id);
  if (entry === undefined) return false;
  const names = namesIn(entry.renaming);
  return !counts.some((each) => each.id > id && namesIn(each.renaming).some((name) => names.includes(name)));
}
