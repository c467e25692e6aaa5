import { fetchOwnEmbedder, keepOwnDetector } from '#app/demo/own-models.ts';
import { fetchDemo } from '#app/demo/demo-files.ts';
import { Guide } from '#app/demo/guide.svelte.ts';
import type { Desk } from '#app/desk.ts';
import { bundledPackshots } from '#app/pilot/packshots.ts';
import { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import type { CachedModel } from '#storage/model-cache.ts';
import { m } from '#messages/compiled/messages.js';

/**
 * Opens the demo store. It and the models that come with the page are fetched; what a person uses for other recordings stays
 * as they chose it.
 *
 * @param model - A detector of this device; `null` for the one that comes with the page.
 * @throws WorkbenchError `demo/missing`, and as `keepOwnDetector` and `fetchOwnEmbedder`.
 */
export async function openDemo(desk: Desk, model: CachedModel | null, signal: AbortSignal): Promise<PilotSession> {
  desk.doing(m.demo_opening, 0);
  const [bundle, detector, embedder] = await Promise.all([
    fetchDemo((share) => desk.doing(m.demo_opening, share), signal),
    model ?? keepOwnDetector(desk, signal),
    fetchOwnEmbedder(signal),
  ]);
  signal.throwIfAborted();
  const pilot = new PilotSession(bundle.project, bundle.project.recordings[0]!, bundle);
  pilot.model = detector;
  pilot.embedder = embedder;
  pilot.packshots = bundledPackshots(bundle);
  pilot.guide = new Guide(pilot);
  desk.show(pilot, signal);
  location.hash = '#/pilot';
  return pilot;
}
