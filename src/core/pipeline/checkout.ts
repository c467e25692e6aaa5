/** The last steps of the way of a frame: interactions are posted, visits move on, receipts are written. */
import { type Deed, enter } from '#core/basket/deed.ts';
import { post } from '#core/basket/ledger.ts';
import { transferAll } from '#core/basket/transfer.ts';
import { writeReceipt } from '#core/checkout/write-receipt.ts';
import { closeVisits, dueReceipts, endVisits, openVisits } from '#core/checkout/visits.ts';
import { createFusion } from '#core/fusion/fusion.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import type { Scene } from '#core/pipeline/scene.ts';

/** @param interactions - New ones, found in this step. */
export function settleCheckout(scene: Scene, interactions: readonly Interaction[]): Scene {
  const { beliefs, departed, merged } = scene.fusion;
  const arrivals = beliefs
    .filter(({ confirmed, inStore }) => confirmed && inStore !== null)
    .map(({ id, firstSeen }) => ({ shopper: id, entered: firstSeen }));
  const doubles = merged.map(({ shopper }) => ({ shopper, left: scene.time, why: 'merged' as const }));
  const visits = closeVisits(openVisits(scene.visits, arrivals), [...departed, ...doubles]);
  const posted = postAll(scene, interactions);
  const ledger = merged.reduce((so, { shopper, into }) => transferAll(so, shopper, into, scene.time), posted.ledger);
  return writeReceipts({ ...posted, visits, ledger }, scene.settings.checkout.grace);
}

/** The session is over: everybody leaves, and nothing is waited for. */
export function endCheckout(scene: Scene): Scene {
  const fusion = { ...createFusion(), ...keptIds(scene), time: scene.time };
  return writeReceipts({ ...scene, fusion, visits: endVisits(scene.visits, scene.time) }, 0);
}

/**
 * A person corrects, adds or takes back: it is posted, and receipts it changes are written anew. What would leave
 * somebody with less than nothing, or be booked for who turned out to be somebody else, changes nothing and is counted.
 */
export function enterCheckout(scene: Scene, deed: Deed): Scene {
  const ledger = enter(scene.ledger, deed, scene.time);
  const touched = new Set(ledger?.postings.slice(scene.ledger.postings.length).map(({ shopper }) => shopper));
  const merged = scene.visits.some(({ shopper, closed }) => closed === 'merged' && touched.has(shopper));
  if (ledger === null || merged) return { ...scene, counts: { ...scene.counts, refused: scene.counts.refused + 1 } };
  const receipts = scene.receipts.map((receipt) => {
    const visit = scene.visits.find(({ id }) => id === receipt.visit);
    if (visit === undefined || !touched.has(receipt.shopper)) return receipt;
    const anew = writeReceipt(visit, ledger.postings, scene.project, scene.time);
    return { ...anew, revision: (receipt.revision ?? 0) + 1 };
  });
  return { ...scene, ledger, receipts, counts: { ...scene.counts, corrections: scene.counts.corrections + 1 } };
}

function postAll(scene: Scene, interactions: readonly Interaction[]): Scene {
  if (interactions.length === 0) return scene;
  const { skus } = scene.weighing.model;
  const before = scene.ledger;
  const ledger = interactions.reduce((so, next) => post(next, so, skus, scene.settings.basket), before);
  const billed = new Set(scene.receipts.map(({ shopper }) => shopper));
  const late = ledger.postings.slice(before.postings.length).filter(({ shopper }) => billed.has(shopper));
  return {
    ...scene,
    interactions: [...scene.interactions, ...interactions],
    ledger,
    counts: { ...scene.counts, unbilled: scene.counts.unbilled + late.length },
  };
}

function writeReceipts(scene: Scene, grace: number): Scene {
  const due = dueReceipts(scene.visits, scene.receipts, scene.time, grace);
  if (due.length === 0) return scene;
  const receipts = due.map((visit) => writeReceipt(visit, scene.ledger.postings, scene.project, scene.time));
  return { ...scene, receipts: [...scene.receipts, ...receipts] };
}

/** Ids go on where they were: none comes twice in a session. */
const keptIds = ({ fusion: { shoppers, candidates } }: Scene) => ({ shoppers, candidates });
