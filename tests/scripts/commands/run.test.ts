import { describe, expect, test } from 'vitest';
import { runCommand } from '../../../scripts/commands/run.ts';

describe('a number of threads is a whole one above 0', () => {
  test.each(['0', '-1', '1.5', 'all', ' '])('%j is not', async (threads) => {
    const run = runCommand.run(['--project', 'demo', `--threads=${threads}`]);
    await expect(run).rejects.toMatchObject({
      code: 'cli/usage',
      message: expect.stringContaining(`--threads is “${threads}”; expected a whole number above 0`) as string,
    });
  });
});
