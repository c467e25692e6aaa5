/** What `kept-project.ts` kept, opened again for a run that goes on. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { readProject } from '#core/planning/read-project.ts';
import { INPUTS, inputPaths, zipped } from '#app/pilot/kept-project.ts';
import { PICTURES } from '#app/pilot/packshots.ts';
import { type BundleFile, PROJECT_FILE, type ProjectBundle } from '#storage/project-bundle.ts';
import { ByteProgress } from '#storage/progress.ts';
import type { SessionStore } from '#storage/session-store.ts';
import { hashBlob } from '#storage/sha256.ts';
import { readZip } from '#storage/zip.ts';

/**
 * Call it from a click: the browser may ask whether a file may be read again.
 *
 * @returns `null` when not all of it is on this device: a clip that was left out, or not exported.
 */
export async function openKeptProject(store: SessionStore, id: string): Promise<ProjectBundle | null> {
  const { session, project: stored, clips } = await store.loadSession(id);
  const project = readProject(JSON.parse(stored.text), PROJECT_FILE);
  const files = new Map<string, BundleFile>();
  for (const { file, kept } of clips) {
    const { path, sha256 } = file;
    const blob = (await store.media.openMedia(sha256)) ?? (kept === 'handle' ? await asked(store, sha256) : null);
    if (blob === null) continue;
    if (path === INPUTS) for (const [name, entry] of await readZip(blob, undefined, INPUTS)) files.set(name, entry);
    else files.set(path, { path, size: blob.size, blob: () => Promise.resolve(blob), text: () => blob.text() });
  }
  const recording = project.recordings.find((each) => each.id === session.recording);
  const needed = recording === undefined ? [] : [...recording.clips, ...inputPaths(recording)];
  return needed.length > 0 && needed.every(({ path }) => files.has(path)) ? { project, files } : null;
}

/**
 * The plan that a session ran on, with files that a person dropped: they must be the very files it ran on.
 *
 * @param name - What was dropped, as the person knows it.
 * @param onProgress - In `[0, 1]`.
 * @throws WorkbenchError `project/other` naming the file that is missing or has another content
 */
export async function sameProject(
  store: SessionStore,
  id: string,
  { files }: ProjectBundle,
  name: string,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<ProjectBundle> {
  const { session, project: stored } = await store.loadSession(id);
  const project = readProject(JSON.parse(stored.text), PROJECT_FILE);
  const recording = project.recordings.find((each) => each.id === session.recording)!;
  const total = stored.files.reduce((sum, { size }) => sum + size, 0);
  const progress = new ByteProgress(total, onProgress);
  for (const { path, size, sha256 } of stored.files) {
    if (path === recording.labels || path === PICTURES) continue; // nothing runs on them
    const paths = path === INPUTS ? inputPaths(recording).map((each) => each.path) : [path];
    const missing = paths.find((each) => !files.has(each));
    if (missing !== undefined) throw other(name, `${missing} is not in it`);
    const blob = path === INPUTS ? await zipped(files, paths) : await files.get(path)!.blob();
    const same = (await hashBlob(blob, (bytes) => progress.within(bytes), signal)) === sha256;
    if (!same) throw other(name, path === INPUTS ? 'its readings or sightings differ' : `${path} differs`);
    progress.passed(size);
  }
  return { project, files };
}

async function asked({ media }: SessionStore, sha256: string): Promise<File | null> {
  return media.reopenHandle(sha256).catch((error: unknown) => {
    if (error instanceof WorkbenchError && error.code === 'storage/missing') return null;
    throw error;
  });
}

function other(name: string, why: string): WorkbenchError {
  return new WorkbenchError(
    'project/other',
    `${name} is not the project this session was run on: ${why}. Drop the very same one, or close the session here.`,
    { details: { file: name } },
  );
}
