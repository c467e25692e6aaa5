/**
 * `npm run demo:render`: the two recordings that come with OpenAisle, filmed anew into `public/`. With `-- --pictures` what
 * was filmed stays, and only the pictures of the products are drawn anew.
 */
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readProject } from '#core/planning/read-project.ts';
import { simulate } from '#core/simulation/shopping/simulate.ts';
import { root } from './build/fresh.mjs';
import { simulateCommand } from './commands/simulate.ts';
import { writeNew } from './files/write-new.ts';
import { openTools } from './headless/open-tools.ts';
import { renderCatalogue } from './rendering/render-catalogue.ts';
import { openScenario } from './simulation/open-scenario.ts';
import { projectFiles } from './simulation/simulated-files.ts';

/** Each the scenario of the same name. */
const DEMOS = [
  { name: 'demo', seed: 1 },
  { name: 'demo-busy', seed: 1 },
] as const;

type Demo = (typeof DEMOS)[number];

for (const demo of DEMOS) await (process.argv.includes('--pictures') ? draw(demo) : film(demo));

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
