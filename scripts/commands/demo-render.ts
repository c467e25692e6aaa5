import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readProject } from '#core/planning/read-project.ts';
import { simulate } from '#core/simulation/shopping/simulate.ts';
import { root } from '../build/fresh.mjs';
import { writeNew } from '../files/write-new.ts';
import { openTools } from '../headless/open-tools.ts';
import { renderCatalogue } from '../rendering/render-catalogue.ts';
import { openScenario } from '../simulation/open-scenario.ts';
import { projectFiles } from '../simulation/simulated-files.ts';
import type { Command } from './command.ts';
import { readArguments, usage } from './read-arguments.ts';
import { simulateCommand } from './simulate.ts';

/** Each the scenario of the same name. */
const DEMOS = [
  { name: 'demo', seed: 1 },
  { name: 'demo-busy', seed: 1 },
] as const;

type Demo = (typeof DEMOS)[number];

/**
 * `npm run demo:render -- …`: the recordings that come with OpenAisle, both or the one that is named, filmed anew into `public/`. With
 * `--pictures` what was filmed stays, and only the pictures of the products are drawn anew.
 */
export const demoRenderCommand: Command = {
  name: 'demo-render',
  typed: 'npm run demo:render --',
  usage: '[demo|demo-busy] [--pictures]',
  async run(args) {
    const options = { pictures: { type: 'boolean', default: false } } as const;
    const { values, positionals } = readArguments(demoRenderCommand, args, { options, allowPositionals: true });
    for (const word of positionals)
      if (!DEMOS.some(({ name }) => name === word))
        throw usage(demoRenderCommand, `“${word}” is no recording that comes with OpenAisle`);
    const wanted = DEMOS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    for (const demo of wanted) await (values.pictures ? draw(demo) : film(demo));
  },
};

async function film({ name, seed }: Demo): Promise<void> {
  const out = join(root, 'public', name);
  // Filmed beside it: until the new one is whole, the old one stays.
  const fresh = `${out}.new`;
  rmSync(fresh, { recursive: true, force: true });
  try {
    await simulateCommand.run(['--scenario', name, '--seed', String(seed), '--out', fresh, '--render']);
    // What happened is compared with the receipts; where everybody was in every frame is for laboratories.
    rmSync(join(fresh, 'truth'), { recursive: true });
    rmSync(out, { recursive: true, force: true });
    renameSync(fresh, out);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

async function draw({ name, seed }: Demo): Promise<void> {
  const out = join(root, 'public', name);
  if (!existsSync(out)) return;
  const { recordings } = readProject(JSON.parse(readFileSync(join(out, 'project.json'), 'utf8')), 'project.json');
  const simulation = simulate(openScenario(name), seed);
  await using tools = await openTools('drawing');
  await renderCatalogue(tools, simulation, out);
  const [project] = projectFiles(simulation, recordings[0]!.clips);
  writeNew(join(out, project!.path), project!.content);
}
