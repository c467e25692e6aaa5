import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { receiptsJson } from '#core/checkout/receipts-json.ts';
import { figuresOf } from '#core/pipeline/figures.ts';
import { readArchive } from '#storage/archive.ts';
import { writeNew } from '../files/write-new.ts';
import { FloorTrack } from '../fusion/floor-track.ts';
import { replayArchive } from '../fusion/replay-archive.ts';
import type { Command } from './command.ts';
import { checkOutputFile } from './output.ts';
import { existingFile, readArguments, usage } from './read-arguments.ts';

/** Recomputes the receipts of a session, and where everybody was, from what went into it. Stored results are not looked at. */
export const replayCommand: Command = {
  name: 'replay',
  usage: 'session.zip [--tracks FILE] [--json]',
  async run(args) {
    const options = { tracks: { type: 'string' }, json: { type: 'boolean', default: false } } as const;
    const { values, positionals } = readArguments(replayCommand, args, { options, allowPositionals: true });
    if (positionals.length > 1) throw usage(replayCommand, 'Name one session archive');
    const path = existingFile(replayCommand, 'session.zip', positionals[0]);
    checkOutputFile(replayCommand, '--tracks', values.tracks, path);
    const archive = await readArchive(await openAsBlob(path), basename(path));
    const track = new FloorTrack();
    const scene = await replayArchive(archive, values.tracks === undefined ? undefined : track);
    if (values.tracks !== undefined) writeNew(values.tracks, track.text(scene));
    process.stdout.write(`${receiptsJson(scene.receipts, figuresOf(scene))}\n`);
  },
};
