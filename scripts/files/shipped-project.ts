/** The recordings that come with OpenAisle, by the names of their scenarios. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FILE } from '#storage/project-bundle.ts';
import { root } from '../build/fresh.mjs';

const SHIPPED = ['demo', 'demo-busy'];

/** @returns The folder of a recording that comes with OpenAisle; what is no name of one is a path already. */
export function shippedProject(named: string): string {
  const folder = join(root, 'public', named);
  return !existsSync(named) && SHIPPED.includes(named) && existsSync(join(folder, PROJECT_FILE)) ? folder : named;
}
