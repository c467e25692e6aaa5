/**
 * The way of a visit. It opens when a shopper stands in the store or its entry; who only stands at the exit may be
 * passing by. It closes when the shopper has gone out (fusion says when), when they are lost for good, or when the
 * session ends. Its receipt is written a little later: a shelf's weight is certain only some seconds after the hand
 * has left it, and what was taken on the way out belongs on the receipt.
 */
import type { Receipt } from '#core/checkout/receipt.ts';
import type { Visit } from '#core/checkout/visit.ts';
import { MICROS_PER_SECOND, type Micros } from '#core/time/micros.ts';

export interface Arrival {
  readonly shopper: string;
  readonly entered: Micros;
}

export interface Leaving {
  readonly shopper: string;
  readonly left: Micros;
  readonly why: 'exit' | 'lost' | 'merged';
}

/** A shopper has one visit: after it they are gone, and who comes back is somebody new. */
export function openVisits(visits: readonly Visit[], arrivals: readonly Arrival[]): readonly Visit[] {
  // Who is inside came lately: from the end they are found at once, however many were here today.
  const fresh = arrivals.filter(({ shopper }) => !visits.findLast((visit) => visit.shopper === shopper));
  if (fresh.length === 0) return visits;
  return [
    ...visits,
    ...fresh.map(({ shopper, entered }, i) => ({
      id: `V${visits.length + i + 1}`,
      shopper,
      entered,
      left: null,
      closed: null,
    })),
  ];
}

export function closeVisits(visits: readonly Visit[], leaving: readonly Leaving[]): readonly Visit[] {
  if (leaving.length === 0) return visits;
  return visits.map((visit) => {
    const gone = leaving.find(({ shopper }) => shopper === visit.shopper);
    return gone === undefined || visit.closed !== null ? visit : { ...visit, left: gone.left, closed: gone.why };
  });
}

/** The session is over: whoever is still inside leaves now. */
export const endVisits = (visits: readonly Visit[], time: Micros): readonly Visit[] =>
  visits.map((visit) => (visit.closed === null ? { ...visit, left: time, closed: 'end-session' } : visit));

/**
 * Closed visits whose receipt is to be written at `time`.
 *
 * @param grace - How long after the shopper left weight is still waited for, s.
 */
export function dueReceipts(
  visits: readonly Visit[],
  receipts: readonly Receipt[],
  time: Micros,
  grace: number,
): readonly Visit[] {
  return withoutReceipt(visits, receipts).filter(
    ({ left }) => left !== null && time - left >= grace * MICROS_PER_SECOND,
  );
}

interface Unwritten {
  readonly receipts: readonly Receipt[];
  readonly visits: readonly Visit[];
}

/** By the list of all visits. It is asked for with every input, and the lists change only with a visit. */
const unwritten = new WeakMap<readonly Visit[], Unwritten>();

function withoutReceipt(visits: readonly Visit[], receipts: readonly Receipt[]): readonly Visit[] {
  const known = unwritten.get(visits);
  if (known?.receipts === receipts) return known.visits;
  const written = new Set(receipts.map(({ visit }) => visit));
  const left = visits.filter(({ id, closed }) => closed !== 'merged' && !written.has(id));
  unwritten.set(visits, { receipts, visits: left });
  return left;
}
