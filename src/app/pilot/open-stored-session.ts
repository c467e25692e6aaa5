import type { SceneView } from '#core/pipeline/scene-view.ts';
import { readProject } from '#core/planning/read-project.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { PROJECT_FILE } from '#storage/project-bundle.ts';
import type { SessionResults } from '#storage/session.ts';
import { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { recallScene } from '#app/pilot/recall-scene.ts';
import { resultsOf } from '#app/pilot/run-session.ts';
import { showMoment } from '#app/pilot/show-moment.ts';
import type { Desk } from '#app/desk.ts';

/**
 * Opens a stored session: what was written down at once, then the scene as the journal tells it.
 *
 * @throws WorkbenchError `storage/missing`, `archive/malformed`
 */
export async function openStoredSession(desk: Desk, id: string, signal: AbortSignal): Promise<void> {
  desk.doing(() => 'Opening the session');
  const { session, project: stored, results } = await desk.rooms.store.loadSession(id);
  const project = readProject(JSON.parse(stored.text), PROJECT_FILE);
  const recording = project.recordings.find((each) => each.id === session.recording);
  if (recording === undefined) {
    throw new WorkbenchError(
      'storage/missing',
      `The project of “${session.name}” has no recording ${session.recording}.`,
    );
  }
  const pilot = new PilotSession(project, recording, null);
  pilot.id = session.id;
  pilot.name = session.name;
  pilot.model = session.model;
  pilot.phase = session.state === 'finished' ? 'finished' : 'interrupted';
  if (results !== null) pilot.saw(writtenDown(results, session.lastTime, session.figures));
  if (session.state !== 'finished') {
    pilot.note(
      () => `This session was interrupted. Everything up to ${(session.lastTime / 1e6).toFixed(1)} s is here.`,
    );
  }
  signal.throwIfAborted();
  desk.show(pilot, signal);
  location.hash = `#/pilot/${id}`;

  const recalled = await recallScene(desk, id, project, Infinity, signal);
  if (
    results !== null &&
    JSON.stringify(resultsOf(recalled)) !== JSON.stringify(resultsOf({ ...recalled, ...results }))
  ) {
    pilot.note(
      () => 'Folded again from its journal, this session comes to something else than was written down: see below.',
    );
  }
  pilot.saw(results === null ? recalled : { ...recalled, ...results });
  await showMoment(desk, pilot, recalled, signal, false);
}

function writtenDown(results: SessionResults, time: SceneView['time'], figures: SceneView['figures']): SceneView {
  return { ...results, time, figures, cameras: {}, shoppers: [], trails: {}, baskets: [] };
}
