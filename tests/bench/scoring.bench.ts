import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { readSequenceLength } from '#core/datasets/seqinfo.ts';
import { motBenchmarks } from '#core/metrics/mot-benchmark.ts';
import { readMotTracked, readMotTruth } from '#core/metrics/mot-rows.ts';
import { scoreMot } from '#core/metrics/score-mot.ts';
import { tracking } from '#core/metrics/tracking.ts';
import { crowdText } from '../support/crowd-mot.ts';
import { data } from '../support/data.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';

const ROUNDS = 5;
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Reading and scoring MOT rows: seven real sequences in this process, a million rows by the command in one of its own. */
export const bench: Bench = {
  name: 'scoring',
  async run() {
    const folder = data('mot17-val-half');
    if (!folder) throw new NotMeasured('mot17-val-half is not in the data folder');
    const before = process.cpuUsage();
    const rounds = Array.from({ length: ROUNDS }, () => timeHalf(folder));
    const { user, system } = process.cpuUsage(before);
    const what = 'ByteTrack on mot17-val-half, read and scored';
    return [
      { what: `${what}, first time`, value: rounds[0]!, unit: 's', target: '≤ 1', met: rounds[0]! <= 1 },
      { what: `${what}, best of ${ROUNDS}`, value: Math.min(...rounds), unit: 's' },
      // What a machine without other work would take; the first time compiles as well.
      { what: 'the same, processor time, mean', value: (user + system) / 1e6 / ROUNDS, unit: 's' },
      ...[100, 1000].flatMap((people) => million(people)),
    ];
  },
};

/** @returns s */
function timeHalf(folder: string): number {
  const rules = motBenchmarks.mot17;
  const began = performance.now();
  const sums = readdirSync(join(folder, 'gt')).map((name) => {
    const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
    const truth = readMotTruth(read(`gt/${name}/gt.txt`), name, rules);
    const tracked = readMotTracked(read(`reference/bytetrack/${name}.txt`), name, rules);
    return scoreMot(name, truth, tracked, readSequenceLength(read(`gt/${name}/seqinfo.ini`), name), rules);
  });
  tracking.finish(tracking.combine(sums));
  return (performance.now() - began) / 1000;
}

function million(people: number): readonly Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'scoring-'));
  const frames = 1_000_000 / people;
  const { truth, tracked } = crowdText(frames, people);
  writeFileSync(join(folder, 'gt.txt'), truth);
  writeFileSync(join(folder, 'out.txt'), tracked);
  const files = ['--truth', join(folder, 'gt.txt'), '--tracked', join(folder, 'out.txt'), '--benchmark', 'mot15'];
  const run = `const { scoreMotCommand } = await import('./scripts/commands/score-mot.ts');
    const began = performance.now();
    await scoreMotCommand.run(${JSON.stringify([...files, '--json'])});
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const seconds = (performance.now() - began) / 1000;
    process.stderr.write(JSON.stringify([seconds, (userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024]));`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', run];
  const { stderr, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(stderr);
  const [seconds, processor, megabytes] = JSON.parse(stderr) as [number, number, number];
  const what = `1,000,000 rows on as many, ${people} a frame`;
  return [
    { what, value: seconds, unit: 's', target: '≤ 20', met: seconds <= 20 },
    { what: 'the same, processor time', value: processor, unit: 's' },
    { what: 'the same, most memory', value: megabytes, unit: 'MB', target: '≤ 1024', met: megabytes <= 1024 },
  ];
}
