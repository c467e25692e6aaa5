import { expect, test } from 'vitest';
import type { Desk } from '#app/desk.ts';
import { comparePeople } from '#app/pilot/compare-people.ts';

const models = [
  { name: 'Theirs', kind: 'embedder', entry: 'person-reid-retail-0248', sha256: 'b' },
  { name: 'A detector', kind: 'detector', entry: null, sha256: 'c' },
  { name: 'Ours', kind: 'embedder', entry: 'shop-embedder', sha256: 'a' },
] as const;

/** What a run on a device with these models compares by, and what it says. @param runs - The network does. @param later - What it says when it fails in the run. */
async function compare(here: readonly object[], runs: boolean, later?: string) {
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
  await comparePeople({ rooms } as unknown as Pick<Desk, 'rooms'>, { note }, { compareBy });
  return { compared, said };
}

test('our own embedder is taken before others, and colours where there is none', async () => {
  expect(await compare(models, true)).toEqual({ compared: ['Ours'], said: [] });
  expect(await compare(models.slice(0, 2), true)).toEqual({ compared: ['Theirs'], said: [] });
  expect(await compare([], true)).toEqual({ compared: ['colours'], said: [] });
});

test('an embedder that does not run gives way to colours, and the session says so', async () => {
  const said = [
    'degraded: Ours does not run here, so people are compared by the colours they wear. Error: It is broken.',
  ];
  expect(await compare(models, false)).toEqual({ compared: ['colours'], said });
});

test('an embedder that fails in the middle of a run is named', async () => {
  const said = ['degraded: Ours has failed, so from now on people are compared by the colours they wear. It is gone.'];
  expect(await compare(models, true, 'It is gone.')).toEqual({ compared: ['Ours'], said });
});
