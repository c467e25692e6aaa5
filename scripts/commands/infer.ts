import { basename } from 'node:path';
import { openTools } from '../headless/open-tools.ts';
import { writeTensors } from '../inference/write-tensors.ts';
import type { Command } from './command.ts';
import { engineOptions, engineUsage, readEngine } from './engine-options.ts';
import { modelFiles } from './model-files.ts';
import { checkOutputFolder } from './output.ts';
import { existingFile, readArguments, usage } from './read-arguments.ts';

/** Runs a network once on a picture of its own size, and writes what it says, to the number. */
export const inferCommand: Command = {
  name: 'infer',
  usage: `--model FILE ${engineUsage} --input PICTURE --out DIR`,
  async run(args) {
    const options = {
      model: { type: 'string' },
      ...engineOptions,
      input: { type: 'string' },
      out: { type: 'string' },
    } as const;
    const { values } = readArguments(inferCommand, args, { options });
    const model = modelFiles(inferCommand, values.model);
    const engine = readEngine(inferCommand, values);
    const picture = existingFile(inferCommand, '--input', values.input);
    if (values.out === undefined) throw usage(inferCommand, '--out is missing');
    checkOutputFolder(inferCommand, '--out', values.out);

    await using tools = await openTools(engine.backend);
    await tools.give([...model, picture]);
    const tensors = await tools.ask('infer', basename(model[0]), engine, basename(picture));
    writeTensors(values.out, tensors);
    const outputs = tensors.map(({ name, shape }) => `${name} [${shape.join(', ')}]`);
    process.stderr.write(`${outputs.join(', ')} in ${values.out}\n`);
  },
};
