import { AIFI_RECORDINGS, importAifi, zipImported } from '../aifi/import-aifi.ts';
import { writeNew } from '../files/write-new.ts';
import type { Command } from './command.ts';
import { checkOutputFile } from './output.ts';
import { readArguments, usage } from './read-arguments.ts';

const [DEFAULT_RECORDING = ''] = AIFI_RECORDINGS;

/** Makes a store project from somebody else's data. */
export const importCommand: Command = {
  name: 'import',
  usage: `aifi <folder> [--recording ${AIFI_RECORDINGS.join('|')}] --out shop.zip`,
  async run(args) {
    const options = { recording: { type: 'string', default: DEFAULT_RECORDING }, out: { type: 'string' } } as const;
    const { positionals, values } = readArguments(importCommand, args, { options, allowPositionals: true });
    const [format, folder, ...more] = positionals;
    const { recording, out } = values;
    if (format !== 'aifi' || folder === undefined || more.length > 0)
      throw usage(importCommand, 'Name a format and a folder');
    if (out === undefined) throw usage(importCommand, '--out is missing');
    checkOutputFile(importCommand, '--out', out);
    const imported = importAifi(folder, recording);
    const archive = await zipImported(imported);
    writeNew(out, new Uint8Array(await archive.arrayBuffer()));

    const { project } = imported;
    process.stderr.write(project.notes.map((note) => `- ${note}\n`).join(''));
    process.stdout.write(
      `${JSON.stringify({
        project: out,
        recording,
        clips: project.recordings[0]?.clips.length ?? 0,
        sensors: project.sensors.length,
        skus: project.skus.length,
        facings: project.planogram.facings.length,
        bytes: archive.size,
      })}\n`,
    );
  },
};
