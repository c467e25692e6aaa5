import type { Project } from '#core/planning/project.ts';
import { PICTURES, type Packshots, bundledPackshots } from '#app/pilot/packshots.ts';
import type { ProjectFile } from '#storage/session.ts';
import type { SessionStore } from '#storage/session-store.ts';
import { readZip } from '#storage/zip.ts';

/** What the products of a stored session's store look like. */
export async function storedPackshots(
  { media }: SessionStore,
  stored: readonly ProjectFile[],
  project: Project,
): Promise<Packshots> {
  const kept = stored.find(({ path }) => path === PICTURES);
  const blob = kept === undefined ? null : await media.openMedia(kept.sha256);
  return blob === null ? new Map() : bundledPackshots({ project, files: await readZip(blob, undefined, PICTURES) });
}
