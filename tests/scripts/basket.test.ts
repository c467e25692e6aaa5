import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { data } from '../support/data.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs the command in a process of its own, as a person would. */
function basket(text: string): { status: number | null; stdout: string; stderr: string } {
  const file = join(mkdtempSync(join(tmpdir(), 'basket-')), 'interactions.jsonl');
  writeFileSync(file, text);
  const run = `import { basketCommand } from './scripts/commands/basket.ts';
    try { await basketCommand.run(['--interactions', ${JSON.stringify(file)}, '--json']); }
    catch (error) { process.stderr.write(error.code + ' ' + error.message); process.exitCode = 1; }`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', run];
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
}

const line = (type: string, gtin: string, quantity = 1, shopper = 'S1') =>
  `${JSON.stringify({ time: null, type, shopper, gtin, quantity })}\n`;

describe('cli basket', () => {
  test('a take and a return of the same leave nothing of it, and the shopper stays', () => {
    const { stdout, status } = basket(line('take', 'a', 2) + line('take', 'b') + line('return', 'a', 2));
    expect(JSON.parse(stdout)).toEqual({ baskets: [{ shopper: 'S1', lines: [{ gtin: 'b', quantity: 1 }] }] });
    expect(status).toBe(0);
    const nothing = basket(line('take', 'a') + line('return', 'a'));
    expect(JSON.parse(nothing.stdout)).toEqual({ baskets: [{ shopper: 'S1', lines: [] }] });
  });

  test('a return of something not held changes no line and is reported', () => {
    const { stdout, stderr, status } = basket(line('return', 'a') + line('take', 'a') + line('return', 'a', 2));
    expect(JSON.parse(stdout)).toEqual({
      baskets: [{ shopper: 'S1', lines: [{ gtin: 'a', quantity: 1 }] }],
      refused: [
        { time: null, type: 'return', shopper: 'S1', gtin: 'a', quantity: 1, line: 1 },
        { time: null, type: 'return', shopper: 'S1', gtin: 'a', quantity: 2, line: 3 },
      ],
    });
    expect(stderr).toContain('interactions.jsonl:1: S1 does not hold 1 × a');
    expect(status).toBe(0);
  });

  test('an empty file gives no baskets', () => {
    expect(basket('').stdout).toBe('{"baskets":[]}\n');
  });

  test.each([
    ['text that is not JSON', 'take one\n', 'it is not JSON'],
    ['an unknown type', line('transfer', 'a'), 'type'],
    ['no quantity', '{"time":1,"type":"take","shopper":"S1","gtin":"a"}\n', 'quantity'],
    ['half a unit', line('take', 'a', 0.5), 'quantity'],
    ['less than nothing', line('take', 'a', -1), 'quantity'],
  ])('%s is refused with file, line and reason', (_, bad, reason) => {
    const { status, stderr, stdout } = basket(line('take', 'a') + bad);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^dataset\/malformed interactions\.jsonl:2 /u);
    expect(stderr).toContain(reason);
  });
});

interface RecordedTest {
  readonly dataset: string;
  readonly events: readonly {
    readonly unix_s: number | null;
    readonly type: 'take' | 'return';
    readonly shopper: string;
    readonly products: readonly { readonly id: string }[];
  }[];
  readonly net_basket: Record<string, Record<string, number>>;
  readonly team3_receipts: readonly {
    readonly receipts: readonly {
      readonly target_id: string;
      readonly products: readonly { readonly barcode: string; readonly quantity: number }[];
    }[];
  }[];
  readonly basket_equals_receipt_with_F1_1: boolean;
}

const file = data('aifi-nanostore/events/take_return_events.json');
const recorded: readonly RecordedTest[] = file ? JSON.parse(readFileSync(file, 'utf8')).tests : [];
const equal = recorded.filter((each) => each.basket_equals_receipt_with_F1_1);

describe.skipIf(file === null)('the recorded tests whose events equal their receipts', () => {
  test('there are five of them', () => {
    expect(equal).toHaveLength(5);
  });

  // Their events carry no clock time (“00:13 into the video”), and stand in the order they happened.
  test.each(equal.map((each) => [each.dataset, each] as const))('%s', (_, { events, net_basket, team3_receipts }) => {
    const lines = events.flatMap(({ type, shopper, products }) => products.map(({ id }) => line(type, id, 1, shopper)));
    const { baskets, refused } = JSON.parse(basket(lines.join('')).stdout);
    expect(refused).toBeUndefined();
    const found = Object.fromEntries(
      baskets.map((each: { shopper: string; lines: { gtin: string; quantity: number }[] }) => [
        each.shopper,
        Object.fromEntries(each.lines.map(({ gtin, quantity }) => [gtin, quantity])),
      ]),
    );
    expect(found).toEqual(net_basket);
    const receipts = team3_receipts[0]!.receipts.map(({ target_id, products }) => [
      target_id,
      Object.fromEntries(products.map(({ barcode, quantity }) => [barcode, quantity])),
    ]);
    expect(found).toEqual(Object.fromEntries(receipts));
  });
});
