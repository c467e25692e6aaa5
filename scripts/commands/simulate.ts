import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readProject } from '#core/planning/read-project.ts';
import { simulatedProject } from '#core/simulation/project/simulated-project.ts';
import { simulate } from '#core/simulation/shopping/simulate.ts';
import { truthOf } from '#core/simulation/truth/truth.ts';
import { writeNew } from '../files/write-new.ts';
import { openScenario } from '../simulation/open-scenario.ts';
import { projectFiles, truthFiles } from '../simulation/simulated-files.ts';
import { renderClips } from '../rendering/render-clips.ts';
import type { Command } from './command.ts';
import { checkOutputFolder } from './output.ts';
import { readArguments, readSeed, usage } from './read-arguments.ts';

/** Plays a scenario in the simulated store and writes it as a project, with the truth beside it. */
export const simulateCommand: Command = {
  name: 'simulate',
  usage: '--scenario FILE|demo|demo-busy [--seed N] --out DIR [--render]',
  async run(args) {
    const options = {
      scenario: { type: 'string' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
      render: { type: 'boolean', default: false },
    } as const;
    const { values } = readArguments(simulateCommand, args, { options });
    if (values.scenario === undefined) throw usage(simulateCommand, '--scenario is missing');
    if (values.out === undefined) throw usage(simulateCommand, '--out is missing');
    const seed = readSeed(simulateCommand, values.seed);
    const out = emptyFolder(values.out);

    const simulation = simulate(openScenario(values.scenario), seed);
    // Nothing is written that could not be opened again.
    readProject(simulatedProject(simulation), 'project.json');
    const clips = values.render ? await renderClips(values.scenario, simulation, out) : [];
    // The project file comes last: where it is, everything is.
    const [project, ...parts] = [...projectFiles(simulation, clips), ...truthFiles(simulation)];
    for (const { path, content } of [...parts, project!]) writeNew(join(out, path), content);

    const { receipts, interactions } = truthOf(simulation);
    const seconds = Math.round(simulation.moments.at(-1)!.time / 1e5) / 10;
    const people = simulation.cast.length;
    process.stdout.write(
      `${JSON.stringify({ project: values.out, scenario: simulation.name, seed, seconds, people, interactions: interactions.length, receipts })}\n`,
    );
  },
};

function emptyFolder(path: string): string {
  checkOutputFolder(simulateCommand, '--out', path);
  const out = resolve(path);
  if (existsSync(out) && readdirSync(out).length > 0)
    throw usage(simulateCommand, `--out: ${path} is not empty; name a new folder`);
  return out;
}
