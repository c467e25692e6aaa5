/** What is wrong with the words of a command, in ours: Node's sentences speak to who wrote the program. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** `--seed -3` as `--seed=-3`: no option of a command begins with a digit. */
export function joinNegatives(words: readonly string[]): string[] {
  return words.reduce<string[]>((joined, word) => {
    const before = joined.at(-1) ?? '';
    if (!/^-[\d.]/u.test(word) || !/^--[^=]+$/u.test(before)) return [...joined, word];
    return [...joined.slice(0, -1), `${before}=${word}`];
  }, []);
}

/** @returns The first thing that is wrong and what to write; a sentence without its stop; `null` when nothing is. */
export function wrongWithArguments(
  words: readonly string[],
  { options = {}, allowPositionals = false }: ParseArgsConfig,
): string | null {
  const { tokens } = parseArgs({ options, args: [...words], strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional' && !allowPositionals) return `“${token.value}” is one word too many; take it out`;
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const known = Object.hasOwn(options, name) ? options[name] : undefined;
    if (known === undefined) {
      const names = Object.keys(options).map((each) => `--${each}`);
      return `there is no option ${rawName}; there are ${names.join(', ')}`;
    }
    if (known.type === 'boolean') {
      if (value !== undefined) return `${rawName} takes no value; write ${rawName} alone`;
    } else if (value === undefined) {
      return `${rawName} has no value; write it behind ${rawName}`;
    } else if (!inlineValue && value.length > 1 && value.startsWith('-')) {
      return `${rawName} has no value: another option follows, ${value}. A value that begins with a dash is written ${rawName}=${value}`;
    }
  }
  return null;
}
