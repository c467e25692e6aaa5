/** A power cut, at moments nobody chose: what the page had said is there, but for its last second. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { mulberry32 } from '../support/floor-world.ts';
import { killedRun } from '../support/killed-run.ts';
import { tinyShopFile } from '../support/tiny-files.ts';

const SECONDS = 3600;
const MOMENTS = process.env['OPENAISLE_LONG'] === '1' ? 30 : 4;
const random = mulberry32(20_261_124);

let folder: string;
let shop: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'openaisle-killed-'));
  shop = await tinyShopFile(join(folder, 'long.zip'), {}, SECONDS);
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

for (let moment = 1; moment <= MOMENTS; moment++) {
  const how = moment % 2 === 0 ? 'browser' : 'tab';
  const after = random() * 1500;
  test(`a run whose ${how} is killed at random moment ${moment}`, async ({ baseURL }) => {
    const { said, kept } = await killedRun(baseURL!, shop, how, after, SECONDS);
    console.log(`moment ${moment}, ${how}: said ${said} s, kept ${kept} s`);
    // The page says whole per cents, so half of one is left to rounding.
    expect(kept).toBeGreaterThan(said - 0.005 * SECONDS);
  });
}
