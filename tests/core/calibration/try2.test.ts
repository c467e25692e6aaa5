import { test } from 'vitest';
import { solveSheets } from '#core/calibration/solve-sheets.ts';
import { cornerCameras, floorError, laidSheets, viewOf } from '../../support/sheet-floor.ts';
import { mulberry32 } from '../../support/floor-world.ts';

const med = (v: number[]) => [...v].sort((a, b) => a - b)[Math.floor(v.length / 2)]!;
const p90 = (v: number[]) => [...v].sort((a, b) => a - b)[Math.floor(v.length * 0.9)]!;
test.each([[1280, 6, 0.15, 4,1],[1280, 8, 0.15, 4,1],[1280, 10, 0.15, 4,1],[1280, 10, 0.15, 1,1],[1280, 10, 0.3, 4,1],[1280, 8, 0.15, 4, 21],[1280, 10, 0.15, 4, 21],[640, 10, 0.15, 4, 21],[1280,10,.15,4,2]] as const)('%i px %i sheets noise %f', (width, count, noise, cams, first) => {
  const errs: number[] = [], exp: number[] = [], two: number[] = [], twoExp: number[] = [];
  let t = 0, missing = 0; const faults: Record<string, number> = {};
  for (let seed = 1; seed <= 15; seed++) {
    const cameras = cornerCameras(width).slice(0, cams);
    const sheets = laidSheets(count, seed, first === 2 ? 1 : first);
    const views = cameras.map((c, i) => viewOf(String(i), c, sheets, noise, seed * 10 + i));
    const t0 = performance.now();
    const mid = sheets[Math.floor(count/2)]!;
    const a = solveSheets(views, [mid]);
    t += performance.now() - t0;
    const random = mulberry32(seed); const g = () => 0.01 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const b = solveSheets(views, [sheets[0]!, sheets.at(-1)!, mid].map((s) => ({ ...s, x: s.x + g(), y: s.y + g(), angle: null })));
    for (const f of a.faults) faults[f.kind] = (faults[f.kind] ?? 0) + 1;
    cameras.forEach((c, i) => {
      const f = a.cameras.get(String(i));
      if (!f) { missing++; return; }
      errs.push(floorError(c, f.camera)); exp.push(f.expectedCm!);
      const h = b.cameras.get(String(i)); if (h) { two.push(floorError(c, h.camera)); twoExp.push(h.expectedCm!); }
    });
  }
  console.log(width, count, noise, cams, first, 'one known: med', med(errs).toFixed(2), 'p90', p90(errs).toFixed(2), 'expected', med(exp).toFixed(2), '| three places 1cm', med(two).toFixed(2), p90(two).toFixed(2), med(twoExp).toFixed(2), 'missing', missing, 'ms', (t / 15).toFixed(0), JSON.stringify(faults));
}, 120000);
