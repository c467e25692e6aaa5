import { foldBasket } from '#core/basket/basket.ts';
import { cents } from '#core/basket/money.ts';
import type { Posting } from '#core/basket/posting.ts';
import type { Receipt, ReceiptLine } from '#core/checkout/receipt.ts';
import type { Visit } from '#core/checkout/visit.ts';
import type { Project } from '#core/planning/project.ts';
import type { Micros } from '#core/time/micros.ts';

/**
 * What the visit comes to by the postings so far, at the project's prices. An item without a price is listed and adds
 * nothing to the total.
 */
export function writeReceipt(visit: Visit, postings: readonly Posting[], project: Project, time: Micros): Receipt {
  const lines = foldBasket(postings, visit.shopper).lines.map((line): ReceiptLine => {
    const sku = project.skus.find(({ gtin }) => gtin === line.gtin);
    const unitPrice = sku?.price == null ? null : cents(sku.price);
    return { ...line, name: sku?.name ?? line.gtin, unitPrice };
  });
  const total = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * (unitPrice ?? 0), 0);
  return { visit: visit.id, shopper: visit.shopper, time, lines, total: cents(total) };
}
