import { openAsBlob } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { receiptsJson } from '#core/checkout/receipts-json.ts';
import { assert } from '#core/errors/assert.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { readArchive } from '#storage/archive.ts';
import type { EngineChoice } from '#workers/infer/protocol.ts';
import { saveWhole } from '../files/write-whole.ts';
import { engineFlags } from '../headless/engine-flags.ts';
import { openApp } from '../headless/open-app.ts';
import type { Command } from './command.ts';
import { engineOptions, engineUsage, readEngine } from './engine-options.ts';
import { existingFile, readArguments, usage } from './read-arguments.ts';

/**
 * Runs a recording of a project in the built app, in a headless Chromium: the same code path as a person's.
 * Progress goes to stderr; stdout gets the receipts; the session is written to `--out`.
 */
export const runCommand: Command = {
  name: 'run',
  usage: `--project shop.zip [--model detector.onnx] [${engineUsage}] [--fps N] --out session.zip [--clips] [--json]`,
  async run(args) {
    const options = {
      project: { type: 'string' },
      model: { type: 'string' },
      ...engineOptions,
      fps: { type: 'string' },
      out: { type: 'string' },
      clips: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = readArguments(runCommand, args, { options });
    const project = existingFile(runCommand, '--project', values.project);
    const model = values.model === undefined ? [] : [existingFile(runCommand, '--model', values.model)];
    if (values.out === undefined) throw usage(runCommand, '--out is missing');

    const asked = values.engine !== undefined || values.backend !== undefined;
    const engine = asked ? readEngine(runCommand, values) : null;
    const remembered = { ...rememberEngine(engine), ...rememberFrameRate(values.fps) };
    const out = resolve(values.out);

    await using app = await openApp({ flags: engineFlags(engine?.backend ?? 'wasm'), remembered });
    await app.during(async () => {
      await app.page.getByTestId('files').setInputFiles([project, ...model]);
      await press(app.page, 'Run');
      await finished(app.page);
      const download = app.page.waitForEvent('download');
      if (values.clips) await app.page.getByLabel('Include the videos').check();
      await press(app.page, 'Export session');
      const finishedDownload = await download;
      await saveWhole(out, (path) => finishedDownload.saveAs(path));
    });

    const archive = await readArchive(await openAsBlob(out), basename(out));
    assert(archive.results, 'a finished session has results');
    process.stdout.write(`${receiptsJson(archive.results.receipts, archive.session.figures)}\n`);
  },
};

/** As `EngineWishes` keeps it: nothing is measured first, and what runs the detector is what was asked for. */
function rememberEngine(engine: EngineChoice | null): Readonly<Record<string, string>> {
  return engine === null ? {} : { 'openaisle-engines': JSON.stringify({ all: { ...engine, batch: 1 }, models: {} }) };
}

/** As `readFrameRate` reads it. */
function rememberFrameRate(text: string | undefined): Readonly<Record<string, string>> {
  if (text === undefined) return {};
  const rate = Number(text);
  if (text.trim() !== '' && rate > 0 && rate <= 1000) return { 'openaisle-frame-rate': text };
  throw usage(runCommand, `--fps is “${text}”; expected a number above 0, at most 1000`);
}

/** Waits for the button to be usable; an alert that comes first is the failure. */
async function press(page: Page, name: string): Promise<void> {
  await orAlert(page, page.getByRole('button', { name, exact: true }).click({ timeout: 120_000 }));
}

/** Follows the run to its end, telling stderr how far it is. */
async function finished(page: Page): Promise<void> {
  const session = page.getByTestId('session');
  let told = '';
  for (;;) {
    const phase = await orAlert(page, session.getAttribute('data-phase'));
    if (phase === 'finished') return;
    if (phase === 'interrupted') throw new WorkbenchError('cli/interrupted', 'The run was interrupted before its end.');
    const progress = page.getByTestId('progress');
    const line = (await progress.count()) > 0 ? ((await progress.textContent()) ?? '').trim() : '';
    if (line !== told && line !== '') process.stderr.write(`${line}\n`);
    told = line;
    await page.waitForTimeout(500);
  }
}

async function orAlert<T>(page: Page, work: Promise<T>): Promise<T> {
  const alert = page.getByRole('alert').first();
  const failure = alert.waitFor({ state: 'visible', timeout: 0 }).then(async () => {
    await alert.locator('details').evaluate((details: HTMLDetailsElement) => (details.open = true));
    throw new WorkbenchError('cli/run-failed', (await alert.innerText()).replace(/\s+/gu, ' ').trim());
  });
  failure.catch(() => undefined); // the page may be gone before any alert came
  return Promise.race([work, failure]);
}
