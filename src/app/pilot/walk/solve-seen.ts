import { m } from '#messages/compiled/messages.js';
import type { Desk } from '#app/desk.ts';
import type { WalkCalibration } from '#app/pilot/walk/walk-calibration.svelte.ts';

/** What came of what the cameras saw. @throws WorkbenchError `worker/crashed` */
export async function solveSeen(desk: Desk, walk: WalkCalibration, signal: AbortSignal): Promise<void> {
  walk.phase = 'solving';
  desk.doing(() => m.walk_solving());
  using solver = desk.rooms.startWalkSolver();
  const stop = () => solver[Symbol.dispose]();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const answer = await solver.solve(walk.watched, walk.reference!);
    signal.throwIfAborted();
    walk.solved(answer);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
