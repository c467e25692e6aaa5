import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

/** @param path - Absolute. @returns It, or the nearest of the folders around it that is there. */
export function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}
