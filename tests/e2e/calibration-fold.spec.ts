/** A camera of a stored session is calibrated afterwards: its own sightings come to another receipt. */
import { expect, test } from '@playwright/test';
import { cents } from '#core/basket/money.ts';
import { micros } from '#core/time/micros.ts';
import { writeArchive } from '#storage/archive.ts';
import { packChunk } from '#storage/journal-format.ts';
import { MARKS } from '../support/marked-floor.ts';
import { miscalibratedProject, sightings } from '../support/miscalibrated-session.ts';
import { storedSession } from '../support/stored-session.ts';
import { file } from '../support/tiny-files.ts';
import { typeMark } from './calibrating.ts';
import { dropFiles, receiptLines, watchManners } from './support.ts';

test('calibrated, a session is worked out again; the one it came from stays', async ({ page, baseURL }, info) => {
  const manners = watchManners(page, baseURL!);
  await page.goto('/');
  const project = miscalibratedProject();
  const archive = writeArchive({
    session: { ...storedSession, name: 'Monday', recording: 'monday', model: null, lastTime: micros(16_000_000) },
    project: { name: project.name, text: JSON.stringify(project), files: [] },
    journal: [new Blob([packChunk(sightings)])],
    results: {
      receipts: [{ visit: 'V1', shopper: 'S1', time: micros(15_800_000), lines: [], total: cents(0) }],
      interactions: [],
      postings: [],
      visits: [],
    },
    clips: new Map(),
  });
  await dropFiles(page, 'Open a recording', [await file(info.outputPath('monday.zip'), await archive)]);
  const session = page.getByTestId('session');
  await expect(session).toHaveAttribute('data-phase', 'finished', { timeout: 30_000 });
  expect(await receiptLines(page)).toEqual([]);
  const before = page.url();

  await page.getByRole('button', { name: 'Calibrate Over the door' }).click();
  for (const [x, y] of MARKS) await typeMark(page, x, y);
  await page.getByRole('button', { name: 'Save and recalculate' }).click();
  await expect(page.getByText('Over the door is calibrated.')).toBeVisible();
  await expect.poll(() => receiptLines(page), { timeout: 30_000 }).toEqual(['1 × Crisps €2.50']);
  expect(page.url()).not.toBe(before);
  await page.reload();
  await expect.poll(() => receiptLines(page), { timeout: 30_000 }).toEqual(['1 × Crisps €2.50']);

  await page.goto(before);
  // Until the other has been opened, the one before is still there.
  await expect.poll(() => receiptLines(page)).toEqual([]);
  await expect(page.getByText('Monday').first()).toBeVisible();
  await expect(session).toHaveAttribute('data-phase', 'finished');
  expect(manners.offences).toEqual([]);
});
