import type { Receipt } from '#core/checkout/receipt.ts';

/**
 * What the command line prints: one line of JSON, the same bytes for the same receipts.
 *
 * Money is in cents; `unitPrice` is `null` where the project has no price; `revision` is there on corrected receipts only.
 *
 * @param known - What else is said of them, by its key: the true receipts and how these compare.
 */
export function receiptsJson(
  receipts: readonly Receipt[],
  figures: Readonly<Record<string, number>>,
  known: Readonly<Record<string, unknown>> = {},
): string {
  const byName = Object.entries(figures).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({
    receipts: receipts.map(({ visit, shopper, lines, total, revision }) => ({
      visit,
      shopper,
      lines: lines.map(({ gtin, quantity, unitPrice }) => ({ gtin, quantity, unitPrice })),
      total,
      ...(revision === undefined ? {} : { revision }),
    })),
    ...known,
    figures: Object.fromEntries(byName),
  });
}
