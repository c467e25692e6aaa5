/** What products look like, from a project to the line that names them. */
import { expect, test } from 'vitest';
import { bundledPackshots } from '#app/pilot/packshots.ts';
import { openProjectFolder } from '#storage/project-bundle.ts';
import { CRISPS, WATER, tinyProject } from '../../support/tiny-project.ts';

const file = (path: string, text: string) => ({ path, blob: new Blob([text]) });

async function packshots(picture: string, there: readonly string[]) {
  const project = tinyProject();
  const skus = project.skus.map((sku) => (sku.gtin === CRISPS ? { ...sku, picture } : sku));
  const [{ clips, readings, sightings }] = project.recordings as [(typeof project.recordings)[number]];
  const files = [...clips, ...readings, ...sightings].map(({ path }) => file(path, ''));
  const json = file('project.json', JSON.stringify({ ...project, skus }));
  return bundledPackshots(await openProjectFolder([json, ...files, ...there.map((path) => file(path, path))], 'shop'));
}

test('a product has the picture that its project names, and others have none', async () => {
  const found = await packshots('pictures/crisps.webp', ['pictures/crisps.webp', 'pictures/water.webp']);
  expect([...found.keys()]).toEqual([CRISPS]);
  expect(await (await found.get(CRISPS)!()).text()).toBe('pictures/crisps.webp');
  expect(found.has(WATER)).toBe(false);
});

test('a project whose pictures were deleted is whole: nothing runs on them', async () => {
  expect(await packshots('pictures/crisps.webp', [])).toEqual(new Map());
});
