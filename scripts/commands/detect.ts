import { mkdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { cocoCategories } from '#core/datasets/coco-categories.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { labelLists } from '#engines/model-card.ts';
import { writeAllWhole } from '../files/write-whole.ts';
import { type OpenTools, openTools } from '../headless/open-tools.ts';
import type { LookedAt } from '../headless/page/page.ts';
import { cocoResult } from '../inference/coco-results.ts';
import { type NumberedPicture, numberPictures } from '../inference/pictures.ts';
import type { Command } from './command.ts';
import { engineOptions, engineUsage, readEngine } from './engine-options.ts';
import { modelFiles } from './model-files.ts';
import { checkOutputFile } from './output.ts';
import { existingFile, readArguments, readFrameRate, usage } from './read-arguments.ts';

/** Runs a detector over pictures or a video, and writes what it finds as COCO's results. */
export const detectCommand: Command = {
  name: 'detect',
  usage: `--model FILE ${engineUsage} --input DIR|VIDEO [--fps N] --out detections.json`,
  async run(args) {
    const options = {
      model: { type: 'string' },
      ...engineOptions,
      input: { type: 'string' },
      fps: { type: 'string' },
      out: { type: 'string' },
    } as const;
    const { values } = readArguments(detectCommand, args, { options });
    const model = modelFiles(detectCommand, values.model);
    const engine = readEngine(detectCommand, values);
    const input = existingFile(detectCommand, '--input', values.input);
    const rate = values.fps === undefined ? null : readFrameRate(detectCommand, values.fps);
    if (values.out === undefined) throw usage(detectCommand, '--out is missing');
    checkOutputFile(detectCommand, '--out', values.out, ...model, input);
    const folder = statSync(input).isDirectory() ? numberPictures(input) : null;
    if (folder?.pictures.length === 0) throw usage(detectCommand, `--input: there is no picture in ${input}`);

    await using tools = await openTools(engine.backend);
    const files = folder?.pictures.map(({ path }) => path) ?? [input];
    await tools.give([...model, ...files]);
    const { labels, notes } = await tools.ask('openDetector', basename(model[0]), engine);
    for (const note of notes) process.stderr.write(`${note}\n`);
    if (folder === null) await tools.ask('openVideo', basename(input), rate);
    else
      await tools.ask(
        'openPictures',
        files.map((path) => basename(path)),
      );
    const frames = await lookAtAll(tools);

    const categories = cocoCategories(labels, labelLists['coco-80']!);
    const idOf = (number: number) => folder?.pictures[number - 1]!.id ?? number;
    const results = frames.flatMap(({ number, rows }) => rows.map((row) => cocoResult(idOf(number), row, categories)));
    const mapping = folder !== null && !folder.named ? { images: imagesOf(folder.pictures), categories } : null;
    write(values.out, results, mapping);
    process.stderr.write(
      `${results.length} detections in ${frames.length} ${folder === null ? 'frames' : 'pictures'}\n`,
    );
  },
};

/** How often stderr hears how far it is, s. */
const TURN = 2;

async function lookAtAll(tools: OpenTools): Promise<readonly LookedAt[]> {
  const all: LookedAt[] = [];
  for (;;) {
    const { frames, fraction, ended, notice } = await tools.ask('detectOn', TURN);
    all.push(...frames);
    if (notice !== null) process.stderr.write(`${notice}\n`);
    if (ended) return all;
    const share = fraction === null ? '' : `${Math.floor(100 * fraction)} %, `;
    process.stderr.write(`${share}${all.length} looked at\n`);
  }
}

function imagesOf(pictures: readonly NumberedPicture[]) {
  return pictures.map(({ id, file }) => ({ id, file_name: file }));
}

/** @throws WorkbenchError `cli/unwritable`; what was there before is then still there. */
function write(out: string, results: readonly object[], mapping: object | null): void {
  const beside = `${out.replace(/\.json$/u, '')}.images.json`;
  const rows = results.map((result) => JSON.stringify(result)).join(',\n');
  try {
    mkdirSync(dirname(out), { recursive: true });
    writeAllWhole([
      ...(mapping === null ? [] : [{ path: beside, content: `${JSON.stringify(mapping, null, 1)}\n` }]),
      { path: out, content: `[${rows}]\n` },
    ]);
  } catch (cause) {
    throw new WorkbenchError('cli/unwritable', `${out} cannot be written (${(cause as Error).message}).`, {
      details: { path: out },
      cause,
    });
  }
}
