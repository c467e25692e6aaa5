import { test } from 'vitest';
import { findTags } from '#core/calibration/find-tags.ts';
import { findQuads } from '#core/calibration/find-quads.ts';
import { cornersOnFloor } from '#core/calibration/sheet-place.ts';
import { projectToImage } from '#core/geometry/camera-model.ts';
import { ceilingCamera } from '../../support/ceiling-camera.ts';
import { pictureOfSheets } from '../../support/sheet-pictures.ts';

test('try', () => {
  const camera = ceilingCamera({ at: [0.1, 0.1, 2.6], pan: 0.6, tilt: 0.55, focal: 914, width: 1280, height: 720, distortion: [-0.06, 0.0, 0, 0, 0] });
  const sheets = [];
  let n = 1;
  for (const [x, y] of [[2, 1.2],[3,3],[4,2],[4.5,4],[5.5,3],[6,5],[7,4],[7.5,5.5],[3,1.5],[5.5, 4.5]] as const) sheets.push({ number: n++, x, y, angle: n });
  const t0 = performance.now();
  const picture = pictureOfSheets({ camera, sheets });
  const t1 = performance.now();
  const quads = findQuads(picture);
  const t2 = performance.now();
  const found = findTags(picture);
  const t3 = performance.now();
  console.log('draw', t1 - t0, 'quads', quads.length, t2 - t1, 'all', t3 - t2, 'foreign', found.foreign.length);
  for (const sheet of sheets) {
    const want = cornersOnFloor(sheet).map((c) => projectToImage(camera, c)!);
    const inside = want.every(({x,y}) => x>5&&y>5&&x<1275&&y<715);
    const got = found.sheets.filter((f) => f.number === sheet.number);
    const dist = Math.hypot(sheet.x, sheet.y);
    const size = Math.hypot(want[0]!.x-want[2]!.x, want[0]!.y-want[2]!.y).toFixed(0)+'/'+Math.hypot(want[1]!.x-want[3]!.x, want[1]!.y-want[3]!.y).toFixed(0);
    console.log(sheet.number, 'dist', dist.toFixed(1), 'diag', size, inside, got.map((g) => [g.quad.map((q, i) => Math.hypot(q.x - want[i]!.x, q.y - want[i]!.y).toFixed(3)).join(' '), g.sigma.toFixed(3), g.misfit.toFixed(3)].join(' | ')));
  }
});
