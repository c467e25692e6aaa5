/**
 * Receipts against those that should have been written: units of products, and whole baskets. Baskets are compared, not who
 * stood behind them: two that were charged to one another's shoppers are as good as right. {@link ReceiptComparison.pairs}
 * tell where visits are numbered as the truth numbers them.
 */
import { assign } from '#core/math/assignment.ts';
import { ratio } from '#core/metrics/metric.ts';

export interface ScoredReceipt {
  readonly visit: string;
  readonly lines: readonly { readonly gtin: string; readonly quantity: number }[];
}

export interface ReceiptComparison {
  /** Of the units charged, those that were taken; of those taken, the charged; and their harmonic mean. In [0, 1]. */
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Units of products. */
  readonly TP: number;
  readonly FP: number;
  readonly FN: number;
  /** True receipts that were written to the last unit, to whomever, and how many there are. */
  readonly exact: number;
  readonly baskets: number;
  /** Which receipt stands beside which; `null` for one that has no other half. */
  readonly pairs: readonly { readonly truth: string | null; readonly visit: string | null }[];
}

/**
 * A store does not know its shoppers' names, and may count visits where nobody came, so each true receipt is laid beside the one that shares most with it, all
 * together as well as possible; where several fit, the earlier beside the earlier. Nothing bought and nothing charged is
 * neither right nor wrong, but for {@link ReceiptComparison.exact}.
 */
export function compareReceipts(found: readonly ScoredReceipt[], truth: readonly ScoredReceipt[]): ReceiptComparison {
  const cost = truth.map((right) => found.map((receipt) => unlike(receipt, right)));
  const partners = found.length === 0 ? truth.map(() => -1) : assign(cost);
  let TP = 0;
  let exact = 0;
  const pairs = truth.map(({ visit, lines }, i) => {
    const partner = found[partners[i]!];
    const common = partner === undefined ? 0 : shared(partner.lines, lines);
    TP += common;
    if (partner !== undefined && common === units(lines) && common === units(partner.lines)) exact++;
    return { truth: visit, visit: partner?.visit ?? null };
  });
  const alone = found.filter((_, i) => !partners.includes(i)).map(({ visit }) => ({ truth: null, visit }));
  const FP = found.reduce((sum, { lines }) => sum + units(lines), 0) - TP;
  const FN = truth.reduce((sum, { lines }) => sum + units(lines), 0) - TP;
  return {
    precision: ratio(TP, TP + FP),
    recall: ratio(TP, TP + FN),
    f1: ratio(2 * TP, 2 * TP + FP + FN),
    TP,
    FP,
    FN,
    exact,
    baskets: truth.length,
    pairs: [...pairs, ...alone],
  };
}

/** Fewer shared units cost more; of equal ones, what is charged beside it. */
const unlike = ({ lines: found }: ScoredReceipt, { lines }: ScoredReceipt): number =>
  -shared(found, lines) + 1e-3 * (units(found) - shared(found, lines));

const shared = (a: ScoredReceipt['lines'], b: ScoredReceipt['lines']): number =>
  a.reduce(
    (sum, { gtin, quantity }) => sum + Math.min(quantity, b.find((line) => line.gtin === gtin)?.quantity ?? 0),
    0,
  );

const units = (lines: ScoredReceipt['lines']): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);
