/** The two recordings that come with OpenAisle are of their scenarios as they are now, and small enough to come along. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { simulate } from '#core/simulation/shopping/simulate.ts';
import { shippedProject } from '../../../scripts/files/shipped-project.ts';
import { openScenario } from '../../../scripts/simulation/open-scenario.ts';
import { projectFiles, truthFiles } from '../../../scripts/simulation/simulated-files.ts';

const SEED = 1;
const names = ['demo', 'demo-busy'] as const;

test.each(names)(
  '%s has the truth and the scales of its scenario',
  (name) => {
    const folder = shippedProject(name);
    const simulation = simulate(openScenario(name), SEED);
    const clips = JSON.parse(readFileSync(join(folder, 'project.json'), 'utf8')).recordings[0].clips;
    expect(clips).toHaveLength(4);
    const whole = [...projectFiles(simulation, clips), ...truthFiles(simulation)];
    // What was drawn adds pictures to the project.
    const read = whole.filter(({ path }) => path.startsWith('readings/') || path === 'truth.json');
    expect(read.length).toBeGreaterThan(10);
    for (const { path, content } of read) expect(readFileSync(join(folder, path), 'utf8') === content, path).toBe(true);
  },
  60_000,
);

test('both together stay under 20 MB', () => {
  const bytes = names.map((name) => {
    const folder = shippedProject(name);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files.reduce((sum, { parentPath, name: file }) => sum + statSync(join(parentPath, file)).size, 0);
  });
  for (const each of bytes) expect(each).toBeGreaterThan(1e6);
  expect(bytes[0]! + bytes[1]!).toBeLessThan(20e6);
});
