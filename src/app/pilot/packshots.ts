/** What the products of a store look like, where its project brings pictures along. Shown beside their names. */
import type { Project } from '#core/planning/project.ts';
import { PICTURES } from '#app/pilot/kept-project.ts';
import type { ProjectBundle } from '#storage/project-bundle.ts';
import type { ProjectFile } from '#storage/session.ts';
import type { SessionStore } from '#storage/session-store.ts';
import { readZip } from '#storage/zip.ts';

/** By the code of the product; each is read when it comes into sight. */
export type Packshots = ReadonlyMap<string, () => Promise<Blob>>;

/** Of a project that is open; a picture that is not in it is one fewer. */
export function bundledPackshots({ project, files }: ProjectBundle): Packshots {
  const found = new Map<string, () => Promise<Blob>>();
  for (const { gtin, picture } of project.skus) {
    const file = picture === undefined ? undefined : files.get(picture);
    if (file !== undefined) found.set(gtin, () => file.blob());
  }
  return found;
}

/** The same, of a stored session. */
export async function storedPackshots(
  { media }: SessionStore,
  stored: readonly ProjectFile[],
  project: Project,
): Promise<Packshots> {
  const kept = stored.find(({ path }) => path === PICTURES);
  const blob = kept === undefined ? null : await media.openMedia(kept.sha256);
  return blob === null ? new Map() : bundledPackshots({ project, files: await readZip(blob, undefined, PICTURES) });
}
