import { expect, test } from 'vitest';
import { demoRenderCommand } from '../../../scripts/commands/demo-render.ts';
import { runProgram } from '../../support/run-cli.ts';

test.each([
  ['--help', 'there is no option --help'],
  ['demo-quiet', '“demo-quiet” is no recording that comes with OpenAisle'],
  ['--pictures=all', '--pictures takes no value'],
])('%s is refused before anything is filmed', async (word, sentence) => {
  const refused = demoRenderCommand.run([word]);
  await expect(refused).rejects.toMatchObject({ code: 'cli/usage', message: expect.stringContaining(sentence) });
  await expect(refused).rejects.toThrow('Usage: npm run demo:render -- [demo|demo-busy] [--pictures]');
});

test('what it says is a sentence on stderr, without the story of a program', async () => {
  const { status, stdout, stderr } = await runProgram('demo-render', ['--help']);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
