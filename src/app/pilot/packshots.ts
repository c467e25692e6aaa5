import type { ProjectBundle } from '#storage/project-bundle.ts';

/** What the products of a store look like, by their codes, where its project brings pictures along; each is read when it comes into sight. */
export type Packshots = ReadonlyMap<string, () => Promise<Blob>>;

/** Hundreds of small files are one large one, as `kept-project.ts` keeps them. */
export const PICTURES = 'pictures.zip';

/** Of a project that is open; a picture that is not in it is one fewer. */
export function bundledPackshots({ project, files }: ProjectBundle): Packshots {
  const found = new Map<string, () => Promise<Blob>>();
  for (const { gtin, picture } of project.skus) {
    const file = picture === undefined ? undefined : files.get(picture);
    if (file !== undefined) found.set(gtin, () => file.blob());
  }
  return found;
}
