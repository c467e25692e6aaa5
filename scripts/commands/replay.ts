import { existsSync, openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { receiptsJson } from '#core/checkout/receipts-json.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { figuresOf } from '#core/pipeline/figures.ts';
import { replay } from '#core/pipeline/replay.ts';
import { sceneDefaults } from '#core/pipeline/settings.ts';
import { readProject } from '#core/planning/read-project.ts';
import { readArchive, readInputs } from '#storage/archive.ts';
import type { Command } from './command.ts';

/** Recomputes the receipts of a session from what went into it. Stored results are not looked at. */
export const replayCommand: Command = {
  name: 'replay',
  usage: 'session.zip [--json]',
  async run(args) {
    const { positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [path, ...rest] = positionals;
    if (path === undefined || rest.length > 0) {
      throw new WorkbenchError('cli/usage', `Name one session archive: cli replay ${replayCommand.usage}`);
    }
    if (!existsSync(path)) throw new WorkbenchError('cli/usage', `There is no file ${path}.`);
    const archive = await readArchive(await openAsBlob(path), basename(path));
    const project = readProject(JSON.parse(archive.project.text), `${archive.name}: project.json`);
    const scene = await replay(project, sceneDefaults, readInputs(archive));
    process.stdout.write(`${receiptsJson(scene.receipts, figuresOf(scene))}\n`);
  },
};
