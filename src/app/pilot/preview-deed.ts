import { type Deed, enter } from '#core/basket/deed.ts';
import { type IdentityDeed, isIdentityDeed, renamingOf } from '#core/basket/identity.ts';
import { emptyLedger } from '#core/basket/ledger.ts';
import type { Posting } from '#core/basket/posting.ts';
import { nameVisits } from '#core/checkout/named-visits.ts';
import type { Receipt } from '#core/checkout/receipt.ts';
import type { Visit } from '#core/checkout/visit.ts';
import { writeReceipt } from '#core/checkout/write-receipt.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { Project } from '#core/planning/project.ts';

/** What an entry would change of one visit. */
export interface Change {
  readonly shopper: string;
  /** `null` when there is no such visit before or after. */
  readonly before: Receipt | null;
  readonly after: Receipt | null;
}

/** Units of a product that would go from one basket to another. */
export interface LineMove {
  readonly gtin: string;
  /** Negative for what was put back. */
  readonly quantity: number;
  readonly from: string;
  readonly to: string;
}

interface Preview {
  /** The visits it changes. */
  readonly changes: readonly Change[];
  /** Of what is said of who somebody was. */
  readonly moves: readonly LineMove[];
}

/**
 * What an entry would come to, before anybody says yes to it.
 *
 * @returns `null` when somebody would hold less than nothing.
 */
export function previewDeed(scene: SceneView, project: Project, deed: Deed): Preview | null {
  const { postings, identities, time } = scene;
  const entered = enter({ ...emptyLedger, postings, identities }, deed, time);
  if (entered === null) return null;
  const added = entered.postings.slice(postings.length);
  const after = isIdentityDeed(deed) ? visitsAfter(scene, deed) : scene.visits;
  const renamed = isIdentityDeed(deed) ? after.filter((visit) => !scene.visits.includes(visit)) : [];
  const touched = new Set([...added, ...renamed].map(({ shopper }) => shopper));
  const receipt = (visits: readonly Visit[], shopper: string, all: readonly Posting[]) => {
    const visit = visits.find((each) => each.shopper === shopper && each.closed !== 'merged');
    return visit === undefined ? null : writeReceipt(visit, all, project, time);
  };
  const changes = [...touched].map((shopper) => ({
    shopper,
    before: receipt(scene.visits, shopper, postings),
    after: receipt(after, shopper, entered.postings),
  }));
  return {
    changes: changes.filter(({ before, after: then }) => before !== null || then !== null),
    moves: isIdentityDeed(deed) ? movesOf(added) : [],
  };
}

function visitsAfter({ visits, identities }: SceneView, deed: IdentityDeed): readonly Visit[] {
  return deed.action === 'take-back-identity' ? visits : nameVisits(visits, [renamingOf(deed, identities)]);
}

/** Each stands off the one and on the other, one after the other; those of one product from one to one other are one. */
function movesOf(added: readonly Posting[]): readonly LineMove[] {
  const moves: { gtin: string; quantity: number; from: string; to: string }[] = [];
  for (let i = 0; i + 1 < added.length; i += 2) {
    const [{ shopper: from }, { shopper: to, gtin, quantity }] = [added[i]!, added[i + 1]!];
    const same = moves.find((each) => each.gtin === gtin && each.from === from && each.to === to);
    if (same === undefined) moves.push({ gtin, quantity, from, to });
    else same.quantity += quantity;
  }
  return moves.filter(({ quantity }) => quantity !== 0);
}
