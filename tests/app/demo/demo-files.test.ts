/** The demo is fetched from beside the page, and whoever has no network is told. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test, vi } from 'vitest';
import { fetchDemo } from '#app/demo/demo-files.ts';

const folder = fileURLToPath(new URL('../../../public/', import.meta.url));

/** A host that has what lies in `public`, but for what answers otherwise. */
function host(otherwise: (path: string) => Response | null): void {
  vi.stubGlobal('fetch', (path: string, { signal }: RequestInit) => {
    signal?.throwIfAborted();
    return Promise.resolve(otherwise(path) ?? new Response(readFileSync(`${folder}${path}`)));
  });
}

afterEach(() => vi.unstubAllGlobals());

const never = new AbortController().signal;
const quiet = () => undefined;

test('brings everything that the project names, and says how far it is', async () => {
  host(() => null);
  const shares: number[] = [];
  const { project, files } = await fetchDemo((share) => shares.push(share), never);
  const [recording] = project.recordings;
  for (const { path } of [...recording!.clips, ...recording!.readings]) expect(files.has(path)).toBe(true);
  expect(files.has(recording!.labels!)).toBe(true);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
});

test.each([
  ['is not there', () => new Response('', { status: 404 }), 'the server answers 404'],
  [
    'has a page in its place',
    () => new Response('<html></html>', { headers: { 'Content-Type': 'text/html' } }),
    'the server has a page there',
  ],
])('names the clip that %s', async (_, answer, why) => {
  host((path) => (path.endsWith('cam2.webm') ? answer() : null));
  await expect(fetchDemo(quiet, never)).rejects.toMatchObject({
    code: 'demo/missing',
    message: expect.stringContaining(`cam2.webm could not be fetched: ${why}`) as string,
  });
});

test('does without a picture or the truth', async () => {
  host((path) => (/\.webp$|truth\.json$/u.test(path) ? new Response('', { status: 404 }) : null));
  const { project, files } = await fetchDemo(quiet, never);
  expect(files.has(project.recordings[0]!.labels!)).toBe(false);
  expect(files.has(project.recordings[0]!.clips[0]!.path)).toBe(true);
});

test('ends when nobody waits for it any more', async () => {
  const stop = new AbortController();
  host((path) => {
    if (path.endsWith('cam3.webm')) stop.abort(new Error('stopped'));
    return null;
  });
  await expect(fetchDemo(quiet, stop.signal)).rejects.toThrow('stopped');
});
