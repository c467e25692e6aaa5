/**
 * The ledger: what was taken and returned, appended and never changed. Interactions are posted to it when we are sure
 * enough; what is not posted is kept as a refusal with its reason, for a person to look at.
 *
 * A return is looked for among what the shoppers near hold, so nothing is taken off a basket that is not in it.
 *
 * Source of that rule: *Multi-Person Shopping* (MPS), winner of the CPS-IoT Week 2020 AutoCheckout competition.
 */
import { heldUnits } from '#core/basket/basket.ts';
import type { IdentityEntry } from '#core/basket/identity-entry.ts';
import { type BasketParameters, basketDefaults } from '#core/basket/parameters.ts';
import type { Posting } from '#core/basket/posting.ts';
import { type Held, fittingReturn } from '#core/basket/returned-item.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { WeighedSku } from '#core/interaction/shelf-model.ts';
import type { Micros } from '#core/time/micros.ts';

export interface Ledger {
  /** Oldest first. */
  readonly postings: readonly Posting[];
  /** Interactions that changed no basket, oldest first. Touches are not among them. */
  readonly refusals: readonly Refusal[];
  /** What lies on plates and belongs to no shelf, oldest first. */
  readonly strangers: readonly Stranger[];
  /** What people said of who somebody was, oldest first. */
  readonly identities: readonly IdentityEntry[];
}

/** A weight that was put down and that nobody near held: a bag, a hand, or goods that fill the shelf. */
export interface Stranger {
  readonly plates: readonly string[];
  /** Who most probably put it there. */
  readonly shopper: string;
  /** g */
  readonly grams: number;
}

export interface Refusal {
  readonly interaction: string;
  readonly time: Micros;
  /**
   * - `unsure-item`: no candidate is probable enough;
   * - `unsure-shopper`: nobody is probable enough;
   * - `not-held`: nobody near holds what was returned;
   * - `left-again`: a weight that nobody held was put down, and is taken up by who most probably put it there.
   */
  readonly reason: 'unsure-item' | 'unsure-shopper' | 'not-held' | 'left-again';
  readonly plates: readonly string[];
  /** Who was near enough to have done it. */
  readonly near: readonly string[];
  /** g */
  readonly grams: number;
}

export const emptyLedger: Ledger = { postings: [], refusals: [], strangers: [], identities: [] };

export interface Movement {
  readonly time: Micros;
  readonly shopper: string;
  readonly gtin: string;
  /** Positive for a take, negative for a return; a whole number, never 0. */
  readonly quantity: number;
  readonly interaction: string;
}

/** @returns The ledger with one posting more, or `null` when more would be returned than the shopper holds. */
export function record(ledger: Ledger, movement: Movement): Ledger | null {
  const { shopper, gtin, quantity } = movement;
  if (quantity < 0 && heldUnits(ledger.postings, shopper, gtin) + quantity < 0) return null;
  return { ...ledger, postings: [...ledger.postings, { sequence: ledger.postings.length + 1, ...movement }] };
}

/** @param skus - Unit weights of whatever can be in a basket. */
export function post(
  interaction: Interaction,
  ledger: Ledger,
  skus: readonly WeighedSku[],
  parameters: BasketParameters = basketDefaults,
): Ledger {
  switch (interaction.type) {
    case 'touch':
      return ledger;
    case 'take':
      return postTake(interaction, ledger, parameters);
    case 'return':
      return postReturn(interaction, ledger, skus, parameters);
  }
}

function postTake(interaction: Interaction, ledger: Ledger, parameters: BasketParameters): Ledger {
  const candidate = interaction.candidates[0];
  const attribution = interaction.attributions[0];
  const refused = (reason: Refusal['reason']) => refuse(ledger, interaction, reason, parameters);
  if (isStranger(interaction, ledger, parameters)) return refused('left-again');
  if (!candidate || candidate.probability < parameters.item) return refused('unsure-item');
  if (!attribution || attribution.probability < parameters.shopper) return refused('unsure-shopper');
  const { gtin, quantity } = candidate;
  const movement = { time: interaction.end, shopper: attribution.shopper, gtin, quantity, interaction: interaction.id };
  return record(withoutStrangers(ledger, interaction), movement) ?? ledger;
}

function postReturn(
  interaction: Interaction,
  ledger: Ledger,
  skus: readonly WeighedSku[],
  parameters: BasketParameters,
): Ledger {
  const near = nearOf(interaction, parameters);
  if (near.length === 0) return refuse(ledger, interaction, 'unsure-shopper', parameters);
  const held = near.flatMap(({ shopper, probability }): Held[] =>
    skus.map((sku) => ({ sku, shopper, probability, units: heldUnits(ledger.postings, shopper, sku.gtin) })),
  );
  const back = fittingReturn(interaction, held, parameters);
  const movement = back && { time: interaction.end, interaction: interaction.id, ...back, quantity: -back.quantity };
  const posted = movement && record(ledger, movement);
  if (posted) return posted;
  const refused = refuse(ledger, interaction, 'not-held', parameters);
  const stranger = { plates: platesOf(interaction), shopper: near[0]!.shopper, grams: interaction.grams };
  return { ...refused, strangers: [...refused.strangers, stranger] };
}

/** Weights of one thing, put down and taken up again, differ by no more than this, g and of the weight. */
const SAME_GRAMS = 15;
const SAME_SHARE = 0.05;

/**
 * Whether this takes up what most probably the same person put on the same plates: a bag, a hand. What one has put down and
 * another takes is goods: somebody filled the shelf. Whoever only stood beside either of them is not asked.
 */
function isStranger(interaction: Interaction, { strangers }: Ledger, parameters: BasketParameters): boolean {
  const last = strangers.findLast((stranger) => liesOn(stranger, interaction));
  if (!last || last.shopper !== nearOf(interaction, parameters)[0]?.shopper) return false;
  return Math.abs(last.grams + interaction.grams) <= SAME_GRAMS + SAME_SHARE * last.grams;
}

/** Once goods were taken from its plates, or something there was refused, what leaves next may be anything. */
const withoutStrangers = (ledger: Ledger, interaction: Interaction): Ledger => ({
  ...ledger,
  strangers: ledger.strangers.filter((stranger) => !liesOn(stranger, interaction)),
});

const liesOn = (stranger: Stranger, interaction: Interaction) =>
  interaction.plates.some(({ plate }) => stranger.plates.includes(plate));

const platesOf = ({ plates }: Interaction) => plates.map(({ plate }) => plate);

const nearOf = ({ attributions }: Interaction, { returner }: BasketParameters) =>
  attributions.filter(({ probability }) => probability >= returner);

function refuse(
  ledger: Ledger,
  interaction: Interaction,
  reason: Refusal['reason'],
  parameters: BasketParameters,
): Ledger {
  const { id, end, grams } = interaction;
  const near = nearOf(interaction, parameters).map(({ shopper }) => shopper);
  const refusal = { interaction: id, time: end, reason, plates: platesOf(interaction), near, grams };
  return { ...withoutStrangers(ledger, interaction), refusals: [...ledger.refusals, refusal] };
}
