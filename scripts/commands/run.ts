import { openAsBlob } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { type TrueReceipts, readTrueReceipts } from '#core/datasets/truth-json.ts';
import { compareReceipts } from '#core/metrics/receipts.ts';
import { receiptsJson } from '#core/checkout/receipts-json.ts';
import { assert } from '#core/errors/assert.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { readArchive } from '#storage/archive.ts';
import { openProjectZip } from '#storage/project-bundle.ts';
import { shippedModel } from '../files/shipped-model.ts';
import { shippedProject } from '../files/shipped-project.ts';
import { type ZippedProject, zippedProject } from '../files/zipped-project.ts';
import { saveNew, writeNew } from '../files/write-new.ts';
import { FloorTrack } from '../fusion/floor-track.ts';
import { replayArchive } from '../fusion/replay-archive.ts';
import { openApp } from '../headless/open-app.ts';
import { orAlert, press, pressForDownload, progressTeller } from '../headless/or-alert.ts';
import { rememberEngine } from '../headless/remember-engine.ts';
import { engineFlags } from '../headless/engine-flags.ts';
import type { Command } from './command.ts';
import { embedderFile, embedderUsage, usualEmbedder } from './embedder-file.ts';
import { engineOptions, readEngine } from './engine-options.ts';
import { modelFiles } from './model-files.ts';
import { checkOutputFile } from './output.ts';
import { existingFile, readArguments, readFrameRate, readThreads } from './read-arguments.ts';

/**
 * Runs a recording of a project in the built app, in a headless Chromium: the same code path as a person's.
 * What runs the model is fixed and not measured, so that the same files give the same receipts.
 * Progress goes to stderr; stdout gets the receipts; the session is written to `--out`.
 */
export const runCommand: Command = {
  name: 'run',
  usage: `--project shop.zip|DIR|demo|demo-busy [--model detector.onnx] [${embedderUsage}] [--engine tfjs|ort] [--backend wasm|webgpu] [--threads N] [--fps N] [--out session.zip] [--clips] [--tracks FILE] [--json]`,
  async run(args) {
    const options = {
      project: { type: 'string' },
      model: { type: 'string' },
      embedder: { type: 'string' },
      ...engineOptions,
      threads: { type: 'string' },
      fps: { type: 'string' },
      out: { type: 'string' },
      clips: { type: 'boolean', default: false },
      tracks: { type: 'string' },
      json: { type: 'boolean', default: false },
    } as const;
    const { values } = readArguments(runCommand, args, { options });
    const given = existingFile(runCommand, '--project', values.project && shippedProject(values.project));
    const chosen = values.model === undefined ? null : modelFiles(runCommand, values.model);
    const read = [given, ...(chosen ?? []), values.embedder];
    checkOutputFile(runCommand, '--out', values.out, ...read);
    checkOutputFile(runCommand, '--tracks', values.tracks, ...read, values.out);
    const embedder = await embedderFile(runCommand, values.embedder ?? usualEmbedder(given !== values.project));

    const engine = readEngine(runCommand, { engine: 'tfjs', backend: 'wasm', ...values });
    const threads = values.threads === undefined ? undefined : readThreads(runCommand, values.threads);
    const remembered = { ...rememberEngine(engine, threads), ...rememberFrameRate(values.fps) };

    await using zipped = await zippedProject(given, values.project!);
    await using place = await placeFor(values.out);
    const out = place.path;
    const project = zipped.path;
    const filmed = await isFilmed(zipped);
    const model = chosen ?? (filmed ? modelFiles(runCommand, shippedModel('shop-detector')) : []);
    await using app = await openApp({ flags: engineFlags(engine.backend), remembered });
    await app.during(async () => {
      // What people are told apart by is there before there is anything to run.
      const files = [...(embedder === null ? [] : [embedder]), project, ...model];
      await app.page.getByTestId('files').setInputFiles(files);
      await press(app.page, 'Run');
      await orAlert(app.page, finished(app.page));
      // What ran the detector stands behind its speed.
      for (const reasons of await app.page.getByLabel('Health').locator('> details > p').allTextContents()) {
        process.stderr.write(`${reasons}\n`);
      }
      for (const notice of await app.page.locator('.notice[role=status], .badges[role=status]').allInnerTexts()) {
        if (notice.trim() !== '') process.stderr.write(`${notice.replaceAll(/\s+/gu, ' ').trim()}\n`);
      }
      if (values.clips) await app.page.getByLabel('Include the videos').check();
      const download = await pressForDownload(app.page, 'Export session');
      await saveNew(out, (path) => download.saveAs(path));
    });

    const archive = await readArchive(await openAsBlob(out), basename(out));
    assert(archive.results, 'a finished session has results');
    if (values.tracks !== undefined) {
      const track = new FloorTrack();
      writeNew(values.tracks, track.text(await replayArchive(archive, track)));
    }
    const { receipts } = archive.results;
    const known = await truthBeside(project, archive.session.recording);
    const comparison = known && { truth: known, comparison: compareReceipts(receipts, known) };
    process.stdout.write(`${receiptsJson(receipts, archive.session.figures, comparison ?? {})}\n`);
  },
};

/** Where the session goes: when nobody wants it, to a folder that is thrown away. */
async function placeFor(out: string | undefined): Promise<AsyncDisposable & { readonly path: string }> {
  if (out !== undefined) return { path: resolve(out), [Symbol.asyncDispose]: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'openaisle-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  return { path: join(folder, 'session.zip'), [Symbol.asyncDispose]: dispose };
}

/**
 * Whether what is run of it is video, which takes a detector.
 *
 * @throws WorkbenchError `project/malformed` and its kin, before there is a browser.
 */
async function isFilmed({ path, name }: ZippedProject): Promise<boolean> {
  const { project } = await openProjectZip(await openAsBlob(path), name);
  return (project.recordings[0]?.clips.length ?? 0) > 0;
}

/** The true receipts of a simulated recording; `null` when the project has none. Read when all is over. */
async function truthBeside(path: string, recording: string): Promise<TrueReceipts | null> {
  const { project, files } = await openProjectZip(await openAsBlob(path), basename(path));
  const labels = project.recordings.find(({ id }) => id === recording)?.labels ?? null;
  const file = labels === null ? undefined : files.get(labels);
  return file === undefined ? null : readTrueReceipts(await file.text(), labels!);
}

/** As `readFrameRate` reads it. */
function rememberFrameRate(text: string | undefined): Readonly<Record<string, string>> {
  return text === undefined ? {} : { 'openaisle-frame-rate': String(readFrameRate(runCommand, text)) };
}

/** Follows the run to its end, telling stderr how far it is. */
async function finished(page: Page): Promise<void> {
  const session = page.getByTestId('session');
  const tell = progressTeller(page.getByTestId('progress'));
  for (;;) {
    const phase = await session.getAttribute('data-phase');
    if (phase === 'finished') return;
    if (phase === 'interrupted') throw new WorkbenchError('cli/interrupted', 'The run was interrupted before its end.');
    await tell();
    await page.waitForTimeout(500);
  }
}
