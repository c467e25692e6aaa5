import { fetchPart } from '#app/fetch-part.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { micros } from '#core/time/micros.ts';
import { openClip } from '#capture/video-file.ts';
import { type GraphModelFiles, MODEL_JSON, findGraphModel } from '#storage/graph-model-files.ts';
import { kindOfZip } from '#storage/kind-of-zip.ts';
import { hashBlob } from '#storage/sha256.ts';
import {
  type BundleFile,
  PROJECT_FILE,
  type ProjectBundle,
  openProjectFolder,
  openProjectZip,
} from '#storage/project-bundle.ts';
import { readZip } from '#storage/zip.ts';
import type { DroppedFile } from '#app/dropped-files.ts';
import { someMoment } from '#app/address.ts';
import { bundledPackshots } from '#app/pilot/packshots.ts';
import { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { receiveModel } from '#app/models/receive-model.ts';
import type { Desk } from '#app/desk.ts';
import { m } from '#messages/compiled/messages.js';

/** What was dropped or chosen, whatever it is: a folder is a project or a model, other files speak for themselves. */
export async function receiveFiles(desk: Desk, files: readonly DroppedFile[], signal: AbortSignal): Promise<void> {
  const inFolder = files.filter(({ path }) => path.includes('/'));
  if (inFolder.length > 0) await receiveFolder(desk, inFolder, signal);
  const loose = files.filter(({ path }) => !path.includes('/'));
  const name = loose[0]?.file.name ?? '';
  const model = await findGraphModel(loose.map(entryOf), loose.length === 1 ? name : MODEL_JSON);
  if (model !== null) await receiveModel(desk, model.files, MODEL_JSON, signal);
  for (const dropped of loose) {
    signal.throwIfAborted();
    if (!isOf(model, dropped)) await receiveFile(desk, dropped, signal);
  }
}

async function receiveFolder(desk: Desk, files: readonly DroppedFile[], signal: AbortSignal): Promise<void> {
  const name = files[0]!.path.split('/')[0]!;
  desk.doing(() => m.pilot_opening({ name }));
  const model = files.some(({ file }) => file.name === PROJECT_FILE)
    ? null
    : await findGraphModel(files.map(entryOf), name);
  if (model !== null) return receiveModel(desk, model.files, name, signal);

  const blobs = files.map(({ path, file }) => ({ path, blob: file }));
  const bundle = await openProjectFolder(blobs, name);
  if (desk.pilot?.needsFiles) return resumeDropped(desk, desk.pilot, bundle, name, signal);
  const pilot = openProject(desk, bundle, name, signal);
  pilot.handles = files.flatMap(({ path, handle }) => (handle === null ? [] : [[path, handle] as const]));
}

function entryOf({ path, file }: DroppedFile): BundleFile {
  return { path, size: file.size, blob: () => Promise.resolve(file), text: () => file.text() };
}

function isOf(model: GraphModelFiles | null, { path }: DroppedFile): boolean {
  return model !== null && [...model.files.values()].some((file) => file.path === path);
}

async function receiveFile(desk: Desk, dropped: DroppedFile, signal: AbortSignal): Promise<void> {
  const { file } = dropped;
  desk.doing(() => m.pilot_reading({ name: file.name }));
  const ending = /\.([^.]+)$/u.exec(file.name)?.[1]?.toLowerCase() ?? '';
  if (ending === 'zip') await receiveZip(desk, file, signal);
  else if (ending === 'onnx') await receiveModel(desk, new Map([[file.name, entryOf(dropped)]]), file.name, signal);
  else if (VIDEO_ENDINGS.has(ending) || file.type.startsWith('video/')) await receiveClip(desk, file);
  else throw unknownFile(file.name);
}

const VIDEO_ENDINGS = new Set(['mp4', 'm4v', 'mov', 'webm', 'mkv', 'avi']);

async function receiveZip(desk: Desk, file: File, signal: AbortSignal): Promise<void> {
  const kind = await kindOfZip(file, file.name);
  if (kind === 'model') {
    const model = await findGraphModel([...(await readZip(file)).values()], file.name);
    if (model === null) throw unknownFile(file.name);
    return receiveModel(desk, model.files, file.name, signal);
  }
  if (kind === 'project') {
    const bundle = await openProjectZip(file, file.name);
    if (desk.pilot?.needsFiles) await resumeDropped(desk, desk.pilot, bundle, file.name, signal);
    else openProject(desk, bundle, file.name, signal);
    return;
  }
  const tell = (share: number): void => desk.doing(() => m.sessions_importing({ name: file.name }), share);
  const session = await desk.rooms.store.importSession(file, file.name, tell, signal);
  await desk.refresh();
  await openStored(desk, session.id, signal);
}

async function openStored(desk: Desk, id: string, signal: AbortSignal): Promise<void> {
  const { openStoredSession } = await fetchPart(() => import('#app/pilot/open-stored-session.ts'));
  await openStoredSession(desk, id, someMoment, signal);
}

/** What an interrupted session asked for. */
async function resumeDropped(
  desk: Desk,
  pilot: PilotSession,
  bundle: ProjectBundle,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const { resumeWithFiles } = await fetchPart(() => import('#app/pilot/resume-session.ts'));
  await resumeWithFiles(desk, pilot, bundle, name, signal).finally(() => desk.refresh());
  if (desk.pilot === pilot) await openStored(desk, pilot.id!, signal);
}

/** A clip alone has no store around it; it can only be one that a stored session misses. */
async function receiveClip(desk: Desk, file: File): Promise<void> {
  using clip = await openClip(file, { file: file.name, camera: '', offset: micros(0) });
  const { pilot, rooms } = desk;
  if (pilot?.id != null) {
    await assertUnmasked(desk, pilot, file);
    if ((await rooms.store.restoreClip(pilot.id, file)) !== null) {
      const { showClips } = await fetchPart(() => import('#app/pilot/replay-session.ts'));
      await showClips(desk, pilot, false);
      return;
    }
    throw new WorkbenchError(
      'clip/not-of-session',
      `${file.name} is not one of the clips this session was made from. Its content must be the same, whatever its name.`,
      { details: { file: file.name } },
    );
  }
  throw new WorkbenchError(
    'clip/no-project',
    `${file.name} can be played (${clip.codec}, ${clip.width} × ${clip.height} px), but a clip alone has no store around it. Put it into a store project and drop that.`,
    { details: { file: file.name } },
  );
}

/** A clip of a camera with masks shows what they hide, so it is not kept. */
async function assertUnmasked(desk: Desk, { id, project, recording }: PilotSession, file: File): Promise<void> {
  const { clips } = await desk.rooms.store.loadSession(id!);
  const sha256 = await hashBlob(file);
  const path = clips.find((clip) => clip.file.sha256 === sha256)?.file.path;
  const camera = recording.clips.find((clip) => clip.path === path)?.camera;
  if (!project.cameras.some(({ id: known, masks }) => known === camera && masks.length > 0)) return;
  throw new WorkbenchError(
    'clip/masked',
    `${file.name} is not kept: camera ${camera} has masks, and the clip shows what they hide.`,
    { details: { file: file.name } },
  );
}

function openProject(desk: Desk, bundle: ProjectBundle, name: string, signal: AbortSignal): PilotSession {
  const [recording] = bundle.project.recordings;
  if (recording === undefined) {
    throw new WorkbenchError('project/no-recording', `${name} holds a store but no recording to run.`, {
      details: { file: name },
    });
  }
  signal.throwIfAborted();
  const pilot = new PilotSession(bundle.project, recording, bundle);
  pilot.model = desk.models.detector;
  pilot.packshots = bundledPackshots(bundle);
  desk.show(pilot, signal);
  location.hash = '#/pilot';
  return pilot;
}

function unknownFile(name: string): WorkbenchError {
  return new WorkbenchError(
    'file/unknown',
    `${name} is nothing OpenAisle can open. Drop a store project (a folder or .zip), an exported session (.zip) or a detector (.onnx, or model.json with its shards).`,
    { details: { file: name } },
  );
}
