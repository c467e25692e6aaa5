import type { Desk } from '#app/desk.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { solveSeen } from '#app/pilot/walk/solve-seen.ts';
import type { WalkCalibration } from '#app/pilot/walk/walk-calibration.svelte.ts';
import { m } from '#messages/compiled/messages.js';

/** Cameras may lag so far behind each other in the journal, µs. */
const LAG = 2_000_000;

/**
 * A walk that a stored session saw: its own sightings are looked through, and solved.
 *
 * @param walk - Of a project with a camera that is calibrated.
 * @param from - Of the walk, s of the session. @param to - Where it ends, later than that.
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
  const [began, ends] = [1e6 * from, 1e6 * to];
  walk.begin(pilot.project, 'recalling');
  try {
    for await (const inputs of desk.rooms.store.journal.read(pilot.id!, 'drop')) {
      signal.throwIfAborted();
      const reached = inputs[0]?.time ?? 0;
      if (reached > ends + LAG) break;
      desk.doing(() => m.walk_recalling(), Math.min(1, Math.max(0, reached / ends)));
      for (const input of inputs)
        if (input.kind === 'camera' && input.time >= began && input.time <= ends) walk.saw(input);
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
