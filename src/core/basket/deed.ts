import { type Addition, add } from '#core/basket/addition.ts';
import { type Correction, correct } from '#core/basket/correction.ts';
import { type IdentityDeed, identify, isIdentityDeed } from '#core/basket/identity.ts';
import type { Ledger } from '#core/basket/ledger.ts';
import { type TakeBack, takeBack } from '#core/basket/take-back.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { Micros } from '#core/time/micros.ts';

/** What a person may do to the books, each with their name and a reason. */
export type Deed =
  | ({ readonly action: 'correct' } & Correction)
  | ({ readonly action: 'add' } & Addition)
  | ({ readonly action: 'take-back' } & TakeBack)
  | IdentityDeed;

/**
 * @param interactions - As fusion named who did them: they are asked when a merger is taken back.
 * @returns The ledger with its postings, or `null` when it cannot be: nothing is posted then.
 */
export function enter(
  ledger: Ledger,
  deed: Deed,
  time: Micros,
  interactions: readonly Interaction[] = [],
): Ledger | null {
  if (isIdentityDeed(deed)) return identify(ledger, deed, time, interactions);
  switch (deed.action) {
    case 'correct':
      return correct(ledger, deed, time);
    case 'add':
      return add(ledger, deed, time);
    case 'take-back':
      return takeBack(ledger, deed, time);
  }
}
