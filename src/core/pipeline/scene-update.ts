/**
 * What crosses the thread of a scene. Its long lists grow at the end and are shared between scenes, so only their new
 * ends are sent: a day with thousands of interactions costs a frame nothing.
 */
import type { SceneView } from '#core/pipeline/scene-view.ts';

export type SceneLists = Pick<SceneView, 'interactions' | 'postings' | 'visits' | 'receipts'>;

/** A list, told by the one before it. */
interface ListChange<T> {
  /** How many items from the front are as they were. */
  readonly kept: number;
  /** What stands behind them now. */
  readonly added: readonly T[];
}

export interface SceneUpdate extends Omit<SceneView, keyof SceneLists> {
  readonly changes: { readonly [Name in keyof SceneLists]: ListChange<SceneLists[Name][number]> };
}

/** Before anything was sent. */
export const emptyLists: SceneLists = { interactions: [], postings: [], visits: [], receipts: [] };

/** @param before - The lists of the view that was sent last; items are the same when they are the same object. */
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
 * @param before - The view that came last. A list that did not change stays the same object.
 */
export function applyUpdate(before: SceneLists, { changes, ...rest }: SceneUpdate): SceneView {
  return {
    ...rest,
    interactions: changed(before.interactions, changes.interactions),
    postings: changed(before.postings, changes.postings),
    visits: changed(before.visits, changes.visits),
    receipts: changed(before.receipts, changes.receipts),
  };
}

function changeOf<T>(before: readonly T[], now: readonly T[]): ListChange<T> {
  if (before === now) return { kept: now.length, added: [] };
  const most = Math.min(before.length, now.length);
  let kept = 0;
  while (kept < most && before[kept] === now[kept]) kept++;
  return { kept, added: now.slice(kept) };
}

function changed<T>(before: readonly T[], { kept, added }: ListChange<T>): readonly T[] {
  return kept === before.length && added.length === 0 ? before : [...before.slice(0, kept), ...added];
}
