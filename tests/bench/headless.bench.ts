import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importAifi, zipImported } from '../../scripts/aifi/import-aifi.ts';
import { data } from '../support/data.ts';
import { runCli } from '../support/run-cli.ts';
import { type Bench, NotMeasured } from './bench.ts';

/** Of the recording, s. */
const LENGTH = 33.8;

export const bench: Bench = {
  name: 'headless run of a whole recording',
  async run() {
    const folder = data('aifi-nanostore');
    const model = data('models/yolox_nano_416.onnx');
    if (folder === null || model === null) throw new NotMeasured('the AiFi recording or the model is not there');
    const scratch = await mkdtemp(join(tmpdir(), 'openaisle-bench-'));
    try {
      const shop = join(scratch, 'shop.zip');
      await writeFile(shop, new Uint8Array(await (await zipImported(importAifi(folder, 'cps-test-01'))).arrayBuffer()));
      const begun = performance.now();
      const out = join(scratch, 'session.zip');
      const { status, stderr } = await runCli(['run', '--project', shop, '--model', model, '--out', out, '--json']);
      if (status !== 0) throw new Error(stderr);
      const value = (performance.now() - begun) / 1000 / LENGTH;
      return [
        { what: 'time over length, browser start and stop included', value, unit: '×', target: '≤ 4', met: value <= 4 },
      ];
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
};
