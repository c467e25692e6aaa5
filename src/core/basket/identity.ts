/**
 * What a person says of who somebody was, as entries of the ledger: two shoppers were one, one was two, two were taken for
 * each other. Their lines follow the person; what is taken back is moved back, and both stay in the ledger.
 */
import { type IdentityEntry, canTakeBack, standing } from '#core/basket/identity-entry.ts';
import type { Ledger } from '#core/basket/ledger.ts';
import { type Move, balanced, movesTo, postMoves, takenForMerged } from '#core/basket/move-lines.ts';
import type { Said } from '#core/basket/said.ts';
import { type Renaming, namesIn, renamed } from '#core/fusion/naming.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { Micros } from '#core/time/micros.ts';

export type IdentityDeed = Said &
  (
    | { readonly action: 'merge'; readonly shopper: string; readonly into: string }
    | { readonly action: 'split'; readonly shopper: string; readonly at: Micros }
    | { readonly action: 'swap'; readonly shopper: string; readonly other: string; readonly at: Micros }
    /** `entry` is the id of the entry that is taken back. */
    | { readonly action: 'take-back-identity'; readonly entry: number }
  );

/** Whether a deed is about who somebody was. */
export const isIdentityDeed = <T extends { readonly action: string }>(deed: T): deed is Extract<T, IdentityDeed> =>
  ['merge', 'split', 'swap', 'take-back-identity'].includes(deed.action);

/** `S1.2` is the first whom somebody told apart from `S1`; no name comes twice, even when that is taken back. */
export function renamingOf(
  deed: Exclude<IdentityDeed, { readonly action: 'take-back-identity' }>,
  identities: readonly IdentityEntry[],
): Renaming {
  const { action: kind, shopper } = deed;
  if (kind === 'merge') return { kind, shopper, into: deed.into };
  if (kind === 'swap') return { kind, shopper, other: deed.other, at: deed.at };
  const before = identities.filter(
    ({ renaming, takesBack }) => takesBack === null && renaming.kind === 'split' && renaming.shopper === shopper,
  );
  return { kind, shopper, at: deed.at, as: `${shopper}.${before.length + 2}` };
}

/**
 * @param interactions - As fusion named who did them.
 * @returns The ledger with the entry and its postings, or `null` when it cannot be: somebody would hold less than nothing,
 * or what is to be taken back does not count or had more said about it.
 */
export function identify(
  ledger: Ledger,
  deed: IdentityDeed,
  time: Micros,
  interactions: readonly Interaction[],
): Ledger | null {
  const { operator, reason } = deed;
  const said = { id: ledger.identities.length + 1, time, operator, reason };
  if (deed.action !== 'take-back-identity') {
    const renaming = renamingOf(deed, ledger.identities);
    const [one, other] = namesIn(renaming);
    if (one === other) return null;
    const moves = movesTo(ledger.postings, (name, at) => renamed(renaming, name, at));
    return enterMoves(ledger, moves, { ...said, renaming, takesBack: null });
  }
  if (!canTakeBack(ledger.identities, deed.entry)) return null;
  const entry = ledger.identities.find(({ id }) => id === deed.entry)!;
  const back = movesBack(ledger, entry, interactions);
  return enterMoves(ledger, back, { ...said, renaming: entry.renaming, takesBack: entry.id });
}

function movesBack(ledger: Ledger, entry: IdentityEntry, interactions: readonly Interaction[]): readonly Move[] {
  const { renaming } = entry;
  switch (renaming.kind) {
    case 'merge': {
      const others = standing(ledger.identities).filter(({ id }) => id !== entry.id);
      const naming = others.map((each) => each.renaming);
      return takenForMerged(ledger.postings, entry, renaming, interactions, naming);
    }
    case 'split':
      return movesTo(ledger.postings, (name) => (name === renaming.as ? renaming.shopper : name));
    case 'swap':
      return movesTo(ledger.postings, (name, at) => renamed(renaming, name, at));
  }
}

function enterMoves(
  ledger: Ledger,
  moves: readonly Move[],
  entry: Omit<IdentityEntry, 'first' | 'count'>,
): Ledger | null {
  const possible = balanced(ledger.postings, moves);
  if (possible === null) return null;
  const postings = postMoves(ledger.postings, possible, entry.time);
  const [first, count] = [ledger.postings.length + 1, postings.length - ledger.postings.length];
  return { ...ledger, postings, identities: [...ledger.identities, { ...entry, first, count }] };
}
