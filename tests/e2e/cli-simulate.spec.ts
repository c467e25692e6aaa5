import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runCli } from '../support/run-cli.ts';

test('a simulated recording runs from its folder, is compared with its truth, and is charged the same without it', async () => {
  const folder = test.info().outputPath('shop');
  const session = test.info().outputPath('session.zip');
  const simulated = await runCli(['simulate', '--scenario', 'first-visit', '--seed', '11', '--out', folder]);
  expect(simulated).toMatchObject({ status: 0, stderr: '' });

  const run = ['run', '--project', folder, '--threads', '1', '--out', session, '--json'];
  const { receipts, truth, comparison } = JSON.parse((await runCli(run)).stdout);
  expect(truth).toEqual(JSON.parse(simulated.stdout).receipts);
  expect(receipts.map(({ total }: { total: number }) => total)).toEqual([129 + 119 + 149]);
  expect(comparison).toMatchObject({ precision: 1, recall: 1, f1: 1, exact: 1, baskets: 1 });

  rmSync(join(folder, 'truth.json'));
  rmSync(join(folder, 'truth'), { recursive: true });
  const blind = JSON.parse((await runCli(run)).stdout);
  expect(blind.receipts).toEqual(receipts);
  expect(blind).not.toHaveProperty('truth');
});
