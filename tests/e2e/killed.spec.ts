/** A power cut, at moments nobody chose: what the page had said is there, but for its last second. */
import { expect, test } from '@playwright/test';
import { mulberry32 } from '../support/floor-world.ts';
import { killedRun } from '../support/killed-run.ts';
import { tinyShopFile } from '../support/tiny-files.ts';

const SECONDS = 3600;
const MOMENTS = process.env['OPENAISLE_LONG'] === '1' ? 30 : 4;

test(`a run that is killed at ${MOMENTS} random moments, tab and browser in turn`, async ({ baseURL }, info) => {
  test.setTimeout(60_000 * MOMENTS);
  const shop = await tinyShopFile(info.outputPath('long.zip'), {}, SECONDS);
  const random = mulberry32(20_261_124);
  for (let moment = 0; moment < MOMENTS; moment++) {
    const how = moment % 2 === 0 ? 'tab' : 'browser';
    const { said, kept } = await killedRun(baseURL!, shop, how, random() * 1500, SECONDS);
    // The page says whole per cents, so half of one is left to rounding.
    expect(kept, how).toBeGreaterThan(said - 0.005 * SECONDS);
  }
});
