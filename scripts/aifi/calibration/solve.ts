/**
 * Calibrates the four cameras of cps-test-01: `npx tsx scripts/aifi/calibration/solve.ts <aifi-nanostore folder>`
 * writes `cameras.json` beside this file and prints the residuals that `NOTES.md` quotes.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { assert } from '#core/errors/assert.ts';
import { openFolder, readJson } from '../foreign.ts';
import { adjust } from './bundle.ts';
import { clicksSchema } from './clicks.ts';
import { readScene } from './unknowns.ts';
import { misses } from './misses.ts';
import { crossCheck, describe, residualOf } from './residuals.ts';
import { readStart } from './start.ts';

const here = (name: string) => new URL(name, import.meta.url);
const round = (digits: number) => (value: number) => Number(value.toFixed(digits));

const folder = process.argv[2];
assert(folder, 'usage: solve.ts <aifi-nanostore folder>');
const clicks = readJson(clicksSchema, readFileSync(here('clicks.json'), 'utf8'), 'clicks.json');
const starts = readStart(openFolder(folder), clicks.size[0]);
const solved = adjust(clicks, starts);
const scene = readScene(solved, clicks, starts);
const all = misses(scene, clicks);

const cameras = [...scene.cameras].map(([id, camera]) => {
  const residual = residualOf(id, camera, scene, all, clicks);
  return {
    id,
    intrinsics: {
      fx: round(3)(camera.fx),
      fy: round(3)(camera.fy),
      cx: round(3)(camera.cx),
      cy: round(3)(camera.cy),
      distortion: camera.distortion,
    },
    pose: { rotation: camera.rotation.map(round(8)), translation: camera.translation.map(round(6)) },
    calibration: {
      method: 'bundle adjustment over clicked floor marks, shelf rails and upright edges; see scripts/aifi/calibration',
      date: '2026-11-22',
      residualPx: round(2)(residual.px),
      residualCm: round(1)(residual.cm),
    },
  };
});
writeFileSync(here('cameras.json'), `${JSON.stringify(cameras, null, 2)}\n`);
process.stdout.write(describe(scene, all, clicks));
process.stdout.write(crossCheck(clicks, starts, solved));
