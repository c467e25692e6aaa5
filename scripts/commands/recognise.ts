import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Sku } from '#core/planning/project.ts';
import { readProject } from '#core/planning/read-project.ts';
import { PROJECT_FILE } from '#storage/project-bundle.ts';
import { shippedModel } from '../files/shipped-model.ts';
import { shippedProject } from '../files/shipped-project.ts';
import { openTools } from '../headless/open-tools.ts';
import type { Command } from './command.ts';
import { engineOptions, readEngine } from './engine-options.ts';
import { modelFiles } from './model-files.ts';
import { existingFile, readArguments, usage } from './read-arguments.ts';

/** Products that are named, most alike first. */
const MOST = 5;

/** Says which products of a project pictures look most like, by the project's own pictures of them. */
export const recogniseCommand: Command = {
  name: 'recognise',
  usage: '--project DIR|demo|demo-busy [--model embedder.onnx] [--engine tfjs|ort] [--backend wasm|webgpu] PICTURE…',
  async run(args) {
    const options = { project: { type: 'string' }, model: { type: 'string' }, ...engineOptions } as const;
    const { values, positionals } = readArguments(recogniseCommand, args, { options, allowPositionals: true });
    const folder = existingFile(recogniseCommand, '--project', values.project && shippedProject(values.project));
    if (!statSync(folder).isDirectory())
      throw usage(recogniseCommand, '--project: name a folder; unpack an archive first');
    const model = modelFiles(recogniseCommand, values.model ?? shippedModel('shop-embedder'));
    const engine = readEngine(recogniseCommand, { engine: 'tfjs', backend: 'wasm', ...values });
    if (positionals.length === 0) throw usage(recogniseCommand, 'PICTURE is missing');
    const asked = positionals.map((path) => existingFile(recogniseCommand, 'PICTURE', path));
    const known = picturedProducts(folder);
    // Products may share a picture, and one may be asked about.
    const given = [...new Set([...model, ...known.map(({ path }) => path), ...asked].map((path) => resolve(path)))];
    const twice = given.find((path, i) => given.some((other, j) => j < i && basename(other) === basename(path)));
    if (twice !== undefined) throw usage(recogniseCommand, `there are two files ${basename(twice)}; rename one`);

    await using tools = await openTools(engine.backend);
    await tools.give(given);
    const labelled = known.map(({ gtin, path }) => ({ label: gtin, file: basename(path) }));
    const enrolled = await tools.ask('enrol', basename(model[0]), engine, labelled);
    process.stderr.write(`${enrolled} products known by their pictures\n`);
    const nameOf = new Map(known.map(({ gtin, name }) => [gtin, name]));
    for (const path of asked) {
      const found = await tools.ask('recognise', basename(path), MOST);
      const products = found.map(({ label, likeness }) => ({ gtin: label, name: nameOf.get(label), likeness }));
      process.stdout.write(`${JSON.stringify({ picture: basename(path), products })}\n`);
    }
  },
};

/** @throws WorkbenchError `project/malformed`, `project/missing-file` when there is no picture of any */
function picturedProducts(folder: string): readonly (Sku & { readonly path: string })[] {
  const file = existingFile(recogniseCommand, '--project', join(folder, PROJECT_FILE));
  const { skus } = readProject(JSON.parse(readFileSync(file, 'utf8')), PROJECT_FILE);
  const pictured = skus.flatMap((sku) => {
    const path = sku.picture === undefined ? null : join(folder, sku.picture);
    return path !== null && existsSync(path) ? [{ ...sku, path }] : [];
  });
  if (pictured.length > 0) return pictured;
  throw new WorkbenchError(
    'project/missing-file',
    `${file}: no product has a picture. Put pictures beside it and name them in skus[].picture.`,
    { details: { file, field: 'skus[].picture' } },
  );
}
