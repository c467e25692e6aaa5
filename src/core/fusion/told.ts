/**
 * What fusion goes on with once a person said who somebody is. It follows on under the names it had: what was said is laid over them
 * (`naming.ts`). But looks and heights stay with whom they show, and rival histories are decided: else fusion would find the same mistake by itself
 * a moment later, and both corrections together would be the mistake again.
 */
import { type Looks, joinedLooks } from '#core/fusion/alike.ts';
import type { FusionState } from '#core/fusion/fusion.ts';
import { type Naming, type Renaming, nameOf, namesIn } from '#core/fusion/naming.ts';
import { ANYBODY } from '#core/fusion/stature.ts';

/**
 * @param before - What was said until then and counts.
 * @param renaming - What is said now, of a moment until `time`, or is taken back.
 */
export function told(state: FusionState, before: Naming, renaming: Renaming, time: number): FusionState {
  const settled = { ...state, clusters: [] };
  if (renaming.kind === 'merge') return settled;
  const names = namesIn(renaming);
  const looksOf = (name: string) =>
    state.beliefs
      .filter(({ id }) => nameOf(before, id, time) === name)
      .reduce<Looks | null>((all, { looks }) => joinedLooks(all, looks), null);
  const [first, second] = names.map(looksOf);
  const tallOf = (name: string) => state.beliefs.find(({ id }) => nameOf(before, id, time) === name)?.tall;
  const [one, other] = names.map(tallOf);
  return {
    ...settled,
    beliefs: state.beliefs.map((belief) => {
      const which = names.indexOf(nameOf(before, belief.id, time));
      if (which === -1) return belief;
      // Portraits of somebody who was two may be of either.
      if (renaming.kind === 'split') return { ...belief, looks: null, tall: ANYBODY };
      return { ...belief, looks: (which === 0 ? second : first) ?? null, tall: (which === 0 ? other : one) ?? ANYBODY };
    }),
  };
}
