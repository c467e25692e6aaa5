import { m } from '#messages/compiled/messages.js';
import type { Desk } from '#app/desk.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { recallRecording } from '#app/pilot/recall-recording.ts';
import { recalledJournal } from '#app/pilot/recalled-journal.ts';
import { resultsOf } from '#app/pilot/results-of.ts';

/**
 * Ends an interrupted session where its journal ends: whoever was still inside gets a receipt up to there. It stays
 * marked as one that was interrupted, by the figure `interruptedAt`, µs.
 *
 * @throws WorkbenchError `storage/quota`, `archive/malformed`; it is interrupted as before then.
 */
export async function closeSession(desk: Desk, pilot: PilotSession, signal: AbortSignal): Promise<void> {
  const { rooms } = desk;
  const { store } = rooms;
  const id = pilot.id!;
  const { session } = await store.loadSession(id);
  desk.doing(m.sessions_closing);
  await store.resumeSession(id);
  try {
    using scene = rooms.startScene();
    const { settings } = session;
    await scene.open({ session: id, project: pilot.project, settings, sources: [], patience: Infinity });
    const { ended } = await recallRecording(scene, recalledJournal(desk, id, session.lastTime), 'later', signal);
    const view = ended ? await scene.view() : await scene.end();
    const figures = { ...view.figures, interruptedAt: session.lastTime };
    await store.finishSession(id, { results: resultsOf(view), lastTime: view.time, figures });
  } catch (error) {
    await store.interruptSession(id);
    throw error;
  }
}
