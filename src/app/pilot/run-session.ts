import { PROJECT_FILE, type ProjectBundle } from '#storage/project-bundle.ts';
import type { ProjectFile, SessionResults } from '#storage/session.ts';
import type { Recording } from '#core/planning/project.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { Perceiver } from '#workers/perceive/client.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { runRecording } from '#app/pilot/run-recording.ts';
import type { Desk } from '#app/desk.ts';

/** Runs the open recording as a new stored session. Whatever stops it, what was journalled stays. */
export async function runSession(desk: Desk, pilot: PilotSession, signal: AbortSignal): Promise<void> {
  const { rooms } = desk;
  const { bundle, recording, model } = pilot;
  if (bundle === null || !pilot.runnable) return;
  const files = await keepClips(desk, bundle, recording, signal);
  const session = await rooms.store.createSession({
    name: `${bundle.project.name}, ${recording.id}`,
    project: { name: bundle.project.name, text: await bundle.files.get(PROJECT_FILE)!.text(), files },
    recording: recording.id,
    model: recording.clips.length === 0 || model === null ? null : { name: model.name, sha256: model.sha256 },
  });
  pilot.id = session.id;
  pilot.name = session.name;
  pilot.phase = 'running';
  location.hash = `#/session/${session.id}`;
  try {
    using perceiver = rooms.startPerceiver();
    using scene = rooms.startScene();
    if (recording.clips.length > 0) await loadModel(desk, pilot, perceiver);
    const view = await runRecording({ bundle, recording, perceiver, scene, session: session.id }, pilot, signal);
    await rooms.store.finishSession(session.id, {
      results: resultsOf(view),
      lastTime: view.time,
      figures: view.figures,
    });
    pilot.phase = 'finished';
  } catch (error) {
    pilot.phase = 'interrupted';
    await rooms.store.interruptSession(session.id);
    throw error;
  }
}

export function resultsOf({ receipts, interactions, postings, visits }: SceneView): SessionResults {
  return { receipts, interactions, postings, visits };
}

/** The clips go to the disk before the run: whatever happens to it, the pictures are there afterwards. */
async function keepClips(
  desk: Desk,
  bundle: ProjectBundle,
  { clips }: Recording,
  signal: AbortSignal,
): Promise<readonly ProjectFile[]> {
  const files: ProjectFile[] = [];
  for (const { path } of clips) {
    const blob = await bundle.files.get(path)!.blob();
    const tell = (share: number) => desk.doing(`Keeping ${path}`, (files.length + share) / clips.length);
    files.push({ path, size: blob.size, sha256: await desk.rooms.store.media.keepBlob(blob, path, tell, signal) });
  }
  return files;
}

async function loadModel(desk: Desk, pilot: PilotSession, perceiver: Perceiver): Promise<void> {
  const { name, sha256 } = pilot.model!;
  desk.doing(`Loading ${name}`);
  const bytes = await desk.rooms.models.loadModel(sha256);
  if (bytes === null) throw new Error(`the detector ${name} is listed and not there`);
  const loaded = await perceiver.load(bytes.buffer, name);
  const where =
    loaded.backend === 'webgpu' ? 'WebGPU' : `CPU (WASM, ${loaded.threads} thread${loaded.threads === 1 ? '' : 's'})`;
  pilot.runsOn(`${loaded.name} on ${where}`);
  for (const note of loaded.notes) pilot.note(note);
  desk.quiet();
}
