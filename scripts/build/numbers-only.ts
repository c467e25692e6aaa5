/**
 * Tables of parameters as they are fetched: numbers. Their sentences are for the docs and the command line; the form of settings says
 * them in the language of the page, from its messages.
 */
import type { Plugin } from 'vite';

const TABLE = /\/src\/core\/(?:[\w-]+\/[\w-]*parameters|pipeline\/settings)\.ts$/u;
const SENTENCE = /^ +(?:label|raising):\s+'(?:[^'\\]|\\.)*',\n/gmu;

export function numbersOnly(): Plugin {
  return {
    name: 'openaisle-numbers-only',
    enforce: 'pre',
    apply: 'build',
    transform: (code, id) => (TABLE.test(id) ? { code: withoutSentences(code), map: null } : null),
  };
}

/** @throws Error when one is left that is written another way. */
export function withoutSentences(table: string): string {
  const numbers = table.replaceAll(SENTENCE, '');
  const [left] = /^ +(?:label|raising):.*$/mu.exec(numbers) ?? [];
  if (left !== undefined) throw new Error(`a sentence of a table is not written as the others: ${left.trim()}`);
  return numbers;
}
