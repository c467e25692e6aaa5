import { describe, expect, test } from 'vitest';
import { readArguments } from '../../../scripts/commands/read-arguments.ts';
import { simulateCommand } from '../../../scripts/commands/simulate.ts';

const options = { seed: { type: 'string' }, out: { type: 'string' }, render: { type: 'boolean' } } as const;
const read = (...args: readonly string[]) => readArguments(simulateCommand, args, { options }).values;

test('a number below 0 is a value like any other, however it is written', () => {
  expect(read('--seed', '-3', '--out', 'a')).toEqual({ seed: '-3', out: 'a' });
  expect(read('--seed', '-.5', '--render')).toEqual({ seed: '-.5', render: true });
  expect(read('--seed=-3')).toEqual({ seed: '-3' });
  expect(read('--out', '-')).toEqual({ out: '-' });
});

test('a seed below 0 is answered with what a seed may be', async () => {
  const run = simulateCommand.run(['--scenario', 'demo', '--seed', '-3', '--out', 'nowhere']);
  await expect(run).rejects.toThrow(
    '--seed is “-3”; expected a whole number from 0 to 4294967295. Usage: cli simulate',
  );
});

describe('in one line that names it and how it is written, refused is', () => {
  test.each<[string, readonly string[], string]>([
    ['an option without its value', ['--seed'], '--seed has no value; write it behind --seed'],
    [
      'an option before another',
      ['--seed', '--out', 'a'],
      '--seed has no value: another option follows, --out. A value',
    ],
    ['a value for what has none', ['--render=yes'], '--render takes no value; write --render alone'],
    ['an option there is not', ['--sed', '3'], 'there is no option --sed; there are --seed, --out, --render'],
    ['an option of every object', ['--toString'], 'there is no option --toString'],
    ['a short option', ['-s', '3'], 'there is no option -s'],
    ['a number by itself', ['-3'], 'there is no option -3'],
    ['a word by itself', ['demo'], '“demo” is one word too many; take it out'],
  ])('%s', (_, args, why) => {
    expect(() => read(...args)).toThrow(
      expect.objectContaining({ code: 'cli/usage', message: expect.stringMatching(/^[^\n]+$/u) as string }),
    );
    expect(() => read(...args)).toThrow(why);
  });
});
