/**
 * What crosses the thread of a scene. Its long lists grow at the end and are shared between scenes, so only their new
 * ends are sent: a day with thousands of interactions costs a frame nothing. Both sides remember the longest lists that
 * were sent, so that going back and forth in that day costs nothing either.
 */
import type { SceneView } from '#core/pipeline/scene-view.ts';

export type SceneLists = Pick<SceneView, 'interactions' | 'postings' | 'visits' | 'receipts'>;

/** A list, told by the one that is remembered. */
interface ListChange<T> {
  /** How many items from the front are as they were there. */
  readonly kept: number;
  /** What stands behind them now. */
  readonly added: readonly T[];
}

export interface SceneUpdate extends Omit<SceneView, keyof SceneLists> {
  readonly changes: { readonly [Name in keyof SceneLists]: ListChange<SceneLists[Name][number]> };
}

/** Before anything was sent. */
export const emptyLists: SceneLists = { interactions: [], postings: [], visits: [], receipts: [] };

/**
 * What both sides remember once `now` was sent. Of two lists of one length it is the new one: while a scene goes on,
 * items at the end are replaced.
 */
export function rememberLists(before: SceneLists, now: SceneLists): SceneLists {
  const longer = <T>(a: readonly T[], b: readonly T[]) => (b.length >= a.length ? b : a);
  return {
    interactions: longer(before.interactions, now.interactions),
    postings: longer(before.postings, now.postings),
    visits: longer(before.visits, now.visits),
    receipts: longer(before.receipts, now.receipts),
  };
}

/** @param before - What is remembered; items are the same when they are the same object. */
export function updateOf(before: SceneLists, view: SceneView): SceneUpdate {
  const { interactions, postings, visits, receipts, ...rest } = view;
  return {
    ...rest,
    changes: {
      interactions: changeOf(before.interactions, interactions),
      postings: changeOf(before.postings, postings),
      visits: changeOf(before.visits, visits),
      receipts: changeOf(before.receipts, receipts),
    },
  };
}

/**
 * The view that was sent.
 *
 * @param before - What is remembered.
 * @param shown - The view that came last. A list that is as it was there stays the same object.
 */
export function applyUpdate(before: SceneLists, { changes, ...rest }: SceneUpdate, shown: SceneLists): SceneView {
  return {
    ...rest,
    interactions: changed(before.interactions, changes.interactions, shown.interactions),
    postings: changed(before.postings, changes.postings, shown.postings),
    visits: changed(before.visits, changes.visits, shown.visits),
    receipts: changed(before.receipts, changes.receipts, shown.receipts),
  };
}

function changeOf<T>(before: readonly T[], now: readonly T[]): ListChange<T> {
  if (before === now) return { kept: now.length, added: [] };
  const most = Math.min(before.length, now.length);
  let kept = 0;
  while (kept < most && before[kept] === now[kept]) kept++;
  return { kept, added: now.slice(kept) };
}

function changed<T>(before: readonly T[], { kept, added }: ListChange<T>, shown: readonly T[]): readonly T[] {
  const now = kept === before.length && added.length === 0 ? before : [...before.slice(0, kept), ...added];
  return now.length === shown.length && now.every((item, i) => item === shown[i]) ? shown : now;
}
