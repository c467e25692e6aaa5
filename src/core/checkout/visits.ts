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
  const known = new Set(visits.map(({ shopper }) => shopper));
  const fresh = arrivals.filter(({ shopper }) => !known.has(shopper));
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
  return visits.filter(
    ({ id, left, closed }) =>
      left !== null &&
      closed !== 'merged' &&
      time - left >= grace * MICROS_PER_SECOND &&
      !receipts.some(({ visit }) => visit === id),
  );
}
