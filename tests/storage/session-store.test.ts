import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fetchPart } from '#core/errors/fetch-part.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { micros } from '#core/time/micros.ts';
import { writeArchive } from '#storage/archive.ts';
import { packChunk } from '#storage/journal-format.ts';
import { JournalWriter } from '#storage/journal-writer.ts';
import { type SessionStore, openSessionStore } from '#storage/session-store.ts';
import type { Session } from '#storage/session.ts';
import { withFullDisk } from '../support/full-disk.ts';
import { inputsAround, recordedInputs } from '../support/scene-inputs.ts';
import { tinyShopProject } from '../support/tiny-shop.ts';
import { archiveParts, storedProject, storedResults, storedSession } from '../support/stored-session.ts';

let store: SessionStore;
beforeEach(async () => {
  store = await openSessionStore();
});
afterEach(async () => {
  store.close();
  await Dexie.delete('openaisle');
  await deleteDB('openaisle-journal');
});

/** The tab goes away and another is opened. */
async function reopen(): Promise<void> {
  store.close();
  store = await openSessionStore();
}

async function start(name = 'Monday'): Promise<Session> {
  return store.createSession({
    name,
    project: await storedProject(),
    recording: 'walk',
    model: null,
    settings: sceneDefaults,
  });
}

/** A session of ten seconds, run to its end. */
async function finished(): Promise<Session> {
  const session = await start();
  const writer = new JournalWriter(store.journal, session.id, {
    onFailure: (error) => expect.unreachable(String(error)),
  });
  writer.write(recordedInputs(10));
  await writer.close();
  const figures = { frames: 300, ratio: NaN };
  await store.finishSession(session.id, { results: storedResults, lastTime: micros(10_000_000), figures });
  return session;
}

async function inputsOf(id: string): Promise<readonly SceneInput[]> {
  const inputs: SceneInput[] = [];
  for await (const chunk of store.readInputs(id)) inputs.push(...chunk);
  return inputs;
}

describe('a session', () => {
  test('keeps the figures of a run that stopped, and those it ended with beside them', async () => {
    const { id } = await start();
    await store.addFigures(id, { graphicsRestartedAt: 7, graphicsRestartedLeftOut: 1 });
    await store.addFigures(id, { graphicsRestartedAt: 9 });
    await store.interruptSession(id);
    await reopen();
    const kept = { graphicsRestartedAt: 9, graphicsRestartedLeftOut: 1 };
    expect((await store.loadSession(id)).session.figures).toEqual(kept);
    await store.resumeSession(id);
    await store.finishSession(id, { results: storedResults, lastTime: micros(10_000_000), figures: { frames: 300 } });
    expect((await store.loadSession(id)).session.figures).toEqual({ ...kept, frames: 300 });
  });

  test('shows the same after a reload', async () => {
    const { id } = await finished();
    const before = await store.loadSession(id);
    await reopen();
    expect(await store.loadSession(id)).toEqual(before);
    expect(before).toMatchObject({
      session: { name: 'Monday', state: 'finished', lastTime: 10_000_000, figures: { frames: 300 } },
      project: await storedProject(),
      results: storedResults,
      clips: [{ file: { path: 'clips/cam1.webm' }, kept: null }],
    });
    expect(await inputsOf(id)).toEqual(recordedInputs(10));
  });

  test('whose tab was closed in the middle is there up to its last second, marked interrupted', async () => {
    const { id } = await start();
    await store.journal.append(id, inputsAround(0));
    await store.journal.append(id, inputsAround(1));
    await store.journal.appendChunks(id, [packChunk(inputsAround(2)).slice(0, 30)]);
    await reopen();
    const { session, results } = await store.loadSession(id);
    expect(session).toMatchObject({ state: 'interrupted', lastTime: 1_033_334 });
    expect(results).toBeNull();
    expect(await inputsOf(id)).toEqual([...inputsAround(0), ...inputsAround(1)]);
  });

  test('whose journal cannot be read, for what reads it did not arrive, waits for the next start and stops nobody', async () => {
    const { id } = await start();
    await store.journal.append(id, inputsAround(3));
    await store.interruptSession(id);
    const { lastTime } = (await store.loadSession(id)).session;
    await store.resumeSession(id);
    store.close();
    const missing = () => fetchPart(() => Promise.reject(new TypeError('Failed to fetch')));
    store = await openSessionStore('openaisle', missing);
    expect((await store.loadSession(id)).session.state).toBe('running');
    await expect(store.resumeSession(id)).rejects.toMatchObject({ code: 'page/part-missing' });
    // The run ended for another reason: that one is to be told.
    await store.interruptSession(id);
    expect((await store.loadSession(id)).session.state).toBe('running');
    await reopen();
    expect((await store.loadSession(id)).session).toMatchObject({ state: 'interrupted', lastTime });
    await store.resumeSession(id);
  });

  test('keeps its journal when its results are deleted', async () => {
    const { id } = await finished();
    await store.deleteResults(id);
    expect((await store.loadSession(id)).results).toBeNull();
    expect(await inputsOf(id)).toEqual(recordedInputs(10));
    await store.saveResults(id, storedResults);
    expect((await store.loadSession(id)).results).toEqual(storedResults);
  });

  test('that was deleted is gone with its journal, and saying so takes a sentence', async () => {
    const { id } = await finished();
    const other = await start('Tuesday');
    await store.deleteSession(id);
    await expect(store.loadSession(id)).rejects.toMatchObject({ code: 'storage/missing' });
    await expect(store.saveResults(id, storedResults)).rejects.toMatchObject({ code: 'storage/missing' });
    expect(await store.journal.count(id)).toBe(0);
    // The other session ran on the same project.
    expect((await store.loadSession(other.id)).project).toEqual(await storedProject());
  });

  test('that finds no space is not there at all', async () => {
    await withFullDisk(async () => {
      await expect(start()).rejects.toMatchObject({
        code: 'storage/quota',
        message: expect.stringMatching(/^The session “Monday” could not be kept/),
      });
    });
    expect(await store.listSessions()).toEqual([]);
  });
});

