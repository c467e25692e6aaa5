import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { AIFI_RECORDINGS, importAifi, zipImported } from '../aifi/import-aifi.ts';
import type { Command } from './command.ts';

const [DEFAULT_RECORDING = ''] = AIFI_RECORDINGS;

/** Makes a store project from somebody else's data. */
export const importCommand: Command = {
  name: 'import',
  usage: `aifi <folder> [--recording ${AIFI_RECORDINGS.join('|')}] --out shop.zip`,
  async run(args) {
    const { folder, recording, out } = readArguments(args);
    const imported = importAifi(folder, recording);
    const archive = await zipImported(imported);
    writeFileSync(out, new Uint8Array(await archive.arrayBuffer()));

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

interface ImportArguments {
  readonly folder: string;
  readonly recording: string;
  readonly out: string;
}

function readArguments(args: readonly string[]): ImportArguments {
  const { positionals, values } = parse(args);
  const [format, folder, ...more] = positionals;
  if (format !== 'aifi' || folder === undefined || more.length > 0 || values.out === undefined) {
    throw new WorkbenchError('cli/usage', `Usage: cli import ${importCommand.usage}`);
  }
  return { folder, recording: values.recording ?? DEFAULT_RECORDING, out: values.out };
}

function parse(args: readonly string[]) {
  try {
    const options = { recording: { type: 'string' }, out: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw new WorkbenchError('cli/usage', `${String(cause)}. Usage: cli import ${importCommand.usage}`, { cause });
  }
}
