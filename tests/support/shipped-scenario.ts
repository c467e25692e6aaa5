import { readFileSync, readdirSync } from 'node:fs';
import { readScenario } from '#core/simulation/scenario/read-scenario.ts';
import type { Scenario } from '#core/simulation/scenario/scenario.ts';

const folder = new URL('../../public/scenarios/', import.meta.url);

export const shippedNames: readonly string[] = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => file.slice(0, -4));

export const shippedScenario = (name: string): Scenario =>
  readScenario(readFileSync(new URL(`${name}.txt`, folder), 'utf8'), `${name}.txt`);