describe('exporting and importing', () => {
  test('moves a session to an empty browser', async () => {
    const { id } = await finished();
    const before = await store.loadSession(id);
    const archive = await store.exportSession(id, { clips: false });
    await store.deleteSession(id);

    expect((await store.importSession(archive, 'monday.zip')).id).toBe(id);
    expect(await store.loadSession(id)).toEqual(before);
    expect(await inputsOf(id)).toEqual(recordedInputs(10));
  });

  test('twice gives two sessions; neither touches the other', async () => {
    const archive = await writeArchive(await archiveParts());
    const first = await store.importSession(archive, 'monday.zip');
    const second = await store.importSession(archive, 'monday.zip');
    expect(first.id).toBe(storedSession.id);
    expect(second.id).not.toBe(first.id);
    await store.deleteSession(first.id);
    expect(await inputsOf(second.id)).toEqual(recordedInputs(10));
    expect((await store.loadSession(second.id)).results).toEqual(storedResults);
  });

  test('beside the running session it came from leaves that one alone', async () => {
    const { id } = await start();
    await store.journal.append(id, inputsAround(0));
    const copy = await store.importSession(await store.exportSession(id, { clips: false }), 'now.zip');
    expect(copy).toMatchObject({ state: 'interrupted', name: 'Monday' });
    expect(copy.id).not.toBe(id);
    expect((await store.loadSession(id)).session.state).toBe('running');
  });

  test('leaves out the damaged last chunk of an interrupted session', async () => {
    const { id } = await start();
    await store.journal.append(id, inputsAround(0));
    await store.journal.appendChunks(id, [packChunk(inputsAround(1)).slice(0, 30)]);
    await store.interruptSession(id);
    const copy = await store.importSession(await store.exportSession(id, { clips: false }), 'monday.zip');
    expect(await inputsOf(copy.id)).toEqual(inputsAround(0));
  });

  test('of nonsense in the journal leaves nothing behind', async () => {
    const journal = [new Blob([packChunk(inputsAround(0))]), new Blob(['nonsense that has a right hash'])];
    const archive = await writeArchive(await archiveParts({ journal }));
    await expect(store.importSession(archive, 'monday.zip')).rejects.toMatchObject({
      code: 'archive/malformed',
      message: expect.stringMatching(/^monday\.zip: part 2 of the journal/),
    });
    expect(await store.listSessions()).toEqual([]);
    expect(await store.journal.sessions()).toEqual([]);
  });

  test.each([
    ['that is no JSON', '{ "name": ', 'it is not JSON'],
    ['that is no project', '{ "name": "Tiny shop" }', 'format is missing (and 10 more)'],
    [
      'without the recording it ran on',
      JSON.stringify(tinyShopProject({ recordings: [] })),
      'it has no recording “walk”, which the session ran on',
    ],
  ])('with a project %s is refused before anything is written', async (_, text, reason) => {
    const archive = await writeArchive(await archiveParts({ project: { ...(await storedProject()), text } }));
    await withFullDisk(async () => {
      await expect(store.importSession(archive, 'monday.zip')).rejects.toMatchObject({
        code: 'archive/malformed',
        message: `monday.zip is not a whole session archive: project.json is wrong (${reason}). Nothing was imported; export the session again.`,
        details: { archive: 'monday.zip', entry: 'project.json' },
      });
    });
    expect(await store.listSessions()).toEqual([]);
    expect(await store.journal.sessions()).toEqual([]);
  });

  test('on a full disk leaves nothing behind, and what was stored unharmed', async () => {
    const { id } = await finished();
    const archive = await writeArchive(await archiveParts());
    await withFullDisk(async () => {
      await expect(store.importSession(archive, 'tuesday.zip')).rejects.toMatchObject({
        code: 'storage/quota',
        message: expect.stringMatching(/could not be kept: this browser gives OpenAisle no more space/),
      });
    });
    expect((await store.listSessions()).map((session) => session.id)).toEqual([id]);
    expect(await store.journal.sessions()).toEqual([id]);
    expect(await inputsOf(id)).toEqual(recordedInputs(10));
  });

  test('tells how far it is, and stopped at any moment leaves nothing behind', async () => {
    const archive = await writeArchive(await archiveParts());
    const shares: number[] = [];
    const { id } = await store.importSession(archive, 'monday.zip', (share) => shares.push(share));
    await store.deleteSession(id);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);

    for (const moment of shares.slice(0, -1)) {
      const stop = new AbortController();
      const tell = (share: number) => {
        if (share >= moment) stop.abort('enough');
      };
      const stopped = store.importSession(archive, 'monday.zip', tell, stop.signal);
      await expect(stopped).rejects.toBe('enough');
      expect(await store.listSessions()).toEqual([]);
      expect(await store.journal.sessions()).toEqual([]);
    }
  });

  test('out of the browser can be stopped as well, and says how far it is', async () => {
    const { id } = await finished();
    const shares: number[] = [];
    await store.exportSession(id, { clips: true }, (share) => shares.push(share));
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);

    const stop = new AbortController();
    const stopped = store.exportSession(id, { clips: true }, () => stop.abort('enough'), stop.signal);
    await expect(stopped).rejects.toBe('enough');
  });

  test('that got half-way when the tab closed is swept away by the next', async () => {
    await store.journal.append(storedSession.id, inputsAround(0));
    await reopen();
    expect(await store.journal.sessions()).toEqual([]);
  });
});
