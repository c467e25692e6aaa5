import { keepOwnDetector } from '#app/demo/own-models.ts';
import { fetchDemo } from '#app/demo/demo-files.ts';
import { Guide } from '#app/demo/guide.svelte.ts';
import type { Desk } from '#app/desk.ts';
import { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { m } from '#messages/compiled/messages.js';

/**
 * Opens the demo store with the detector that comes with the page. Both are fetched once.
 *
 * @throws WorkbenchError `demo/missing`, and as `keepOwnDetector`.
 */
export async function openDemo(desk: Desk, signal: AbortSignal): Promise<PilotSession> {
  desk.doing(() => m.demo_opening(), 0);
  const [bundle, detector] = await Promise.all([
    fetchDemo((share) => desk.doing(() => m.demo_opening(), share), signal),
    keepOwnDetector(desk, signal),
  ]);
  signal.throwIfAborted();
  const pilot = new PilotSession(bundle.project, bundle.project.recordings[0]!, bundle);
  pilot.model = detector;
  pilot.guide = new Guide(pilot);
  desk.show(pilot, signal);
  location.hash = '#/pilot';
  return pilot;
}
