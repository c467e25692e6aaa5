/** A session in which people were compared by their looks, as it was run and as it is replayed from what was stored of it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receiptsJson } from '#core/checkout/receipts-json.ts';
import { wantedPortraits } from '#core/fusion/wanted-portraits.ts';
import { readWorldTracked } from '#core/metrics/world-rows.ts';
import { figuresOf } from '#core/pipeline/figures.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { type Scene, createScene } from '#core/pipeline/scene.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { stepScene } from '#core/pipeline/step-scene.ts';
import { viewScene } from '#core/pipeline/view.ts';
import { micros } from '#core/time/micros.ts';
import { type SessionArchive, readArchive, readInputs, writeArchive } from '#storage/archive.ts';
import { packChunk } from '#storage/journal-format.ts';
import { replayCommand } from '../../scripts/commands/replay.ts';
import { FloorTrack } from '../../scripts/fusion/floor-track.ts';
import { replayArchive } from '../../scripts/fusion/replay-archive.ts';
import { busyDay } from '../support/busy-day.ts';
import { KnownLooks } from '../support/known-looks.ts';
import { written } from '../support/score-command.ts';
import { storedSession } from '../support/stored-session.ts';

const SEED = 21;
const folder = mkdtempSync(join(tmpdir(), 'openaisle-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Three shoppers in two and a half minutes, who come before the other has left, and one of the staff. */
const SECONDS = 150;
const day = busyDay({ hours: SECONDS / 3600, visits: 3, fps: 5, seed: SEED });
let run: { readonly scene: Scene; readonly track: string; readonly portraits: number };
let archive: SessionArchive;
const path = join(folder, 'session.zip');

beforeAll(async () => {
  const looks = new KnownLooks(SEED);
  const track = new FloorTrack();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let scene = createScene(day.project, sceneDefaults);
  let portraits = 0;
  const step = (input: SceneInput) => {
    track.note(scene, input);
    scene = stepScene(scene, input);
    return input;
  };
  for (const { inputs } of day.pieces()) {
    const stepped: SceneInput[] = [];
    for (const { input, people } of inputs) {
      const wanted = wantedPortraits(scene.fusion, scene.held);
      portraits = Math.max(portraits, wanted.size);
      stepped.push(step(input.kind === 'camera' ? await looks.compare(input, people, wanted) : input));
    }
    chunks.push(packChunk(stepped));
  }
  chunks.push(packChunk([step({ kind: 'action', time: micros(SECONDS * 1e6), action: 'end-session' })]));
  run = { scene, track: track.text(scene), portraits };
  const parts = {
    session: storedSession,
    project: { name: 'A few minutes', text: JSON.stringify(day.project), files: [] },
    journal: [new Blob(chunks)],
    results: null,
    clips: new Map(),
  };
  const zip = await writeArchive(parts);
  writeFileSync(path, new Uint8Array(await zip.arrayBuffer()));
  archive = await readArchive(zip, 'session.zip');
}, 60_000);

describe('a session with looks', () => {
  test('has them in its journal, and people are known by them', async () => {
    let bytes = 0;
    for await (const chunk of readInputs(archive)) {
      for (const input of chunk) {
        const likenesses = input.kind === 'camera' ? (input.likenesses ?? null) : null;
        for (const { unlike } of likenesses?.values() ?? []) bytes += unlike.size;
      }
    }
    expect(bytes).toBeGreaterThan(5000);
    // Eight of each.
    expect(run.portraits).toBeGreaterThan(16);
  });

  test('is replayed to the same scene, receipts and tracks, to the last bit', async () => {
    const track = new FloorTrack();
    const again = await replayArchive(archive, track);
    expect(run.scene.receipts.length).toBeGreaterThanOrEqual(3);
    expect(viewScene(again)).toEqual(viewScene(run.scene));
    expect(again.fusion).toEqual(run.scene.fusion);
    expect(track.text(again)).toBe(run.track);
  });

  test('and by the command line, which writes the tracks as score world reads them', async () => {
    const file = join(folder, 'tracks', 'one.txt');
    const { stdout } = await written(replayCommand, path, '--tracks', file, '--json');
    expect(stdout).toBe(`${receiptsJson(run.scene.receipts, figuresOf(run.scene))}\n`);
    const text = readFileSync(file, 'utf8');
    expect(text).toBe(run.track);
    // Ten rows a second of the one who is always there, and the shoppers.
    expect(readWorldTracked(text, 'one.txt').rows).toBeGreaterThan(10 * SECONDS + 500);
    await expect(replayCommand.run([path, '--tracks', folder])).rejects.toMatchObject({ code: 'cli/usage' });
  });
});
