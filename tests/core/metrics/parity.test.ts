import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSequenceLength } from '#core/datasets/seqinfo.ts';
import { type MotBenchmarkName, motBenchmarks } from '#core/metrics/mot-benchmark.ts';
import { readMotTracked, readMotTruth } from '#core/metrics/mot-rows.ts';
import { scoreMot } from '#core/metrics/score-mot.ts';
import { hotaCurves } from '#core/metrics/hota.ts';
import { type TrackingSums, tracking } from '#core/metrics/tracking.ts';
import { data } from '../../support/data.ts';

const read = (path: string) => readFileSync(path, 'utf8');

function scoreFiles(benchmark: MotBenchmarkName, truth: string, tracked: string, seqinfo?: string): TrackingSums {
  const rules = motBenchmarks[benchmark];
  const length = seqinfo === undefined ? null : readSequenceLength(read(seqinfo), seqinfo);
  const rows = readMotTracked(read(tracked), tracked, rules);
  return scoreMot(tracked, readMotTruth(read(truth), truth, rules), rows, length, rules);
}

type Golden = Readonly<Record<string, number | readonly number[]>>;

/** Every figure within 1e-6, counts equal, and the figures of HOTA at each α. */
function expectGolden(sums: TrackingSums, golden: Golden): void {
  const calledThere: Record<string, string> = { TP: 'CLR_TP', FP: 'CLR_FP', FN: 'CLR_FN' };
  const got: Readonly<Record<string, number>> = tracking.finish(sums);
  for (const [name, { kind }] of Object.entries(tracking.figures)) {
    const wanted = golden[calledThere[name] ?? name] as number;
    if (kind === 'count') expect(got[name], name).toBe(wanted);
    else expect(Math.abs(got[name]! - wanted), name).toBeLessThan(1e-6);
  }
  for (const [name, values] of Object.entries(hotaCurves(sums.hota))) {
    const wanted = golden[`${name}_alpha`] as readonly number[];
    values.forEach((value, a) => expect(Math.abs(value - wanted[a]!), `${name} at ${a}`).toBeLessThan(1e-6));
  }
}

const mot17 = data('mot17-eval');
if (!mot17) console.log('mot17-eval is not in the data folder: MPNTrack is not scored as TrackEval does');

describe.skipIf(!mot17)('MPNTrack on MOT17, as TrackEval scores it', () => {
  const golden: Readonly<Record<string, Golden>> = mot17
    ? JSON.parse(read(join(mot17, 'golden_MPNTrack.json'))).MPNTrack
    : {};
  const names = Object.keys(golden).filter((name) => name !== 'COMBINED_SEQ');
  const scored = new Map<string, TrackingSums>();

  test('there are 21 sequences', () => {
    expect(names).toHaveLength(21);
  });

  test.each(names)('%s', (name) => {
    const truth = join(mot17!, 'gt', `${name.slice(0, 8)}.txt`);
    const seqinfo = join(mot17!, 'seqinfo', `${name}.ini`);
    scored.set(name, scoreFiles('mot17', truth, join(mot17!, 'MPNTrack', `${name}.txt`), seqinfo));
    expectGolden(scored.get(name)!, golden[name]!);
  });

  test('all of them combined', () => {
    expectGolden(tracking.combine([...scored.values()]), golden['COMBINED_SEQ']!);
  });
});

const mot15 = data('mot15-small');
if (!mot15) console.log('mot15-small is not in the data folder: the TUD pair is not scored as TrackEval does');

describe.skipIf(!mot15)('the TUD pair of MOT15, as TrackEval scores it', () => {
  const golden = mot15 ? JSON.parse(read(join(mot15, 'golden/golden_TUD.json'))) : {};
  const names = ['TUD-Campus', 'TUD-Stadtmitte'];

  test.each(['tracker_test', 'sort_output'])('%s, each and combined', (file) => {
    const wanted = golden[Object.keys(golden).find((key) => key.startsWith(file))!];
    const scored = names.map((name) =>
      scoreFiles('mot15', join(mot15!, name, 'gt.txt'), join(mot15!, name, `${file}.txt`)),
    );
    scored.forEach((sums, i) => expectGolden(sums, wanted[names[i]!]));
    expectGolden(tracking.combine(scored), wanted['COMBINED_SEQ']);
  });

  test('what the authors of py-motmetrics published of tracker_test, MOTP but for its sign', () => {
    const published = JSON.parse(read(join(mot15!, 'golden/motmetrics_published.json')));
    const each = names.map((name) =>
      scoreFiles('mot15', join(mot15!, name, 'gt.txt'), join(mot15!, name, 'tracker_test.txt')),
    );
    [...each, tracking.combine(each)].forEach((sums, i) => {
      const f = tracking.finish(sums);
      const ours = [
        f.IDF1,
        f.IDP,
        f.IDR,
        f.TP / (f.TP + f.FN),
        f.TP / (f.TP + f.FP),
        f.MT + f.PT + f.ML,
        f.MT,
        f.PT,
        f.ML,
      ];
      const more = [f.FP, f.FN, f.IDSW, f.Frag, f.MOTA, 1 - f.MOTP];
      const theirs: number[] = published[[...names, 'OVERALL'][i]!];
      [...ours, ...more].forEach((value, k) => expect(value).toBeCloseTo(theirs[k]!, 5));
    });
  });
});

const half = data('mot17-val-half');
if (!half) console.log('mot17-val-half is not in the data folder: the published trackers are not scored again');

test.skipIf(!half).each([
  ['sort', { HOTA: 62.718, DetA: 64.269, AssA: 61.737, MOTA: 74.184, IDF1: 70.562, IDSW: 366, FP: 1208, FN: 12338 }],
  ['bytetrack', { HOTA: 67.79, DetA: 66.56, AssA: 69.598, MOTA: 77.823, IDF1: 79.911, IDSW: 167, FP: 2537, FN: 9247 }],
  ['oc-sort', { HOTA: 66.452, DetA: 64.315, AssA: 69.085, MOTA: 74.63, IDF1: 77.858, IDSW: 205, FP: 1278, FN: 12189 }],
])('%s on MOT17 val-half, as its rows were scored by TrackEval', (tracker, wanted) => {
  const scored = ['02', '04', '05', '09', '10', '11', '13'].map((number) => {
    const folder = join(half!, 'gt', `MOT17-${number}`);
    const rows = join(half!, 'reference', tracker, `MOT17-${number}.txt`);
    return scoreFiles('mot17', join(folder, 'gt.txt'), rows, join(folder, 'seqinfo.ini'));
  });
  const figures = tracking.finish(tracking.combine(scored));
  for (const [name, value] of Object.entries(wanted) as [keyof typeof wanted, number][]) {
    if (tracking.figures[name].kind === 'count') expect(figures[name], name).toBe(value);
    else expect(100 * figures[name], name).toBeCloseTo(value, 2);
  }
});
