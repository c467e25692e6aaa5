import type { SceneView } from '#core/pipeline/scene-view.ts';
import { readProject } from '#core/planning/read-project.ts';
import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { PROJECT_FILE } from '#storage/project-bundle.ts';
import type { SessionResults } from '#storage/session.ts';
import { takeTurns } from '#storage/turn.ts';
import { besideSession } from '#app/pilot/beside-session.ts';
import { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { storedPackshots } from '#app/pilot/stored-packshots.ts';
import { storedTruth } from '#app/pilot/known-truth.ts';
import { replaySession } from '#app/pilot/replay-session.ts';
import { resultsOf } from '#app/pilot/results-of.ts';
import { stopWords, stopsIn } from '#app/pilot/stops.ts';
import { type Moment, readAddress, writeAddress } from '#app/address.ts';
import { goToMoment } from '#app/pilot/moment.svelte.ts';
import type { Desk } from '#app/desk.ts';
import { m } from '#messages/compiled/messages.js';

/**
 * Opens a stored session: what was written down and the picture at once; in the background the scene as the journal
 * tells it.
 *
 * @param moment - Where to open it.
 * @param before - Open so far, with the same cameras: what was begun of their calibration goes on.
 * @throws WorkbenchError `storage/missing`, `archive/malformed`
 */
export async function openStoredSession(
  desk: Desk,
  id: string,
  moment: Moment,
  signal: AbortSignal,
  before: PilotSession | null = null,
): Promise<void> {
  desk.doing(m.pilot_opening_session);
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
    pilot.note(() => m.pilot_was_interrupted({ seconds: (session.lastTime / 1e6).toFixed(1) }));
  }
  const { interruptedAt } = session.figures;
  if (interruptedAt !== undefined) {
    pilot.note(() => m.pilot_was_closed({ seconds: (interruptedAt / 1e6).toFixed(1) }));
  }
  for (const stop of stopsIn(session.figures)) pilot.note(stopWords(stop), 'degraded');
  const { store } = desk.rooms;
  if (session.state === 'finished')
    pilot.truth = await besideSession(pilot, storedTruth(store, stored.files, recording), null);
  pilot.packshots = await besideSession(pilot, storedPackshots(store, stored.files, project), new Map());
  signal.throwIfAborted();
  if (before !== null) pilot.takeOverCalibrations(before);
  desk.show(pilot, signal);
  const place = readAddress(location.hash);
  if (!('session' in place && place.session === id)) location.hash = writeAddress({ at: 'pilot', session: id, moment });

  await replaySession(desk, pilot, {
    time: (moment.time ?? 0) * MICROS_PER_SECOND,
    end: session.lastTime,
    recalled: (recalled) => compare(desk, pilot, results, recalled),
  });
  // Whoever chose an interaction while the session was still opening keeps it.
  goToMoment(pilot, { ...moment, interaction: moment.interaction ?? pilot.selection.interaction });
}

/** What the journal comes to now, beside what was written down; without that, it is written down now. */
async function compare(
  desk: Desk,
  pilot: PilotSession,
  results: SessionResults | null,
  recalled: SceneView,
): Promise<void> {
  pilot.outcome = results === null ? recalled : { ...recalled, ...results };
  if (results === null) {
    await desk.rooms.store.saveResults(pilot.id!, resultsOf(recalled));
  } else if (!(await alike(resultsOf(recalled), results))) {
    pilot.note(m.pilot_folds_otherwise);
  }
}

/** How much is compared at a time. */
const AT_ONCE = 100;

/** Piece by piece: of a day there are thousands. */
async function alike(a: SessionResults, b: SessionResults): Promise<boolean> {
  const othersToo = takeTurns();
  for (const list of ['receipts', 'interactions', 'postings', 'visits'] as const) {
    if (a[list].length !== b[list].length) return false;
    for (let i = 0; i < a[list].length; i += AT_ONCE) {
      const [one, other] = [a[list].slice(i, i + AT_ONCE), b[list].slice(i, i + AT_ONCE)];
      if (JSON.stringify(one) !== JSON.stringify(other)) return false;
      await othersToo();
    }
  }
  return true;
}

function writtenDown(results: SessionResults, time: SceneView['time'], figures: SceneView['figures']): SceneView {
  const nothing = { cameras: {}, health: {}, shoppers: [], trails: {}, baskets: [], identities: [], portraits: [] };
  return { ...results, time, figures, ...nothing };
}
