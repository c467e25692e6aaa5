import { malformed } from '#core/simulation/text/fault.ts';
import type { Choice, ProductWord, Step } from '#core/simulation/scenario/scenario.ts';
import { mostAlike } from '#core/simulation/text/most-alike.ts';
import type { Words } from '#core/simulation/text/words.ts';
import type { SimulatedStore } from '#core/simulation/store/simulated-store.ts';

const STEPS = [
  'take',
  'return',
  'touch',
  'lean',
  'look',
  'give',
  'receive',
  'restock',
  'walk',
  'follow',
  'wait',
  'until',
  'leave',
] as const;

/** An hour, s. */
const LONGEST = 3600;

/** What a step may speak of. */
export interface Vocabulary {
  readonly store: SimulatedStore;
  readonly choices: readonly Choice[];
  /** Where all products of the store can be read; half a sentence. */
  readonly productsIn: string;
}

/** Names that are offered where one is none. */
const OFFERED = 3;

/** @returns `null` for `leave`, which is what everybody does at last. */
export function readStep(line: Words, known: Vocabulary): Step | null {
  const { place } = line;
  const does = line.oneOf('thing to do', STEPS);
  switch (does) {
    case 'take': {
      const count = readCount(line);
      const what = readProductWord(line, known);
      const from = line.takes('from') ? readProductWord(line, known) : null;
      return { place, does, what, count, from, at: line.takes('at') ? readTime(line) : null };
    }
    case 'return': {
      const what = readProductWord(line, known);
      return { place, does, what, onto: line.takes('onto') ? readProductWord(line, known) : null };
    }
    case 'touch':
    case 'lean':
    case 'look': {
      const what = readProductWord(line, known);
      return { place, does, what, seconds: line.takes('for') ? readSeconds(line) : null };
    }
    case 'give': {
      const what = readProductWord(line, known);
      line.expect('to');
      return { place, does, what, other: line.word('a name') };
    }
    case 'receive': {
      const what = readProductWord(line, known);
      line.expect('from');
      return { place, does, what, other: line.word('a name') };
    }
    case 'restock': {
      const count = readCount(line);
      return { place, does, what: readProductWord(line, known), count };
    }
    case 'walk':
      return { place, does, to: [line.number('x in metres'), line.number('y in metres')] };
    case 'follow': {
      const other = line.word('a name');
      line.expect('for');
      return { place, does, other, seconds: readSeconds(line) };
    }
    case 'wait':
      return { place, does, seconds: readSeconds(line) };
    case 'until':
      return { place, does, at: readTime(line) };
    case 'leave':
      return null;
  }
}

function readProductWord(line: Words, { store, choices, productsIn }: Vocabulary): ProductWord {
  const quoted = line.ahead?.quoted ?? false;
  const text = line.word('a product in quotation marks, or the name of a choice');
  if (!quoted && choices.some(({ name }) => name === text)) return { choice: text };
  const product = store.products.findIndex(({ sku }) => sku.name === text || sku.gtin === text);
  if (product !== -1) return { product };
  const names = store.products.map(({ sku }) => sku.name);
  const near = mostAlike(text, names, OFFERED).map((name) => `“${name}”`);
  const hint = near.length === 0 ? '' : `the most alike ${near.length === 1 ? 'is' : 'are'} ${near.join(', ')}; `;
  throw malformed(line.place, `“${text}” is no product of ${store.name} and no choice; ${hint}${productsIn}`);
}

/** Words that may follow a product. */
const AFTER_PRODUCT: readonly string[] = ['from', 'at'];

/** A number is a count where a product follows it; where none does, it is the code of one. */
function readCount(line: Words): number {
  const { second } = line;
  if (!line.numberAhead || second === null || (!second.quoted && AFTER_PRODUCT.includes(second.text))) return 1;
  const count = line.number('how many', { min: 1, max: 20 });
  if (Number.isInteger(count)) return count;
  throw malformed(line.place, `${count} units cannot be; write a whole number`);
}

const readSeconds = (line: Words) => line.number('seconds', { min: 0, max: LONGEST });

/** @returns Since the scenario began, s. */
export const readTime = (line: Words): number => line.number('a time in seconds', { min: 0, max: LONGEST });
