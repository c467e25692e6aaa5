import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

test('a folder that is no project is called as it was named', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'empty-'));
  const named = `${empty}/../${empty.split('/').at(-1)!}/`;
  await expect(runCommand.run(['--project', named])).rejects.toMatchObject({
    code: 'project/missing-file',
    message: expect.stringContaining(`${named} holds no project.json`) as string,
  });
  rmSync(empty, { recursive: true });
});
