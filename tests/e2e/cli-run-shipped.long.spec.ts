/** The recordings that come along, whole, through the command line: what they hold, what is made of it, and how far that is from the truth. */
import { expect, test } from '@playwright/test';
import { compareReceipts } from '#core/metrics/receipts.ts';
import { runCli } from '../support/run-cli.ts';

for (const { name, baskets } of [
  { name: 'demo', baskets: 3 },
  { name: 'demo-busy', baskets: 8 },
]) {
  test(`${name}: receipts, truth in the same shape, and the comparison`, async () => {
    test.setTimeout(1_800_000);
    const run = await runCli(['run', '--project', name, '--json']);
    expect(run.stderr).toContain('people compared by Shop embedder');
    expect(run.status).toBe(0);
    const said = JSON.parse(run.stdout);
    expect(Object.keys(said)).toEqual(['receipts', 'truth', 'comparison', 'figures']);
    expect(said.truth).toHaveLength(baskets);
    const shape = { visit: expect.any(String), shopper: expect.any(String), total: expect.any(Number) };
    const line = { gtin: expect.any(String), quantity: expect.any(Number), unitPrice: expect.any(Number) };
    for (const receipt of [...said.receipts, ...said.truth]) {
      expect(receipt).toEqual({ ...shape, lines: expect.any(Array) });
      for (const each of receipt.lines) expect(each).toEqual(line);
    }
    expect(said.comparison).toEqual(compareReceipts(said.receipts, said.truth));
    if (name === 'demo') expect(said.comparison).toMatchObject({ f1: 1, exact: baskets, baskets });
  });
}
