import { describe, expect, expectTypeOf, test } from 'vitest';
import type { InferOutput } from 'valibot';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import { completeSettings } from '#core/pipeline/settings.ts';
import { publishedSettings } from '#core/tracking/tracker-settings.ts';
import type { resultsSchema } from '#storage/archive-results.ts';
import { type SessionArchive, readArchive, readInputs, writeArchive } from '#storage/archive.ts';
import type { SessionResults } from '#storage/session.ts';
import { hashBlob } from '#storage/sha256.ts';
import { type ZipInput, writeZip } from '#storage/write-zip.ts';
import { readZip } from '#storage/zip.ts';
import { settingsBeforeV3 } from '#storage/versions/settings-before-v3.ts';
import { recordedInputs } from '../support/scene-inputs.ts';
import { archiveParts, footage, storedProject, storedResults, storedSession } from '../support/stored-session.ts';

describe('a session archive', () => {
  test('gives back the session, its project, its results and every input in order', async () => {
    const archive = await readArchive(await writeArchive(await archiveParts()), 'monday.zip');
    expect(archive.session).toEqual(storedSession);
    expect(archive.project).toEqual(await storedProject());
    expect(archive.results).toEqual(storedResults);
    expect(await inputsOf(archive)).toEqual(recordedInputs(10));
  });

  test('without footage names what it does not carry', async () => {
    const archive = await readArchive(await writeArchive(await archiveParts()), 'monday.zip');
    expect(archive.missing).toEqual([{ path: 'clips/cam1.webm', size: footage.size, sha256: await hashBlob(footage) }]);
    expect(archive.clips.size).toBe(0);
  });

  test('with footage carries it under its hash, ready to be played by who unzips it', async () => {
    const sha256 = await hashBlob(footage);
    const zip = await writeArchive(await archiveParts({ clips: new Map([[sha256, footage]]) }));
    const archive = await readArchive(zip, 'monday.zip');
    expect(archive.missing).toEqual([]);
    expect(await archive.clips.get(sha256)!.text()).toBe('not really a film');
    expect([...(await readZip(zip)).keys()]).toContain(`media/${sha256}.webm`);
  });

  test('may have no results: they can be computed again', async () => {
    const archive = await readArchive(await writeArchive(await archiveParts({ results: null })), 'monday.zip');
    expect(archive.results).toBeNull();
    expect(await inputsOf(archive)).toEqual(recordedInputs(10));
  });

  test('of a session that is still running is one of an interrupted session', async () => {
    const running = await archiveParts({ session: { ...storedSession, state: 'running' } });
    expect((await readArchive(await writeArchive(running), 'now.zip')).session.state).toBe('interrupted');
  });

  test('of the same parts is the same bytes', async () => {
    const [once, twice] = [await writeArchive(await archiveParts()), await writeArchive(await archiveParts())];
    expect(await hashBlob(once)).toBe(await hashBlob(twice));
  });

  test('has room for everything that the core can come to', () => {
    expectTypeOf<Frozen<InferOutput<typeof resultsSchema>>>().toEqualTypeOf<Frozen<SessionResults>>();
  });
});

