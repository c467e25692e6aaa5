import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { scoreMotCommand } from '../../../scripts/commands/score-mot.ts';
import { trackCommand } from '../../../scripts/commands/track.ts';
import { data } from '../../support/data.ts';

const val = data('mot17-val-half');
if (!val) console.log('mot17-val-half is not in the data folder: the accuracy of the trackers is not measured');

const out = mkdtempSync(join(tmpdir(), 'openaisle-accuracy-'));
afterAll(() => rmSync(out, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

const STANDING = 'MOT17-02,MOT17-04,MOT17-09';
const MOVING = 'MOT17-05,MOT17-10,MOT17-11,MOT17-13';
const ALL = `${STANDING},${MOVING}`;

/** Online, one parameter set, no interpolation. */
test.skipIf(!val).each([
  ['bytetrack-xywh', ALL, 0.682, 0.803],
  ['bytetrack-steady', ALL, 0.688, 0.818],
  ['bytetrack-steady', STANDING, 0.715, 0.832],
  ['floor', STANDING, 0.726, 0.848],
])(
  '%s on %s reaches HOTA %f and IDF1 %f',
  async (tracker, sequences, hota, idf1) => {
    const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const tracked = join(out, tracker);
    const cameras = ['--cameras', join(val!, 'camera')];
    await trackCommand.run(['--tracker', tracker, '--detections', join(val!, 'det'), '--out', tracked, ...cameras]);
    const against = ['--truth', join(val!, 'gt'), '--benchmark', 'mot17', '--sequences', sequences, '--json'];
    await scoreMotCommand.run(['--tracked', tracked, ...against]);
    const { combined } = JSON.parse(String(stdout.mock.lastCall?.[0])) as { combined: { HOTA: number; IDF1: number } };
    expect(combined.HOTA).toBeGreaterThanOrEqual(hota);
    expect(combined.IDF1).toBeGreaterThanOrEqual(idf1);
  },
  60_000,
);
