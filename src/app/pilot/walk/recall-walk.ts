import type { Desk } from '#app/desk.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { solveSeen } from '#app/pilot/walk/solve-seen.ts';
import type { WalkCalibration } from '#app/pilot/walk/walk-calibration.svelte.ts';
import { m } from '#messages/compiled/messages.js';

/**
 * A walk that a stored session saw: its own sightings are looked through, and solved.
 *
 * @param from - Of the walk, s of the session. @param to - Where it ends.
 * @throws WorkbenchError `storage/…`, `worker/crashed`
 */
export async function recallWalk(
  desk: Desk,
  pilot: PilotSession,
  walk: WalkCalibration,
  from: number,
  to: number,
  stopped: AbortSignal,
): Promise<void> {
  const signal = walk.until(stopped);
  walk.begin();
  try {
    desk.doing(() => m.walk_recalling());
    for await (const inputs of desk.rooms.store.journal.read(pilot.id!, 'drop')) {
      signal.throwIfAborted();
      for (const input of inputs)
        if (input.kind === 'camera' && input.time >= 1e6 * from && input.time <= 1e6 * to) walk.saw(input);
    }
    walk.show();
    await solveSeen(desk, walk, signal);
  } catch (error) {
    walk.giveUp();
    throw error;
  } finally {
    desk.quiet();
  }
}
