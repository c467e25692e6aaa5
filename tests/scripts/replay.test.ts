import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { writeArchive } from '#storage/archive.ts';
import { packChunk } from '#storage/journal-format.ts';
import type { SessionResults } from '#storage/session.ts';
import { replayCommand } from '../../scripts/commands/replay.ts';
import { storedResults, storedSession } from '../support/stored-session.ts';
import { CRISPS, WATER, tinyProject } from '../support/tiny-project.ts';
import { endOf, inOrder, positions, shoppingTrip, weights } from '../support/tiny-walk.ts';

const folder = mkdtempSync(join(tmpdir(), 'openaisle-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A session archive as the app writes it; @returns its path. */
async function archived(
  name: string,
  inputs: readonly SceneInput[],
  results: SessionResults | null,
  project = JSON.stringify(tinyProject()),
  settings = storedSession.settings,
): Promise<string> {
  const chunks = [inputs.slice(0, 50), inputs.slice(50)].map((chunk) => new Blob([packChunk(chunk)]));
  const stored = { name: 'Tiny shop', text: project, files: [] };
  const zip = await writeArchive({
    session: { ...storedSession, settings },
    project: stored,
    journal: chunks,
    results,
    clips: new Map(),
  });
  const path = join(folder, name);
  writeFileSync(path, new Uint8Array(await zip.arrayBuffer()));
  return path;
}

async function printed(path: string): Promise<string> {
  let text = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    await replayCommand.run([path, '--json']);
  } finally {
    write.mockRestore();
  }
  return text;
}

const trip = (crisps: number) => [
  ...inOrder(positions(13, { a: shoppingTrip }), weights(13, { 'f1-s1-p1': [6, crisps], 'f1-s1-p3': [8, 538] })),
  endOf(13),
];

describe('cli replay', () => {
  let text: string;
  beforeAll(async () => {
    text = await printed(await archived('walk.zip', trip(105), null));
  });

  test('computes the receipts from the journal alone, as one line of JSON', () => {
    expect(text).toMatch(/^[^\n]+\n$/u);
    const { receipts } = JSON.parse(text) as { receipts: unknown };
    expect(receipts).toEqual([
      {
        visit: 'V1',
        shopper: 'S1',
        lines: [
          { gtin: CRISPS, quantity: 1, unitPrice: 250 },
          { gtin: WATER, quantity: 1, unitPrice: 120 },
        ],
        total: 370,
      },
    ]);
  });

  test('folds with the settings the session was run with, not with those of today', async () => {
    const interaction = { ...storedSession.settings.interaction, reach: 0.3, nobody: 0.5 };
    const strict = { ...storedSession.settings, interaction };
    const again = await printed(await archived('strict.zip', trip(105), null, undefined, strict));
    expect(JSON.parse(again)).not.toEqual(JSON.parse(text));
  });

  test('prints the same bytes twice, whatever results are stored beside the journal', async () => {
    expect(await printed(await archived('false.zip', trip(105), storedResults))).toBe(text);
  });

  test('prints something else when a weight was something else', async () => {
    const { receipts } = JSON.parse(await printed(await archived('none.zip', trip(0), null))) as {
      receipts: { lines: unknown[] }[];
    };
    expect(receipts[0]!.lines).toEqual([{ gtin: WATER, quantity: 1, unitPrice: 120 }]);
  });

  test('says which field of the project it cannot read', async () => {
    const project = JSON.stringify({ ...tinyProject(), cameras: 3 });
    await expect(archived('bad.zip', [], null, project).then(printed)).rejects.toMatchObject({
      code: 'project/malformed',
      message: expect.stringContaining('bad.zip: project.json: cameras') as string,
    });
  });

  test('wants one archive, and one that is there', async () => {
    await expect(replayCommand.run([])).rejects.toMatchObject({ code: 'cli/usage' });
    await expect(replayCommand.run(['nowhere.zip'])).rejects.toMatchObject({ code: 'cli/usage' });
    await expect(replayCommand.run(['a.zip', '--loud'])).rejects.toMatchObject({ code: 'cli/usage' });
  });
});
