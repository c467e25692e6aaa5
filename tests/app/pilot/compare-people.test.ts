import { expect, test } from 'vitest';
import type { Desk } from '#app/desk.ts';
import { comparePeople } from '#app/pilot/compare-people.ts';
import type { Embedder } from '#app/pilot/embedder.ts';

const models = [
  { name: 'Theirs', kind: 'embedder', entry: 'person-reid-retail-0248', sha256: 'b' },
  { name: 'A detector', kind: 'detector', entry: null, sha256: 'c' },
  { name: 'Ours', kind: 'embedder', entry: 'shop-embedder', sha256: 'a' },
] as const;

const colours = 'people compared by the colours they wear';

interface Case {
  /** The network does. */
  readonly runs?: boolean;
  /** What it says when it fails in the run. */
  readonly later?: string;
  /** Of the session. */
  readonly embedder?: Embedder;
}

/** What a run on a device with these models compares by, and what it says. */
async function compare(here: readonly object[], { runs = true, later, embedder }: Case = {}) {
  const rooms = { models: { listModels: async () => here, loadModel: async () => new Uint8Array(1) } };
  const said: string[] = [];
  const compared: string[] = [];
  const compareBy = async (model: ArrayBuffer | null, name: string, failed: (why: string) => void) => {
    if (model !== null && !runs) throw new Error('It is broken.');
    compared.push(model === null ? 'colours' : name);
    if (later !== undefined) failed(later);
  };
  const note = (words: () => string, kind?: string, details?: string | null) =>
    void said.push(`${kind}: ${words()} ${details}`);
  let shown = '';
  const comparesBy = (words: () => string) => void (shown = words());
  const pilot = { embedder: embedder ?? null, comparesBy, note };
  await comparePeople({ rooms } as unknown as Pick<Desk, 'rooms'>, pilot, { compareBy });
  return { compared, said, shown };
}

test('our own embedder is taken before others, and colours where there is none', async () => {
  expect(await compare(models)).toEqual({ compared: ['Ours'], said: [], shown: 'people compared by Ours' });
  expect(await compare(models.slice(0, 2))).toMatchObject({ compared: ['Theirs'], said: [] });
  expect(await compare([])).toEqual({ compared: ['colours'], said: [], shown: colours });
});

test('what the session brings is taken before all that is on the device', async () => {
  const embedder = { name: 'Of the demo', bytes: new Uint8Array(1) };
  expect(await compare(models, { embedder })).toMatchObject({ compared: ['Of the demo'], said: [] });
});

test('an embedder that does not run gives way to colours, and the session says so', async () => {
  const said = [
    'degraded: Ours does not run here, so people are compared by the colours they wear. Error: It is broken.',
  ];
  expect(await compare(models, { runs: false })).toEqual({ compared: ['colours'], said, shown: colours });
});

test('an embedder that fails in the middle of a run is named', async () => {
  const said = ['degraded: Ours has failed, so from now on people are compared by the colours they wear. It is gone.'];
  expect(await compare(models, { later: 'It is gone.' })).toEqual({ compared: ['Ours'], said, shown: colours });
});
