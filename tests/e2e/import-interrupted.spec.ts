/** An import that does not come to its end: nothing of it is left, and nothing of what was there before is touched. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page, expect, test } from '@playwright/test';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { micros } from '#core/time/micros.ts';
import { writeArchive } from '#storage/archive.ts';
import { packChunk } from '#storage/journal-format.ts';
import { hashBlob } from '#storage/sha256.ts';
import { crash, launch } from '../support/killed-run.ts';
import { storedIn } from '../support/leftovers.ts';
import { archiveParts, storedSession } from '../support/stored-session.ts';
import { file, tinyShopFile } from '../support/tiny-files.ts';
import { tinyShopProject } from '../support/tiny-shop.ts';
import { dropFiles, runToTheEnd } from './support.ts';

const MIB = 1 << 20;

let folder: string;
/** Its footage takes a while to be copied. */
let footage: string;
/** Its journal takes a while to be written. */
let journal: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openaisle-import-'));
  footage = await file(join(folder, 'footage.zip'), await archiveWith(120 * MIB, 1));
  journal = await file(join(folder, 'journal.zip'), await archiveWith(1000, 400));
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

for (const how of ['tab is closed', 'browser is killed'] as const) {
  for (const what of ['footage', 'journal'] as const) {
    test(`the ${how} while ${what} is written: nothing of it is left`, async ({ baseURL }) => {
      const profile = await mkdtemp(join(tmpdir(), 'openaisle-import-profile-'));
      try {
        const first = await launch(profile);
        const page = await first.newPage();
        await page.goto(baseURL!);
        await giveArchive(page, what === 'footage' ? footage : journal);
        await halfWritten(page);
        if (how === 'tab is closed') await page.close({ runBeforeUnload: false });
        else await crash(first);
        await first.close().catch(() => undefined);

        const second = await launch(profile);
        const again = await second.newPage();
        await again.goto(baseURL!);
        await expect(again.getByText('No sessions yet')).toBeVisible({ timeout: 30_000 });
        await expect.poll(() => storedIn(again)).toEqual({ rows: {}, chunks: 0, files: [] });
        await second.close();
      } finally {
        await rm(profile, { recursive: true, force: true });
      }
    });
  }
}

test('stopped by the person: nothing of it is left, and it is no failure', async ({ page }) => {
  await page.goto('/');
  await giveArchive(page, footage);
  await halfWritten(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Checking and storing')).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect.poll(() => storedIn(page)).toEqual({ rows: {}, chunks: 0, files: [] });
});

test('without room: it is said, nothing of it is left, and the session that was there is whole', async ({
  baseURL,
}, info) => {
  // A private window keeps files in memory, and lets them grow over the quota.
  const profile = await mkdtemp(join(tmpdir(), 'openaisle-import-profile-'));
  const context = await launch(profile);
  try {
    const page = await context.newPage();
    await page.goto(baseURL!);
    await dropFiles(page, 'Open a recording', [await tinyShopFile(info.outputPath('shop.zip'))]);
    await runToTheEnd(page, 60_000);
    await page.getByRole('link', { name: 'OpenAisle' }).click();
    await expect(page.getByText('No sessions yet')).toHaveCount(0);
    const before = await storedIn(page);

    const cdp = await context.newCDPSession(page);
    const { origin } = new URL(baseURL!);
    const { usage } = await cdp.send('Storage.getUsageAndQuota', { origin });
    await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + 30 * MIB });
    await giveArchive(page, footage);
    await expect(page.getByRole('alert')).toContainText('storage/quota', { timeout: 60_000 });
    await expect(page.getByRole('alert')).toContainText('Nothing that was stored before has changed.');
    expect(await storedIn(page)).toEqual(before);
    await expect(page.getByTestId('sessions').getByRole('link')).toHaveText(['Tiny shop, walk']);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
});

/** Chosen in the dialog: it is too large to be carried into the page by hand. */
async function giveArchive(page: Page, path: string): Promise<void> {
  await page.locator('input[type=file]').first().setInputFiles(path);
}

/** The first half is checking, the second writing. */
async function halfWritten(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const text = document.querySelector('.progress')?.textContent ?? '';
      return Number(/(\d+) %/u.exec(text)?.[1] ?? 0) >= 58;
    },
    undefined,
    { polling: 5, timeout: 60_000 },
  );
}

async function archiveWith(footageBytes: number, parts: number): Promise<Blob> {
  const bytes = new Uint8Array(footageBytes);
  for (let at = 0; at < bytes.length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  const clip = new Blob([bytes]);
  const sha256 = await hashBlob(clip);
  const chunks = Array.from({ length: parts }, (_, part) => new Blob([packChunk(busySecond(part))]));
  return writeArchive(
    await archiveParts({
      session: { ...storedSession, lastTime: micros(parts * 1_000_000) },
      project: {
        name: 'Tiny shop',
        text: JSON.stringify(tinyShopProject()),
        files: [{ path: 'clips/cam1.webm', size: clip.size, sha256 }],
      },
      journal: chunks,
      results: null,
      clips: new Map([[sha256, clip]]),
    }),
  );
}

/** Ten frames with a crowd in each. */
function busySecond(second: number): readonly SceneInput[] {
  const box = { x0: 1, y0: 2, x1: 3, y1: 4 };
  const detections = Array.from({ length: 200 }, () => ({ box, score: 0.5, classId: 0 }));
  return Array.from({ length: 10 }, (_, i) => {
    return { kind: 'camera', camera: 'cam1', time: micros(second * 1_000_000 + i * 100_000), detections };
  });
}
