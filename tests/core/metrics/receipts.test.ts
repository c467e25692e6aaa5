import { describe, expect, it } from 'vitest';
import { compareReceipts } from '#core/metrics/receipts.ts';

const receipt = (visit: string, units: Readonly<Record<string, number>>) => ({
  visit,
  lines: Object.entries(units).map(([gtin, quantity]) => ({ gtin, quantity })),
});

describe('receipts beside the truth', () => {
  it('are right to the last unit, whatever the visits are called', () => {
    const truth = [receipt('V1', { a: 1, b: 2 }), receipt('V2', { c: 1 }), receipt('V3', {})];
    const found = [receipt('W7', {}), receipt('W8', { c: 1 }), receipt('W9', { b: 2, a: 1 })];
    expect(compareReceipts(found, truth)).toMatchObject({ precision: 1, recall: 1, f1: 1, exact: 3, baskets: 3 });
  });

  it('count what was charged too much, too little and in the wrong basket', () => {
    const truth = [receipt('V1', { a: 2, b: 1 }), receipt('V2', { c: 1 })];
    const found = [receipt('V1', { a: 1, b: 1, c: 1 }), receipt('V2', { d: 1 })];
    const { TP, FP, FN, precision, recall, f1, exact } = compareReceipts(found, truth);
    expect({ TP, FP, FN, exact }).toEqual({ TP: 2, FP: 2, FN: 2, exact: 0 });
    expect([precision, recall, f1]).toEqual([0.5, 0.5, 0.5]);
  });

  it('compare baskets, not who stood behind them: swapped ones are exact, and their pairs tell', () => {
    const truth = [receipt('V1', { a: 1 }), receipt('V2', { b: 1 })];
    const swapped = [receipt('V1', { b: 1 }), receipt('V2', { a: 1 })];
    expect(compareReceipts(swapped, truth)).toMatchObject({
      exact: 2,
      pairs: [
        { truth: 'V1', visit: 'V2' },
        { truth: 'V2', visit: 'V1' },
      ],
    });
  });

  it('name visits that nobody made and shoppers that nobody saw', () => {
    expect(compareReceipts([receipt('W1', { a: 1 })], []).pairs).toEqual([{ truth: null, visit: 'W1' }]);
    expect(compareReceipts([], [receipt('V1', { a: 1 })]).pairs).toEqual([{ truth: 'V1', visit: null }]);
  });
});
