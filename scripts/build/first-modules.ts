/** What the page begins with: every module that its first file leads to without being asked for later. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { imports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly imports: Readonly<Record<string, string>>;
};

/** `import … from 'x'`, `export … from 'x'` and `import 'x'`; of types nothing is fetched. */
const STATIC = /^\s*(?:import|export)\s+(?!type\b)(?:[^'"`;()]*?\sfrom\s+)?['"]([^'"]+)['"]/gmu;

/**
 * @param file - Where it begins.
 * @returns Source texts by absolute path. Packages, pictures and styles are left out.
 */
export function firstModules(file: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const open = [file];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    const source = readFileSync(path, 'utf8');
    found.set(path, source);
    for (const [, specifier = ''] of source.matchAll(STATIC)) {
      const next = placeOf(specifier, path);
      if (next !== null && /\.(?:ts|svelte)$/u.test(next)) open.push(next);
    }
  }
  return found;
}

function placeOf(specifier: string, from: string): string | null {
  if (specifier.startsWith('.')) return resolve(dirname(from), specifier);
  const entry = Object.entries(imports).find(([alias]) => specifier.startsWith(alias.replace('*', '')));
  if (entry === undefined) return null;
  const [alias, place] = entry;
  const path = join(root, place.replace('*', specifier.slice(alias.length - 1)));
  return existsSync(path) ? path : null;
}
