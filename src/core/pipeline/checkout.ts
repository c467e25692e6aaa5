/** The last steps of the way of a frame: interactions are posted, visits move on, receipts are written. */
import { type Deed, enter } from '#core/basket/deed.ts';
import { type IdentityDeed, isIdentityDeed, renamingOf } from '#core/basket/identity.ts';
import { namingOf } from '#core/basket/identity-entry.ts';
import { type Ledger, post } from '#core/basket/ledger.ts';
import { transferAll } from '#core/basket/transfer.ts';
import { canRename, nameVisits } from '#core/checkout/named-visits.ts';
import type { Receipt } from '#core/checkout/receipt.ts';
import type { Visit } from '#core/checkout/visit.ts';
import { writeReceipt } from '#core/checkout/write-receipt.ts';
import { closeVisits, dueReceipts, endVisits, openVisits } from '#core/checkout/visits.ts';
import { type FusionState, createFusion } from '#core/fusion/fusion.ts';
import { nameOf } from '#core/fusion/naming.ts';
import { told } from '#core/fusion/told.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import { nameInteraction } from '#core/pipeline/named-scene.ts';
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
  const name = (shopper: string) => nameOf(namingOf(posted.ledger.identities), shopper, scene.time);
  const ledger = merged.reduce((so, { shopper, into }) => {
    const [from, to] = [name(shopper), name(into)];
    return from === to ? so : transferAll(so, from, to, scene.time);
  }, posted.ledger);
  return writeReceipts({ ...posted, visits, ledger }, scene.settings.checkout.grace);
}

/** The session is over: everybody leaves, and nothing is waited for. */
export function endCheckout(scene: Scene): Scene {
  const fusion = { ...createFusion(), ...keptIds(scene), time: scene.time };
  return writeReceipts({ ...scene, fusion, visits: endVisits(scene.visits, scene.time), over: true }, 0);
}

/**
 * A person corrects, adds, takes back, or says who somebody was: it is posted, and receipts it changes are written anew. What
 * would leave somebody with less than nothing, or be booked for who turned out to be somebody else, changes nothing and is
 * counted.
 */
export function enterCheckout(scene: Scene, deed: Deed): Scene {
  const ledger = enter(scene.ledger, deed, scene.time, scene.interactions);
  if (ledger === null || !isPossible(scene, deed, ledger)) {
    return { ...scene, counts: { ...scene.counts, refused: scene.counts.refused + 1 } };
  }
  const touched = touchedBy(scene, ledger);
  const visits = nameVisits(scene.visits, namingOf(ledger.identities));
  const receipts = scene.receipts.flatMap((receipt): readonly Receipt[] => {
    const visit = visits.find(({ id }) => id === receipt.visit);
    // Who is inside again, or was somebody else, has no receipt any more.
    if (visit === undefined || visit.closed === null || visit.closed === 'merged') return [];
    if (!touched.has(receipt.shopper)) return [receipt];
    const anew = writeReceipt(visit, ledger.postings, scene.project, scene.time);
    return [{ ...anew, revision: (receipt.revision ?? 0) + 1 }];
  });
  const counts = { ...scene.counts, corrections: scene.counts.corrections + 1 };
  const fusion = fusionTold(scene, ledger);
  return writeReceipts({ ...scene, fusion, ledger, receipts, counts }, scene.over ? 0 : scene.settings.checkout.grace);
}

/** Fusion goes on with what was said of a moment that has been. */
function fusionTold({ fusion, ledger, time }: Scene, { identities }: Ledger): FusionState {
  const renaming = identities.at(ledger.identities.length)?.renaming;
  if (renaming === undefined || ('at' in renaming && renaming.at > time)) return fusion;
  return told(fusion, namingOf(ledger.identities), renaming, time);
}

function isPossible(scene: Scene, deed: Deed, ledger: Ledger): boolean {
  const visits = namedVisits(scene);
  if (isIdentityDeed(deed)) return deed.action === 'take-back-identity' || isKnown(visits, deed, scene.ledger);
  const touched = touchedBy(scene, ledger);
  return !visits.some(({ shopper, closed }) => closed === 'merged' && touched.has(shopper));
}

const isKnown = (
  visits: readonly Visit[],
  deed: Exclude<IdentityDeed, { readonly action: 'take-back-identity' }>,
  { identities }: Ledger,
) => canRename(visits, renamingOf(deed, identities));

const touchedBy = (scene: Scene, { postings }: Ledger): ReadonlySet<string> =>
  new Set(postings.slice(scene.ledger.postings.length).map(({ shopper }) => shopper));

/** Visits by the names that people gave. */
export const namedVisits = ({ visits, ledger }: Pick<Scene, 'visits' | 'ledger'>): readonly Visit[] =>
  nameVisits(visits, namingOf(ledger.identities));

function postAll(scene: Scene, interactions: readonly Interaction[]): Scene {
  if (interactions.length === 0) return scene;
  const { skus } = scene.weighing.model;
  const before = scene.ledger;
  const naming = namingOf(before.identities);
  const ledger = interactions.reduce(
    (so, next) => post(nameInteraction(next, naming), so, skus, scene.settings.basket),
    before,
  );
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
  const due = dueReceipts(namedVisits(scene), scene.receipts, scene.time, grace);
  if (due.length === 0) return scene;
  const receipts = due.map((visit) => writeReceipt(visit, scene.ledger.postings, scene.project, scene.time));
  return { ...scene, receipts: [...scene.receipts, ...receipts] };
}

/** Ids go on where they were: none comes twice in a session. */
const keptIds = ({ fusion: { shoppers, candidates } }: Scene) => ({ shoppers, candidates });
