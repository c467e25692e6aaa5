import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { receiptsJson } from '#core/checkout/receipts-json.ts';
import { figuresOf } from '#core/pipeline/figures.ts';
import { replay } from '#core/pipeline/replay.ts';
import { readProject } from '#core/planning/read-project.ts';
import { readArchive, readInputs } from '#storage/archive.ts';
import type { Command } from './command.ts';
import { existingFile, readArguments, usage } from './read-arguments.ts';

/** Recomputes the receipts of a session from what went into it. Stored results are not looked at. */
export const replayCommand: Command = {
  name: 'replay',
  usage: 'session.zip [--json]',
  async run(args) {
    const options = { json: { type: 'boolean', default: false } } as const;
    const { positionals } = readArguments(replayCommand, args, { options, allowPositionals: true });
    if (positionals.length > 1) throw usage(replayCommand, 'Name one session archive');
    const path = existingFile(replayCommand, 'session.zip', positionals[0]);
    const archive = await readArchive(await openAsBlob(path), basename(path));
    const project = readProject(JSON.parse(archive.project.text), `${archive.name}: project.json`);
    const scene = await replay(project, archive.session.settings, readInputs(archive));
    process.stdout.write(`${receiptsJson(scene.receipts, figuresOf(scene))}\n`);
  },
};
