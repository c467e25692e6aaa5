import * as v from 'valibot';
import { type Cents, cents } from '#core/basket/money.ts';
import type { SessionResults } from '#storage/session.ts';

/** What a session came to, for a list of many. Derived from its results. */
export interface SessionTotals {
  readonly visits: number;
  readonly receipts: number;
  /** Of all receipts. */
  readonly total: Cents;
  /** ISO 4217; `null` when the project names none. */
  readonly currency: string | null;
}

const priced = v.object({ currency: v.string() });

/** @param projectText - The text of `project.json`, for its currency. */
export function totalsOf(
  { visits, receipts }: Pick<SessionResults, 'visits' | 'receipts'>,
  projectText: string,
): SessionTotals {
  return {
    visits: visits.length,
    receipts: receipts.length,
    total: cents(receipts.reduce((sum, receipt) => sum + receipt.total, 0)),
    currency: currencyOf(projectText),
  };
}

/** The project was checked by whatever release stored it, so its text is not trusted to be readable today. */
function currencyOf(text: string): string | null {
  try {
    const project = v.safeParse(priced, JSON.parse(text));
    return project.success ? project.output.currency : null;
  } catch {
    return null;
  }
}
