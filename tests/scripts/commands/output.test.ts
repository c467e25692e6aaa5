import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fuseCommand } from '../../../scripts/commands/fuse.ts';
import { importCommand } from '../../../scripts/commands/import.ts';
import { checkOutputFile, checkOutputFolder } from '../../../scripts/commands/output.ts';
import { replayCommand } from '../../../scripts/commands/replay.ts';
import { runCommand } from '../../../scripts/commands/run.ts';
import { simulateCommand } from '../../../scripts/commands/simulate.ts';

const room = mkdtempSync(join(tmpdir(), 'output-'));
afterAll(() => rmSync(room, { recursive: true }));
const taken = join(room, 'taken');
writeFileSync(taken, 'mine');
const project = join(room, 'shop.zip');
writeFileSync(project, 'no zip');
const folder = join(room, 'folder');
mkdirSync(folder);
const long = join(room, 'x'.repeat(300));

test('what can be written is not there afterwards, and neither are the folders around it', () => {
  checkOutputFile(runCommand, '--out', join(room, 'new/deep/session.zip'));
  checkOutputFile(runCommand, '--out', taken, project, undefined);
  checkOutputFile(runCommand, '--out', undefined);
  checkOutputFolder(simulateCommand, '--out', join(room, 'new/deep'));
  checkOutputFolder(simulateCommand, '--out', folder);
  expect(readdirSync(room).sort()).toEqual(['folder', 'shop.zip', 'taken']);
  expect(readdirSync(folder)).toEqual([]);
});

test.each<[string, string, string, RegExp]>([
  ['a folder', folder, 'cli/usage', /--out: .*folder is a folder; expected a file/u],
  ['a file within a file', join(taken, 'x.zip'), 'cli/usage', /--out: .*taken is a file; name a new folder/u],
  ['what the command reads', project, 'cli/usage', /--out would overwrite .*shop\.zip/u],
  [
    'a name no disk takes',
    long,
    'cli/unwritable',
    /^--out: .*x cannot be written.*ENAMETOOLONG\)\. Name another place/u,
  ],
])('a session is refused before it is run when it should go to %s', async (_, out, code, why) => {
  const run = runCommand.run(['--project', project, '--out', out]);
  await expect(run).rejects.toMatchObject({ code, message: expect.stringMatching(why) as string });
});

test('so are tracks that would replace the session, and what else is written late', async () => {
  const refused = { code: 'cli/unwritable' };
  const session = join(room, 'session.zip');
  const both = runCommand.run(['--project', project, '--out', session, '--tracks', session]);
  await expect(both).rejects.toThrow(/--tracks would overwrite .*session\.zip/u);
  await expect(replayCommand.run([project, '--tracks', project])).rejects.toThrow('--tracks would overwrite');
  await expect(replayCommand.run([project, '--tracks', long])).rejects.toMatchObject(refused);
  await expect(importCommand.run(['aifi', folder, '--out', long])).rejects.toMatchObject(refused);
  const cameras = ['--cameras', taken, '--detections', folder];
  expect(() => fuseCommand.run([...cameras, '--out', long])).toThrow(expect.objectContaining(refused));
});

test('neither a name that is empty nor a file of a folder that is read is written to', () => {
  expect(() => checkOutputFile(runCommand, '--out', '')).toThrow('--out is empty; name a file');
  expect(() => checkOutputFolder(simulateCommand, '--out', '')).toThrow('--out is empty; name a folder');
  expect(() => checkOutputFile(fuseCommand, '--out', taken, folder, room)).toThrow(/--out would overwrite .*taken/u);
  checkOutputFile(fuseCommand, '--out', join(room, 'new.txt'), room);
});

test.skipIf(!existsSync('/dev/null'))('a device is not replaced by a file', () => {
  expect(() => checkOutputFile(runCommand, '--tracks', '/dev/null')).toThrow('/dev/null is a device; expected a file');
});

test.skipIf(!existsSync('/proc/self'))('nothing is begun in a place where making folders never ends', async () => {
  const run = simulateCommand.run(['--scenario', 'first-visit', '--out', '/proc/openaisle/out']);
  await expect(run).rejects.toMatchObject({
    code: 'cli/unwritable',
    message: expect.stringContaining('/proc/openaisle/out cannot be written, for /proc does not take it') as string,
  });
});
