import type { Change, LineMove } from '#app/pilot/preview-deed.ts';
import { m } from '#messages/compiled/messages.js';
import { moneyText } from '#ui/pilot/formats.ts';

/** `2 × Water goes from S1 to S2.` */
export function moveText({ gtin, quantity, from, to }: LineMove, names: ReadonlyMap<string, string>): string {
  return m.identity_moves({ what: `${quantity} × ${names.get(gtin) ?? gtin}`.replace('-', '−'), from, to });
}

/** What a visit comes to otherwise; nothing while it comes to the same. @param currency - ISO 4217 */
export function changeText({ shopper, before, after }: Change, currency: string): readonly string[] {
  if (before === null) {
    return after === null ? [] : [m.identity_new_receipt({ shopper, total: moneyText(after.total, currency) })];
  }
  if (after === null) return [m.identity_no_receipt({ shopper, total: moneyText(before.total, currency) })];
  if (before.total === after.total) return [];
  const [was, is] = [moneyText(before.total, currency), moneyText(after.total, currency)];
  return [m.corrections_preview({ shopper, before: was, after: is })];
}
