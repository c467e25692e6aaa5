/** What is known to have been taken in a recording, where its project brings that along. No step of a run reads it. */
import { type TrueReceipts, readTrueReceipts } from '#core/datasets/truth-json.ts';
import type { Recording } from '#core/planning/project.ts';
import type { ProjectBundle } from '#storage/project-bundle.ts';
import type { ProjectFile } from '#storage/session.ts';
import type { SessionStore } from '#storage/session-store.ts';

/** Keeps the labels of a recording with its session. @returns `null` when it has none. */
export async function keepLabels(
  { media }: SessionStore,
  { files }: ProjectBundle,
  { labels }: Recording,
  signal: AbortSignal,
): Promise<ProjectFile | null> {
  const file = labels === null ? undefined : files.get(labels);
  if (file === undefined) return null;
  const blob = await file.blob();
  return { path: labels!, size: blob.size, sha256: await media.keepBlob(blob, labels!, undefined, signal) };
}

/** @returns `null` for a recording of which nothing is known. @throws WorkbenchError `dataset/malformed` */
export async function bundledTruth({ files }: ProjectBundle, { labels }: Recording): Promise<TrueReceipts | null> {
  const file = labels === null ? undefined : files.get(labels);
  return file === undefined ? null : readTrueReceipts(await file.text(), labels!);
}

/** The same, of a stored session. @throws WorkbenchError `dataset/malformed`, `storage/missing` */
export async function storedTruth(
  store: SessionStore,
  files: readonly ProjectFile[],
  { labels }: Recording,
): Promise<TrueReceipts | null> {
  const kept = files.find(({ path }) => path === labels);
  const blob = kept === undefined ? null : await store.media.openMedia(kept.sha256);
  return blob === null ? null : readTrueReceipts(await blob.text(), labels!);
}
