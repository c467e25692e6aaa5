import type { Receipt } from '#core/checkout/receipt.ts';
import type { Visit } from '#core/checkout/visit.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';

/** A visit with what it came to, or comes to by now. */
export interface Account {
  readonly visit: Visit;
  readonly receipt: Receipt;
  /** A receipt was written: the visit is over and weighed. */
  readonly written: boolean;
}

/** One account a visit, in order of entry; who turned out to be somebody else has none. */
export function accountsOf({
  visits,
  baskets,
  receipts,
}: Pick<SceneView, 'visits' | 'baskets' | 'receipts'>): readonly Account[] {
  const written = new Map(receipts.map((receipt) => [receipt.visit, receipt]));
  const open = new Map(baskets.map((basket) => [basket.visit, basket]));
  return visits
    .filter(({ closed }) => closed !== 'merged')
    .flatMap((visit) => {
      const receipt = written.get(visit.id) ?? open.get(visit.id);
      return receipt === undefined ? [] : [{ visit, receipt, written: written.has(visit.id) }];
    });
}

/** Whether somebody was still to come at a moment, was in the shop, or had left. @param time - µs */
export function visitState({ entered, left }: Visit, time: number): 'coming' | 'inside' | 'left' {
  if (entered > time) return 'coming';
  return left === null || left > time ? 'inside' : 'left';
}
