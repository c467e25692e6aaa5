import { expect, test } from 'vitest';
import { facingsByPlate, skuByGtin } from '#core/planning/planogram.ts';
import { requireRecordingFiles } from '#core/planning/recording-files.ts';
import { CRISPS, tinyProject } from '../../support/tiny-project.ts';

test('a plate knows the facings on it, and an empty facing is one', () => {
  const facings = facingsByPlate(tinyProject());
  expect(facings.get('f1-s1-p2')?.map((facing) => facing.gtin)).toEqual([CRISPS]);
  expect(facings.get('f1-s1-p4')?.map((facing) => facing.gtin)).toEqual([null]);
  expect(facings.get('f1-s1-p9')).toBeUndefined();
});

test('two facings may share a plate', () => {
  const project = tinyProject();
  const shared = { id: 'd', gtin: null, plates: ['f1-s1-p1'] };
  const facings = facingsByPlate({
    ...project,
    planogram: { version: '2', facings: [...project.planogram.facings, shared] },
  });
  expect(facings.get('f1-s1-p1')?.map((facing) => facing.id)).toEqual(['a', 'd']);
});

test('a code leads to its SKU, and inherited names lead nowhere', () => {
  const skus = skuByGtin(tinyProject());
  expect(skus.get(CRISPS)?.unitWeight).toBe(105);
  expect(skus.get('constructor')).toBeUndefined();
});

test('a recording is refused when a file it needs is not there, and labels are not needed', () => {
  const project = tinyProject();
  const recording = { ...project.recordings[0]!, labels: 'labels/monday.json' };
  const labelled = { ...project, recordings: [recording] };
  const needed = ['clips/cam1.webm', ...recording.readings.map(({ path }) => path)];

  expect(() => requireRecordingFiles(labelled, 'project.json', (path) => needed.includes(path))).not.toThrow();
  expect(() => requireRecordingFiles(labelled, 'project.json', (path) => path !== 'readings/f1-s1-p3.csv')).toThrow(
    expect.objectContaining({
      code: 'project/missing-file',
      message: expect.stringContaining('recordings[0].readings[2].path names "readings/f1-s1-p3.csv"') as string,
    }) as Error,
  );
});
