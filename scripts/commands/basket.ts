import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { foldBasket } from '#core/basket/basket.ts';
import { emptyLedger, record } from '#core/basket/ledger.ts';
import { type MovementLine, readMovements } from '#core/datasets/movements-jsonl.ts';
import { micros } from '#core/time/micros.ts';
import type { Command } from './command.ts';
import { existingFile, readArguments } from './read-arguments.ts';

/** Folds a file of takes and returns into baskets, with the ledger the store keeps. */
export const basketCommand: Command = {
  name: 'basket',
  usage: '--interactions FILE.jsonl [--json]',
  async run(args) {
    const options = { interactions: { type: 'string' }, json: { type: 'boolean', default: false } } as const;
    const { values } = readArguments(basketCommand, args, { options });
    const path = existingFile(basketCommand, '--interactions', values.interactions);
    const { baskets, refused } = foldMovements(readMovements(readFileSync(path, 'utf8'), basename(path)));
    for (const { line, shopper, gtin, quantity } of refused) {
      process.stderr.write(
        `${basename(path)}:${line}: ${shopper} does not hold ${quantity} × ${gtin}; not returned.\n`,
      );
    }
    process.stdout.write(`${JSON.stringify(refused.length === 0 ? { baskets } : { baskets, refused })}\n`);
  },
};

interface Folded {
  /** In the order shoppers first appear; one whose net is nothing stays, without lines. */
  readonly baskets: readonly {
    readonly shopper: string;
    readonly lines: readonly { gtin: string; quantity: number }[];
  }[];
  /** Returns of more than was held, as they stand in the file; they changed nothing. */
  readonly refused: readonly MovementLine[];
}

function foldMovements(movements: readonly MovementLine[]): Folded {
  let ledger = emptyLedger;
  const refused: MovementLine[] = [];
  for (const movement of movements) {
    const { time, type, shopper, gtin, line } = movement;
    const quantity = type === 'take' ? movement.quantity : -movement.quantity;
    // A basket does not ask when: file order is what counts.
    const next = record(ledger, { time: micros(time ?? 0), shopper, gtin, quantity, interaction: `line ${line}` });
    if (next === null) refused.push(movement);
    else ledger = next;
  }
  const shoppers = [...new Set(movements.map(({ shopper }) => shopper))];
  const baskets = shoppers.map((shopper) => ({
    shopper,
    lines: foldBasket(ledger.postings, shopper).lines.map(({ gtin, quantity }) => ({ gtin, quantity })),
  }));
  return { baskets, refused };
}