describe('an archive that is not what was written', () => {
  test('with one byte of the journal changed is refused, naming archive and entry', async () => {
    const bad = await altered((entry) =>
      entry.path === 'journal/000002.bin' ? { ...entry, data: flipped(entry.data) } : entry,
    );
    await expect(readArchive(bad, 'monday.zip')).rejects.toMatchObject({
      code: 'archive/malformed',
      message:
        'monday.zip is not a whole session archive: journal/000002.bin is wrong (its content is not what was written). Nothing was imported; export the session again.',
      details: { archive: 'monday.zip', entry: 'journal/000002.bin' },
    });
  });

  test.each(['manifest.json', 'project.json', 'journal/000001.bin', 'results.json'])(
    'without %s is refused, naming it',
    async (path) => {
      const bad = await altered((entry) => (entry.path === path ? null : entry));
      await expect(readArchive(bad, 'monday.zip')).rejects.toMatchObject({
        code: 'archive/malformed',
        details: { archive: 'monday.zip', entry: path },
      });
    },
  );

  test('cut anywhere is refused', async () => {
    const whole = await writeArchive(await archiveParts());
    for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
      const cut = whole.slice(0, Math.floor(whole.size * share));
      await expect(readArchive(cut, 'monday.zip')).rejects.toThrow(/monday\.zip/);
    }
  });

  test('of a newer version asks for an update, whatever else is new in it', async () => {
    const newer = await altered(manifest({ version: 4, drones: true }));
    await expect(readArchive(newer, 'monday.zip')).rejects.toMatchObject({
      code: 'archive/newer-version',
      message: expect.stringMatching(/^monday\.zip was written by a newer OpenAisle: manifest\.json is of version 4/),
    });
  });

  test('of another format is refused', async () => {
    await expect(readArchive(await altered(manifest({ format: 'openaisle-project' })), 'shop.zip')).rejects.toThrow(
      'shop.zip is not a whole session archive: manifest.json is wrong (it is of the format “openaisle-project”)',
    );
  });

  test('whose manifest lacks something is refused, naming the field', async () => {
    const bad = await altered(manifest({ session: { ...storedSession, lastTime: 'noon' } }));
    await expect(readArchive(bad, 'monday.zip')).rejects.toThrow(/manifest\.json is wrong \(session\.lastTime: /);
  });

  test('of version 1, which says nothing of its settings, was run with those of that time', async () => {
    const { settings, ...session } = storedSession;
    const then = completeSettings(settingsBeforeV3);
    expect(settings).not.toEqual(then);
    const old = await altered(manifest({ version: 1, session }));
    expect((await readArchive(old, 'monday.zip')).session).toEqual({ ...session, settings: then });
  });

  test('says what its session was run with, and what of it cannot be', async () => {
    const kept = { tracker: 'floor', parameters: { ...publishedSettings('floor').parameters, gate: 7 } } as const;
    const run = (tracking: object) => ({ ...storedSession, settings: { ...storedSession.settings, tracking } });
    const archive = await readArchive(await altered(manifest({ session: run(kept) })), 'monday.zip');
    expect(archive.session.settings.tracking).toEqual(kept);
    const first = await altered(manifest({ session: run({ ...kept, parameters: {} }) }));
    expect((await readArchive(first, 'monday.zip')).session.settings.tracking).toEqual(publishedSettings('floor'));

    for (const [wrong, field] of [
      [{ ...kept, tracker: 'deepsort' }, 'session.settings.tracking.tracker'],
      [{ ...kept, parameters: { gate: 99 } }, 'session.settings.tracking.parameters.gate'],
      [{ ...kept, parameters: { buffer: '30' } }, 'session.settings.tracking.parameters.buffer'],
      [{ ...kept, parameters: { minIou: 0.3 } }, 'session.settings.tracking.parameters.minIou'],
    ] as const) {
      const bad = await altered(manifest({ session: run(wrong) }));
      await expect(readArchive(bad, 'monday.zip')).rejects.toThrow(field);
    }
  });

  test.each(['', '../other', 'a b', 'ä', 'x'.repeat(65)])('of a session called “%s” is refused', async (id) => {
    const bad = await altered(manifest({ session: { ...storedSession, id } }));
    await expect(readArchive(bad, 'monday.zip')).rejects.toThrow(/manifest\.json is wrong \(session\.id: /);
  });

  test('whose footage is another film than its name says is refused', async () => {
    const sha256 = await hashBlob(footage);
    const swapped = await writeArchive(await archiveParts({ clips: new Map([[sha256, new Blob(['another film'])]]) }));
    await expect(readArchive(swapped, 'monday.zip')).rejects.toMatchObject({
      code: 'archive/malformed',
      details: { entry: `media/${sha256}.webm` },
    });
  });

  test('whose keys aim at the prototype changes no prototype', async () => {
    const text = JSON.stringify(await manifestOf(await writeArchive(await archiveParts())));
    const bad = await altered((entry) =>
      entry.path === 'manifest.json'
        ? { ...entry, data: text.replace('"frames":', '"__proto__":{"polluted":1},"frames":') }
        : entry,
    );
    await readArchive(bad, 'monday.zip').catch(() => null);
    expect({}).not.toHaveProperty('polluted');
  });
});

type Frozen<T> = T extends number
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Frozen<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Frozen<T[Key]> }
      : T;

async function inputsOf(archive: SessionArchive): Promise<readonly SceneInput[]> {
  const inputs: SceneInput[] = [];
  for await (const chunk of readInputs(archive)) inputs.push(...chunk);
  return inputs;
}

interface Entry {
  readonly path: string;
  readonly data: string | Uint8Array;
}

/** The archive of {@link archiveParts}, zipped again with its entries changed; `null` leaves one out. */
async function altered(change: (entry: Entry) => Entry | null): Promise<Blob> {
  const entries: ZipInput[] = [];
  for (const [path, entry] of await readZip(await writeArchive(await archiveParts()))) {
    const changed = change({ path, data: new Uint8Array(await (await entry.blob()).arrayBuffer()) });
    if (changed) entries.push(changed);
  }
  return writeZip(entries);
}

/** Replaces top-level fields of the manifest. */
function manifest(changes: object): (entry: Entry) => Entry {
  return (entry) => {
    if (entry.path !== 'manifest.json') return entry;
    const text = new TextDecoder().decode(entry.data as Uint8Array);
    return { ...entry, data: JSON.stringify({ ...JSON.parse(text), ...changes }) };
  };
}

async function manifestOf(archive: Blob): Promise<unknown> {
  return JSON.parse(await (await readZip(archive)).get('manifest.json')!.text());
}

function flipped(data: string | Uint8Array): Uint8Array {
  const bytes = Uint8Array.from(data as Uint8Array);
  bytes[bytes.length >> 1]! ^= 1;
  return bytes;
}
