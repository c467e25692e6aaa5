import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { tracking } from '#core/metrics/tracking.ts';
import { scoreMotCommand } from '../../../scripts/commands/score-mot.ts';
import { data } from '../../support/data.ts';
import { runCli } from '../../support/run-cli.ts';

/** A folder with these files. */
function folder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'score-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

afterEach(() => vi.restoreAllMocks());

/** What the command writes, in this process. */
async function run(...args: readonly string[]): Promise<string> {
  const written: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    await scoreMotCommand.run(args);
  } finally {
    vi.restoreAllMocks();
  }
  return written.join('');
}

const files = (truth: string, tracked: string) => ['--truth', truth, '--tracked', tracked, '--benchmark', 'mot17'];

const truth = '1,1,0,0,20,40,1,1,1\n2,1,0,0,20,40,1,1,1\n';
const tracked = '1,7,0,0,20,40,1\r\n2,7,0,0,20,40,1\r\n';

describe('cli score mot', { timeout: 60_000 }, () => {
  test('gives figures of each sequence and of all, keyed as the field calls them', async () => {
    const root = folder({
      'gt/MOT17-02.txt': truth,
      'seqinfo/MOT17-02-DPM.ini': '[Sequence]\nseqLength=3\n',
      'out/MOT17-02-SDP.txt': tracked,
      'out/MOT17-02-DPM.txt': `${tracked}3,8,0,0,20,40,1\n`,
    });
    const stdout = await run(...files(join(root, 'gt/MOT17-02.txt'), join(root, 'out')), '--json');
    const { combined, sequences, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({});
    expect(Object.keys(sequences)).toEqual(['MOT17-02-DPM', 'MOT17-02-SDP']);
    for (const figures of [combined, ...Object.values<object>(sequences)]) {
      expect(Object.keys(figures)).toEqual(Object.keys(tracking.figures));
    }
    expect(sequences['MOT17-02-SDP']).toMatchObject({ HOTA: 1, TP: 2, FP: 0, FN: 0 });
    expect(sequences['MOT17-02-DPM']).toMatchObject({ TP: 2, FP: 1 });
    expect(combined).toMatchObject({ TP: 4, FP: 1, MOTA: 0.75 });
  });

  test('without --json a table for people, in percent', async () => {
    const root = folder({ 'gt.txt': truth, 'out.txt': tracked });
    const stdout = await run(...files(join(root, 'gt.txt'), join(root, 'out.txt')));
    const lines = stdout.split('\n').map((line) => line.trim().split(/\s+/u));
    expect(
      lines.map(([first]) => first).filter((first) => ['HOTA', 'CLEAR', 'Identity'].includes(first!)),
    ).toHaveLength(3);
    expect(lines.find(([first]) => first === 'Combined')?.[1]).toBe('100.000');
  });

  test('a good file beside a bad one is still scored, and the bad one is told with its line', async () => {
    const root = folder({
      'gt/A/gt.txt': truth,
      'gt/B/gt.txt': truth,
      'gt/C/gt/gt.txt': truth,
      'out/A.txt': tracked,
      'out/B.txt': `${tracked}9,7,0,0,20,40,1\n`,
      'out/D.txt': tracked,
    });
    const args = files(join(root, 'gt'), join(root, 'out'));
    const { stdout, stderr, status } = await runCli(['score', 'mot', ...args, '--json']);
    expect(status).toBe(1);
    const { combined, sequences, refused } = JSON.parse(stdout);
    expect(Object.keys(sequences)).toEqual(['A']);
    expect(combined).toMatchObject({ TP: 2, HOTA: 1 });
    expect(refused).toMatchObject([
      { sequence: 'C', code: 'score/incomplete' },
      { sequence: 'B', code: 'dataset/malformed', line: 3, column: 1 },
    ]);
    expect(stderr).toContain('B.txt:3 is not a MOT line: column 1 (frame) is “9”; expected 1 to 2, the frames of B');
    expect(stderr).toContain('C: nothing tracked is called so');
    expect(stderr).toContain('D.txt: no ground truth is called so; left aside.');
    expect(stderr).toContain('2 of 3 sequences have no figures');
  });

  test('nothing is written when nothing can be scored', async () => {
    const root = folder({ 'gt.txt': truth, 'out.txt': '' });
    const write = vi.spyOn(process.stdout, 'write');
    await expect(scoreMotCommand.run(files(join(root, 'gt.txt'), join(root, 'out.txt')))).rejects.toMatchObject({
      code: 'dataset/malformed',
      message: expect.stringContaining('out.txt:1 is not a MOT line: the file is empty; expected tracks, a row a box'),
    });
    expect(write).not.toHaveBeenCalled();
  });

  test.each([
    [['--tracked', 'x', '--benchmark', 'mot17'], '--truth is missing'],
    [['--truth', 'package.json', '--tracked', 'package.json'], '--benchmark is missing'],
    [
      ['--truth', 'package.json', '--tracked', 'package.json', '--benchmark', 'mot99'],
      '--benchmark: there is no mot99',
    ],
    [['--truth', 'nowhere', '--tracked', 'x', '--benchmark', 'mot17'], '--truth: there is no file nowhere'],
    [['--truth', 'public', '--tracked', 'x', '--benchmark', 'mot17'], 'there is no <sequence>/gt.txt'],
  ])('%j is answered with how the command is written', async (args, why) => {
    await expect(scoreMotCommand.run(args)).rejects.toMatchObject({
      code: 'cli/usage',
      message: expect.stringMatching(new RegExp(`${why}.*Usage: cli score mot --truth DIR\\|FILE`, 'u')),
    });
  });
});

const mot17 = data('mot17-eval');
const mot15 = data('mot15-small');
if (!mot17 || !mot15)
  console.log('mot17-eval or mot15-small is not in the data folder: the command is not run on them');

describe.skipIf(!mot17 || !mot15)('the real folders as they are', { timeout: 60_000 }, () => {
  test('MPNTrack, some sequences by name and by what their detectors share', async () => {
    const golden = JSON.parse(readFileSync(join(mot17!, 'golden_MPNTrack.json'), 'utf8')).MPNTrack;
    const only = ['--sequences', 'MOT17-09,MOT17-05-DPM', '--json'];
    const stdout = await run(...files(join(mot17!, 'gt'), join(mot17!, 'MPNTrack')), ...only);
    const { sequences } = JSON.parse(stdout);
    expect(Object.keys(sequences)).toEqual(['MOT17-05-DPM', 'MOT17-09-DPM', 'MOT17-09-FRCNN', 'MOT17-09-SDP']);
    for (const [name, figures] of Object.entries<Record<string, number>>(sequences)) {
      expect(figures['HOTA'], name).toBeCloseTo(golden[name].HOTA, 9);
      expect(figures['FN'], name).toBe(golden[name].CLR_FN);
    }
  });

  test('the TUD pair, its tracks given one by one', async () => {
    const golden = JSON.parse(readFileSync(join(mot15!, 'golden/golden_TUD.json'), 'utf8'));
    const tracks = ['TUD-Campus', 'TUD-Stadtmitte'].flatMap((name) => [
      '--tracked',
      `${name}=${join(mot15!, name, 'tracker_test.txt')}`,
    ]);
    const { combined } = JSON.parse(await run('--truth', mot15!, ...tracks, '--benchmark', 'mot15', '--json'));
    const [wanted] = Object.entries<Record<string, Record<string, number>>>(golden).filter(([key]) =>
      key.startsWith('tracker_test'),
    );
    expect(combined.HOTA).toBeCloseTo(wanted![1]['COMBINED_SEQ']!['HOTA']!, 9);
    expect(combined.IDF1).toBeCloseTo(wanted![1]['COMBINED_SEQ']!['IDF1']!, 9);
  });
});
