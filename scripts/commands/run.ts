import { openAsBlob } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { receiptsJson } from '#core/checkout/receipts-json.ts';
import { assert } from '#core/errors/assert.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { readArchive } from '#storage/archive.ts';
import { openApp } from '../headless/open-app.ts';
import { orAlert, press, progressTeller } from '../headless/or-alert.ts';
import { engineFlags } from '../headless/engine-flags.ts';
import type { Command } from './command.ts';
import { engineOptions, readEngine } from './engine-options.ts';
import { existingFile, readArguments, usage } from './read-arguments.ts';

/**
 * Runs a recording of a project in the built app, in a headless Chromium: the same code path as a person's.
 * What runs the model is fixed and not measured, so that the same files give the same receipts.
 * Progress goes to stderr; stdout gets the receipts; the session is written to `--out`.
 */
export const runCommand: Command = {
  name: 'run',
  usage:
    '--project shop.zip [--model detector.onnx] [--engine tfjs|ort] [--backend wasm|webgpu] --out session.zip [--clips] [--json]',
  async run(args) {
    const options = {
      project: { type: 'string' },
      model: { type: 'string' },
      ...engineOptions,
      out: { type: 'string' },
      clips: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = readArguments(runCommand, args, { options });
    const project = existingFile(runCommand, '--project', values.project);
    const model = values.model === undefined ? [] : [existingFile(runCommand, '--model', values.model)];
    if (values.out === undefined) throw usage(runCommand, '--out is missing');

    const engine = readEngine(runCommand, { engine: 'tfjs', backend: 'wasm', ...values });

    await using app = await openApp({ engine, flags: engineFlags(engine.backend) });
    await app.page.getByTestId('files').setInputFiles([project, ...model]);
    await press(app.page, 'Run');
    await finished(app.page);
    const download = app.page.waitForEvent('download');
    if (values.clips) await app.page.getByLabel('Include the videos').check();
    await press(app.page, 'Export session');
    await (await download).saveAs(resolve(values.out));

    const archive = await readArchive(await openAsBlob(values.out), basename(values.out));
    assert(archive.results, 'a finished session has results');
    process.stdout.write(`${receiptsJson(archive.results.receipts, archive.session.figures)}\n`);
  },
};

/** Follows the run to its end, telling stderr how far it is. */
async function finished(page: Page): Promise<void> {
  const session = page.getByTestId('session');
  const tell = progressTeller(page.getByTestId('progress'));
  for (;;) {
    const phase = await orAlert(page, session.getAttribute('data-phase'));
    if (phase === 'finished') return;
    if (phase === 'interrupted') throw new WorkbenchError('cli/interrupted', 'The run was interrupted before its end.');
    await tell();
    await page.waitForTimeout(500);
  }
}
