/**
 * What a browser fetches of the built app before a detector on TensorFlow.js has found the first person: of a recording that
 * is dropped with its detector, and of a webcam with a detector that is on this device already. With a webcam
 * nobody reads archives or video files, but what is seen is recorded.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importAifi, zipImported } from '../../scripts/aifi/import-aifi.ts';
import { openApp } from '../../scripts/headless/open-app.ts';
import { rememberEngine } from '../../scripts/headless/remember-engine.ts';
import { data } from '../support/data.ts';
import { firstDetection, watchDetections } from '../support/first-detection.ts';
import { type FetchedProgram, sum, watchPrograms } from '../support/fetched-programs.ts';
import { filmFlags, writeFilm } from '../support/film-cameras.ts';
import { startWebcams } from '../support/start-webcams.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';
import { allowNames } from './watch-page.ts';

/** Bytes of programs, gzip. */
const MOST = 400_000;

export const bench: Bench = {
  name: 'fetched before the first detection',
  run: async () => {
    const folder = data('aifi-nanostore');
    const model = data('models/yolox_nano_416.onnx');
    const clip = data('intel-videos/one-by-one-person-detection.mp4');
    if (folder === null || model === null || clip === null) {
      throw new NotMeasured('the AiFi recording, the model or the clip is not there');
    }
    const scratch = await mkdtemp(join(tmpdir(), 'openaisle-bench-'));
    try {
      const shop = join(scratch, 'shop.zip');
      await writeFile(shop, new Uint8Array(await (await zipImported(importAifi(folder, 'cps-test-01'))).arrayBuffer()));
      const recording = await programsOfARecording([shop, model]);
      const film = join(scratch, 'film.mjpeg');
      await writeFilmOf(clip, film);
      const webcam = await programsOfAWebcam(film, model);
      return [total('a recording', recording), total('a webcam', webcam), ...parts(recording)];
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

const remembered = rememberEngine({ runtime: 'tfjs', backend: 'wasm' });

async function programsOfARecording(files: readonly string[]): Promise<readonly FetchedProgram[]> {
  await using app = await openApp({ remembered });
  const { page } = app;
  const programs = watchPrograms(page);
  await allowNames(page);
  await watchDetections(page);
  await page.reload();
  await page.getByTestId('files').setInputFiles([...files]);
  await page.getByRole('button', { name: 'Run', exact: true }).click({ timeout: 120_000 });
  return await programs(await firstDetection(page));
}

async function programsOfAWebcam(film: string, model: string): Promise<readonly FetchedProgram[]> {
  await using app = await openApp({ remembered, flags: filmFlags(film) });
  const { page } = app;
  await page.getByTestId('files').setInputFiles(model);
  await page.getByText('YOLOX-nano 416').first().waitFor();
  // The next visit.
  const programs = watchPrograms(page);
  await allowNames(page);
  await watchDetections(page);
  await page.reload();
  await startWebcams(page, 1);
  return await programs(await firstDetection(page));
}

async function writeFilmOf(clip: string, film: string): Promise<void> {
  await using studio = await openApp();
  await writeFilm(studio.page, clip, film);
}

function total(of: string, programs: readonly FetchedProgram[]): Row {
  const all = sum(programs, 'gzip');
  const what = `${of}: JavaScript and WASM, gzip`;
  return { what, value: all / 1000, unit: 'KB', target: `≤ ${MOST / 1000}`, met: all <= MOST };
}

/** Of the recording. */
function parts(programs: readonly FetchedProgram[]): readonly Row[] {
  const of = (named: RegExp) =>
    sum(
      programs.filter(({ path }) => named.test(path)),
      'gzip',
    );
  return [
    { what: 'the recording, brotli', value: sum(programs, 'brotli') / 1000, unit: 'KB' },
    { what: 'of it WASM', value: of(/\.wasm$/u) / 1000, unit: 'KB' },
    ...programs
      .toSorted((a, b) => b.gzip - a.gzip)
      .slice(0, 16)
      .map(({ path, gzip }) => ({ what: `  ${path.split('/').at(-1)!}`, value: gzip / 1000, unit: 'KB' })),
  ];
}
