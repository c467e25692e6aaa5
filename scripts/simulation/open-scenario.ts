import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { readScenario } from '#core/simulation/scenario/read-scenario.ts';
import type { Scenario } from '#core/simulation/scenario/scenario.ts';
import { root } from '../build/fresh.mjs';

const SHIPPED = join(root, 'public', 'scenarios');

/** Names of the scenarios that come with OpenAisle. */
export const shippedScenarios = (): readonly string[] =>
  readdirSync(SHIPPED)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => basename(file, '.txt'))
    .sort();

/**
 * @param named - A file, or the name of a scenario that comes with OpenAisle.
 * @throws WorkbenchError `cli/usage`, `scenario/malformed`
 */
export function openScenario(named: string): Scenario {
  const { text, file } = scenarioText(named);
  return readScenario(text, file);
}

/** @throws WorkbenchError `cli/usage` */
export function scenarioText(named: string): { readonly text: string; readonly file: string } {
  const path = !isText(named) && shippedScenarios().includes(named) ? join(SHIPPED, `${named}.txt`) : named;
  if (!isText(path)) {
    throw new WorkbenchError(
      'cli/usage',
      `There is no scenario ${named}; name a file, or one of ${shippedScenarios().join(', ')}.`,
    );
  }
  return { text: readFileSync(path, 'utf8'), file: basename(path) };
}

/** A folder of the name of a scenario is not meant; what a shell pipes in is. */
const isText = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
