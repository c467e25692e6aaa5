/** What a browser fetches of the built app before a detector on TensorFlow.js has found the first shopper of a recording. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importAifi, zipImported } from '../../scripts/aifi/import-aifi.ts';
import { openApp } from '../../scripts/headless/open-app.ts';
import { rememberEngine } from '../../scripts/headless/remember-engine.ts';
import { data } from '../support/data.ts';
import { type FetchedProgram, sum, watchPrograms } from '../support/fetched-programs.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';

/** Bytes of programs, gzip. */
const MOST = 400_000;

export const bench: Bench = {
  name: 'fetched before the first detection',
  run: async () => {
    const folder = data('aifi-nanostore');
    const model = data('models/yolox_nano_416.onnx');
    if (folder === null || model === null) throw new NotMeasured('the AiFi recording or the model is not there');
    const scratch = await mkdtemp(join(tmpdir(), 'openaisle-bench-'));
    try {
      const shop = join(scratch, 'shop.zip');
      await writeFile(shop, new Uint8Array(await (await zipImported(importAifi(folder, 'cps-test-01'))).arrayBuffer()));
      return report(await programsOfARun([shop, model]));
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

async function programsOfARun(files: readonly string[]): Promise<readonly FetchedProgram[]> {
  await using app = await openApp({ remembered: rememberEngine({ runtime: 'tfjs', backend: 'wasm' }) });
  const { page } = app;
  const programs = watchPrograms(page);
  await page.reload();
  await page.getByTestId('files').setInputFiles([...files]);
  await page.getByRole('button', { name: 'Run', exact: true }).click({ timeout: 120_000 });
  await page.locator('[data-testid^=people-]').filter({ hasText: /S\d/u }).first().waitFor({ timeout: 120_000 });
  return programs();
}

function report(programs: readonly FetchedProgram[]): readonly Row[] {
  const of = (named: RegExp) =>
    sum(
      programs.filter(({ path }) => named.test(path)),
      'gzip',
    );
  const all = sum(programs, 'gzip');
  return [
    { what: 'JavaScript and WASM, gzip', value: all / 1000, unit: 'KB', target: `≤ ${MOST / 1000}`, met: all <= MOST },
    { what: 'the same, brotli', value: sum(programs, 'brotli') / 1000, unit: 'KB' },
    { what: 'of it of the engine', value: of(/tfjs|open-wasm/u) / 1000, unit: 'KB' },
    { what: 'of it WASM', value: of(/\.wasm$/u) / 1000, unit: 'KB' },
    ...programs
      .toSorted((a, b) => b.gzip - a.gzip)
      .slice(0, 16)
      .map(({ path, gzip }) => ({ what: `  ${path.split('/').at(-1)!}`, value: gzip / 1000, unit: 'KB' })),
  ];
}
