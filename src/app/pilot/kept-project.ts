/** What a recording was run on stays with its session, so that an interrupted run can go on without anybody's files. */
import type { Recording } from '#core/planning/project.ts';
import { readProject } from '#core/planning/read-project.ts';
import { type BundleFile, PROJECT_FILE, type ProjectBundle } from '#storage/project-bundle.ts';
import type { ProjectFile } from '#storage/session.ts';
import type { SessionStore } from '#storage/session-store.ts';
import { readZip, writeZip } from '#storage/zip.ts';

/** Hundreds of small files are one large one: each would cost a file and a hash of its own. */
const INPUTS = 'inputs.zip';

/** Keeps the readings and sightings of a recording as one file. @returns `null` when it has none. */
export async function keepInputs(
  { media }: SessionStore,
  { files }: ProjectBundle,
  recording: Recording,
  signal: AbortSignal,
): Promise<ProjectFile | null> {
  const paths = [...recording.readings, ...recording.sightings].map(({ path }) => path);
  if (paths.length === 0) return null;
  const entries = paths.map(async (path) => ({ path, data: await files.get(path)!.blob(), compress: false }));
  const blob = await writeZip(await Promise.all(entries));
  return { path: INPUTS, size: blob.size, sha256: await media.keepBlob(blob, INPUTS, undefined, signal) };
}

/** @returns `null` when not all of it can be read without asking: a clip that was left out, a lapsed permission. */
export async function openKeptProject(store: SessionStore, id: string): Promise<ProjectBundle | null> {
  const { session, project: stored } = await store.loadSession(id);
  const project = readProject(JSON.parse(stored.text), PROJECT_FILE);
  const files = new Map<string, BundleFile>();
  for (const { path, sha256 } of stored.files) {
    const file = await store.media.openMedia(sha256);
    if (file === null) continue;
    if (path === INPUTS) for (const [name, entry] of await readZip(file, undefined, INPUTS)) files.set(name, entry);
    else files.set(path, { path, size: file.size, blob: () => Promise.resolve(file), text: () => file.text() });
  }
  const recording = project.recordings.find((each) => each.id === session.recording);
  const needed = [...(recording?.clips ?? []), ...(recording?.readings ?? []), ...(recording?.sightings ?? [])];
  return needed.length > 0 && needed.every(({ path }) => files.has(path)) ? { project, files } : null;
}
