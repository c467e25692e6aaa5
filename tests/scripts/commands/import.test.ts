import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { openProjectZip } from '#storage/project-bundle.ts';
import { importCommand } from '../../../scripts/commands/import.ts';
import { data } from '../../support/data.ts';

describe('what cannot be understood shows how the command is written', () => {
  test.each([
    ['nothing', []],
    ['no folder', ['aifi', '--out', 'x.zip']],
    ['no output', ['aifi', 'folder']],
    ['another format', ['other', 'folder', '--out', 'x.zip']],
    ['an unknown option', ['aifi', 'folder', '--out', 'x.zip', '--fast']],
    ['an unknown recording', ['aifi', 'folder', '--out', 'x.zip', '--recording', 'cps-test-99']],
  ])('%s', async (_, args) => {
    await expect(importCommand.run(args)).rejects.toMatchObject({ code: 'cli/usage' });
  });
});

const folder = data('aifi-nanostore');

describe.skipIf(folder === null)('import aifi (needs OPENAISLE_DATA)', () => {
  const out = mkdtempSync(join(tmpdir(), 'openaisle-import-'));
  afterAll(() => rmSync(out, { recursive: true }));

  test('writes a zip the app opens, one line of JSON to stdout, and its doubts to stderr', async () => {
    const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const file = join(out, 'shop.zip');
    await importCommand.run(['aifi', folder!, '--recording', 'benchmark-1', '--out', file]);
    const said = stdout.mock.calls.map(([text]) => String(text)).join('');
    const warned = stderr.mock.calls.map(([text]) => String(text)).join('');
    vi.restoreAllMocks();

    expect(JSON.parse(said)).toMatchObject({ project: file, recording: 'benchmark-1', clips: 0, sensors: 278 });
    expect(warned).toContain('111111111111');
    const bundle = await openProjectZip(new Blob([readFileSync(file)]), file);
    expect(bundle.project.name).toBe('AiFi nanostore');
  }, 60_000);
});
