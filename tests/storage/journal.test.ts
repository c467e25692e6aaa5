import 'fake-indexeddb/auto';
import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { packChunk, splitChunks } from '#storage/journal-format.ts';
import type { Journal } from '#storage/journal.ts';
import { openRunningJournal } from '#storage/running-journal.ts';
import { JournalWriter } from '#storage/journal-writer.ts';
import { withFullDisk } from '../support/full-disk.ts';
import { inputsAround, recordedInputs } from '../support/scene-inputs.ts';

let journal: Journal;
beforeEach(async () => {
  journal = await openRunningJournal();
});
afterEach(async () => {
  journal.close();
  await deleteDB('openaisle-journal');
});

async function inputsOf(session: string, tail: 'drop' | 'refuse' = 'refuse'): Promise<readonly SceneInput[]> {
  const inputs: SceneInput[] = [];
  for await (const batch of journal.read(session, tail)) inputs.push(...batch);
  return inputs;
}

describe('the journal', () => {
  test('keeps what was appended in the order it was appended, even when nobody waits', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, n) => journal.append('monday', inputsAround(n))));
    expect(await inputsOf('monday')).toEqual(Array.from({ length: 12 }, (_, n) => inputsAround(n)).flat());
    expect(await journal.count('monday')).toBe(12);
  });

  test('goes on where it stopped when it is opened again', async () => {
    await journal.append('monday', inputsAround(0));
    journal.close();
    journal = await openRunningJournal();
    await journal.append('monday', inputsAround(1));
    expect(await inputsOf('monday')).toEqual([...inputsAround(0), ...inputsAround(1)]);
  });

  test('keeps sessions apart, also those whose ids begin alike, and removes one alone', async () => {
    await journal.append('a', inputsAround(1));
    await journal.append('a1', inputsAround(2));
    await journal.append('b', inputsAround(3));
    expect(await journal.sessions()).toEqual(['a', 'a1', 'b']);
    await journal.remove('a');
    expect(await journal.sessions()).toEqual(['a1', 'b']);
    expect(await inputsOf('a')).toEqual([]);
    expect(await inputsOf('a1')).toEqual(inputsAround(2));
  });

  test('gives any of its chunks again, by the number it was read with', async () => {
    for (const second of [0, 1, 2]) await journal.append('monday', inputsAround(second));
    const numbers: number[] = [];
    for await (const { sequence } of journal.numbered('monday', 'refuse')) numbers.push(sequence);
    expect(await journal.chunk('monday', numbers[1]!)).toEqual(inputsAround(1));
    await journal.remove('monday');
    await expect(journal.chunk('monday', numbers[1]!)).rejects.toMatchObject({ code: 'storage/missing' });
  });

  test('knows how far a session came', async () => {
    expect(await journal.lastTime('monday')).toBe(0);
    await journal.append('monday', inputsAround(3));
    await journal.append('monday', []);
    expect(await journal.lastTime('monday')).toBe(3_033_334);
  });

  test('says in a sentence that the disk is full, and keeps none of the batch', async () => {
    await journal.append('monday', inputsAround(0));
    await withFullDisk(async () => {
      await expect(journal.append('monday', inputsAround(1))).rejects.toMatchObject({
        code: 'storage/quota',
        kind: 'environment',
        message: expect.stringContaining('this browser gives OpenAisle no more space'),
      });
    });
    expect(await inputsOf('monday')).toEqual(inputsAround(0));
  });

  test('of a newer version is left alone', async () => {
    journal.close();
    (await openDB('openaisle-journal', 2)).close();
    await expect(openRunningJournal()).rejects.toMatchObject({ code: 'storage/newer-version' });
  });
});

test('a chunk that was cut out of an archive takes no more room than its own', async () => {
  const chunks = [packChunk(inputsAround(1)), packChunk(inputsAround(2))];
  const archive = new Uint8Array(await new Blob(chunks).arrayBuffer());
  await journal.appendChunks('monday', splitChunks(archive, 'archive'));
  const db = await openDB('openaisle-journal');
  const stored = (await db.getAll('chunks')) as Uint8Array[];
  db.close();
  expect(stored.map(({ buffer }) => buffer.byteLength)).toEqual(chunks.map(({ length }) => length));
  expect(await inputsOf('monday', 'refuse')).toEqual([...inputsAround(1), ...inputsAround(2)]);
});

describe('a damaged chunk', () => {
  const half = packChunk(inputsAround(2)).slice(0, 40);

  test('at the tail of an interrupted run costs only itself', async () => {
    await journal.append('monday', inputsAround(1));
    await journal.appendChunks('monday', [half]);
    expect(await inputsOf('monday', 'drop')).toEqual(inputsAround(1));
    expect(await journal.lastTime('monday')).toBe(1_033_334);
  });

  test('at the tail of a finished run is refused by name', async () => {
    await journal.append('monday', inputsAround(1));
    await journal.appendChunks('monday', [half]);
    await expect(inputsOf('monday', 'refuse')).rejects.toMatchObject({
      code: 'archive/malformed',
      message: expect.stringMatching(/^Chunk 2 of the journal is not a whole journal chunk/),
    });
  });

  test('in the middle is refused in either case: what came after would not be what happened', async () => {
    await journal.appendChunks('monday', [half]);
    await journal.append('monday', inputsAround(3));
    await expect(inputsOf('monday', 'drop')).rejects.toMatchObject({ code: 'archive/malformed' });
  });
});

describe('the journal writer', () => {
  const noFailure = (error: unknown) => expect.unreachable(String(error));

  test('puts what came within its time into one chunk, unasked', async () => {
    const writer = new JournalWriter(journal, 'monday', { everyMs: 5, onFailure: noFailure });
    writer.write(inputsAround(0));
    writer.write(inputsAround(1));
    await expect.poll(() => journal.count('monday')).toBe(1);
    expect(await inputsOf('monday')).toEqual([...inputsAround(0), ...inputsAround(1)]);
    await writer.close();
  });

  test('does not wait when much has come', async () => {
    const writer = new JournalWriter(journal, 'monday', { everyMs: 1e9, maxBytes: 200, onFailure: noFailure });
    for (const input of recordedInputs(10)) writer.write([input]);
    await expect.poll(() => journal.count('monday')).toBeGreaterThan(0);
    await writer.close();
    expect(await inputsOf('monday')).toEqual(recordedInputs(10));
  });

  test('has everything on the disk when a flush resolves', async () => {
    const writer = new JournalWriter(journal, 'monday', { everyMs: 1e9, onFailure: noFailure });
    writer.write(inputsAround(0));
    await writer.flush();
    expect(await inputsOf('monday')).toEqual(inputsAround(0));
    await writer.close();
  });

  test('keeps what a full disk refused and writes it, still in order, once there is space', async () => {
    const failures: unknown[] = [];
    const writer = new JournalWriter(journal, 'monday', { everyMs: 5, onFailure: (error) => failures.push(error) });
    await withFullDisk(async () => {
      writer.write(inputsAround(0));
      await expect.poll(() => failures.length).toBeGreaterThan(0);
      await expect(writer.flush()).rejects.toMatchObject({ code: 'storage/quota' });
    });
    writer.write(inputsAround(1));
    await writer.flush();
    expect(failures[0]).toMatchObject({ code: 'storage/quota' });
    expect(await inputsOf('monday')).toEqual([...inputsAround(0), ...inputsAround(1)]);
  });
});
