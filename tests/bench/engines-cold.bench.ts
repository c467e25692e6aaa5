/** What a browser fetches of the built app before a detector on TensorFlow.js has found the first shopper of a recording. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { importAifi, zipImported } from '../../scripts/aifi/import-aifi.ts';
import { root } from '../../scripts/build/fresh.mjs';
import { openApp } from '../../scripts/headless/open-app.ts';
import { rememberEngine } from '../../scripts/headless/remember-engine.ts';
import { data } from '../support/data.ts';
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

interface Program {
  readonly name: string;
  readonly bytes: number;
}

async function programsOfARun(files: readonly string[]): Promise<readonly Program[]> {
  await using app = await openApp({ remembered: rememberEngine({ runtime: 'tfjs', backend: 'wasm' }) });
  const asked = new Set<string>();
  const { page } = app;
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/\.(?:m?js|wasm)$/u.test(pathname)) asked.add(pathname);
  });
  await page.reload();
  await page.getByTestId('files').setInputFiles([...files]);
  await page.getByRole('button', { name: 'Run', exact: true }).click({ timeout: 120_000 });
  await page.locator('[data-testid^=people-]').filter({ hasText: /S\d/u }).first().waitFor({ timeout: 120_000 });
  return [...asked].map((path) => {
    const bytes = gzipSync(readFileSync(join(root, 'dist', path)), { level: 9 }).length;
    return { name: path, bytes };
  });
}

function report(programs: readonly Program[]): readonly Row[] {
  const sum = (of: (name: string) => boolean) =>
    programs.filter(({ name }) => of(name)).reduce((total, { bytes }) => total + bytes, 0);
  const all = sum(() => true);
  return [
    { what: 'JavaScript and WASM, gzip', value: all / 1000, unit: 'KB', target: `≤ ${MOST / 1000}`, met: all <= MOST },
    { what: 'of it of the engine', value: sum((name) => /tfjs|open-wasm/u.test(name)) / 1000, unit: 'KB' },
    { what: 'of it WASM', value: sum((name) => name.endsWith('.wasm')) / 1000, unit: 'KB' },
  ];
}
