import type { Correction } from '#core/basket/correction.ts';
import type { CorrectAction } from '#core/pipeline/scene-input.ts';
import type { Desk } from '#app/desk.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { resultsOf } from '#app/pilot/run-session.ts';

/**
 * Says what an interaction of a stored session really was. The correction is on the disk before anything is shown; then
 * the baskets are folded again.
 *
 * @throws WorkbenchError `storage/in-use`, `storage/quota`
 */
export async function correctInteraction(desk: Desk, pilot: PilotSession, correction: Correction): Promise<void> {
  const { id, outcome, recall } = pilot;
  if (id === null || outcome === null || recall === null) return;
  const action: CorrectAction = { kind: 'action', action: 'correct', time: outcome.time, ...correction };
  await desk.rooms.store.appendAction(id, action);
  const corrected = await recall.amend([action]);
  await desk.rooms.store.saveResults(id, resultsOf(corrected));
  pilot.outcome = corrected;
}
