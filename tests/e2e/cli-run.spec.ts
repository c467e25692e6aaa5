import { cpSync, existsSync, openAsBlob, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { colourResemblance } from '#core/detection/colour-parts.ts';
import { unlikeOf } from '#core/detection/likeness.ts';
import type { Project } from '#core/planning/project.ts';
import { readArchive, readInputs } from '#storage/archive.ts';
import { importAifi, zipImported } from '../../scripts/aifi/import-aifi.ts';
import { data } from '../support/data.ts';
import { runCli, typeCli } from '../support/run-cli.ts';
import { file, tinyShopFile } from '../support/tiny-files.ts';

const folder = data('aifi-nanostore');

test('prints the receipts and nothing else, and leaves a session that replays to them', async () => {
  const shop = await tinyShopFile(test.info().outputPath('shop.zip'));
  const session = test.info().outputPath('session.zip');
  const run = await typeCli(['run', '--project', shop, '--out', session, '--json']);
  expect(run.status).toBe(0);
  const { receipts, figures } = JSON.parse(run.stdout);
  const lines = [{ gtin: '2000000000015', quantity: 1, unitPrice: 250 }];
  expect(receipts).toEqual([{ visit: 'V1', shopper: 'S1', lines, total: 250 }]);
  expect(figures).toMatchObject({ visits: 1, receipts: 1, interactions: 1 });

  const replay = await typeCli(['replay', session, '--json']);
  expect(replay.stdout).toBe(run.stdout);
});

test('people told apart by the embedder are where they were when the session is replayed without it', async () => {
  const [session, ran, again] = ['session.zip', 'ran.txt', 'again.txt'].map((name) => test.info().outputPath(name));
  const run = await runCli([
    ...['run', '--project', demoOfOneCamera(), '--embedder', 'shop-embedder', '--threads', '1', '--fps', '1'],
    ...['--out', session!, '--tracks', ran!, '--json'],
  ]);
  expect(run.status).toBe(0);
  const likest = Math.min(...(await unlikes(session!)));
  // No two colours are as like each other as that.
  expect(likest).toBeLessThan(unlikeOf(0, colourResemblance));

  const replay = await runCli(['replay', session!, '--tracks', again!, '--json']);
  const { receipts, figures } = JSON.parse(run.stdout);
  expect(JSON.parse(replay.stdout)).toEqual({ receipts, figures });
  expect(readFileSync(ran!, 'utf8')).not.toBe('');
  expect(readFileSync(again!, 'utf8')).toBe(readFileSync(ran!, 'utf8'));
});

/** The demo in a quarter of the time. */
function demoOfOneCamera(): string {
  const folder = test.info().outputPath('shop');
  cpSync('public/demo', folder, { recursive: true, filter: (path) => !/cam[2-4]|pictures/u.test(path) });
  const path = join(folder, 'project.json');
  const project = JSON.parse(readFileSync(path, 'utf8')) as Project;
  const recordings = project.recordings.map((each) => ({ ...each, clips: each.clips.slice(0, 1) }));
  writeFileSync(path, JSON.stringify({ ...project, recordings }));
  return folder;
}

/** How unlike each other all are who were compared in a session. */
async function unlikes(session: string): Promise<readonly number[]> {
  const found: number[] = [];
  for await (const inputs of readInputs(await readArchive(await openAsBlob(session), 'session.zip'))) {
    for (const input of inputs) {
      if (input.kind !== 'camera') continue;
      for (const { unlike } of input.likenesses?.values() ?? []) found.push(...unlike.values());
    }
  }
  return found;
}

test('a project that cannot be used is a sentence on stderr, and no session', async () => {
  const change = { 'readings/f1-s1-p2.csv': null };
  const shop = await tinyShopFile(test.info().outputPath('shop.zip'), change);
  const session = test.info().outputPath('session.zip');
  const run = await runCli(['run', '--project', shop, '--out', session, '--json']);
  expect(run).toMatchObject({ status: 1, stdout: '' });
  expect(run.stderr).toContain('readings/f1-s1-p2.csv');
  expect(existsSync(session)).toBe(false);
});

test('a real shop that has positions instead of video needs no model', async () => {
  test.skip(folder === null, 'the AiFi recording is not in the data folder');
  const imported = await zipImported(importAifi(folder!, 'benchmark-1'));
  const shop = await file(test.info().outputPath('shop.zip'), imported);
  const session = test.info().outputPath('session.zip');
  const run = await runCli(['run', '--project', shop, '--out', session, '--json']);
  expect(run.status).toBe(0);
  const lines = [{ gtin: '071142008582', quantity: 1, unitPrice: 100 }];
  expect(JSON.parse(run.stdout).receipts).toEqual([{ visit: 'V1', shopper: 'S1', lines, total: 100 }]);
  expect((await runCli(['replay', session, '--json'])).stdout).toBe(run.stdout);
});
