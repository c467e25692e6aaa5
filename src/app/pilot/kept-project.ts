/** What a recording was run on stays with its session, so that an interrupted run can go on without anybody's files. */
import type { Recording } from '#core/planning/project.ts';
import { PICTURES } from '#app/pilot/packshots.ts';
import type { ProjectBundle } from '#storage/project-bundle.ts';
import type { ProjectFile } from '#storage/session.ts';
import type { SessionStore } from '#storage/session-store.ts';
import { writeZip } from '#storage/write-zip.ts';

/** Hundreds of small files are one large one: each would cost a file and a hash of its own. */
export const INPUTS = 'inputs.zip';

/** Keeps the readings and sightings of a recording as one file. @returns `null` when it has none. */
export async function keepInputs(
  { media }: SessionStore,
  { files }: ProjectBundle,
  recording: Recording,
  signal: AbortSignal,
): Promise<ProjectFile | null> {
  const paths = inputPaths(recording).map(({ path }) => path);
  if (paths.length === 0) return null;
  const blob = await zipped(files, paths);
  return { path: INPUTS, size: blob.size, sha256: await media.keepBlob(blob, INPUTS, undefined, signal) };
}

/** Keeps the pictures of a store's products as one file, however many runs it has. @returns `null` when it has none. */
export async function keepPictures(
  { media }: SessionStore,
  { project, files }: ProjectBundle,
  signal: AbortSignal,
): Promise<ProjectFile | null> {
  const named = new Set(project.skus.map(({ picture }) => picture));
  const paths = [...named].filter((path) => path !== undefined && files.has(path)) as string[];
  if (paths.length === 0) return null;
  const blob = await zipped(files, paths);
  return { path: PICTURES, size: blob.size, sha256: await media.keepBlob(blob, PICTURES, undefined, signal) };
}

/** In the order they are kept in. */
export const inputPaths = ({ readings, sightings }: Recording): readonly { readonly path: string }[] => [
  ...readings,
  ...sightings,
];

/** Equal files make equal bytes. */
export async function zipped(files: ProjectBundle['files'], paths: readonly string[]): Promise<Blob> {
  const entries = paths.map(async (path) => ({ path, data: await files.get(path)!.blob(), compress: false }));
  return writeZip(await Promise.all(entries));
}
