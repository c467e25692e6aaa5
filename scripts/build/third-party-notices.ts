/**
 * Writes `third-party-notices.md` into the build: every package that is installed for the app to run, with its licence.
 * Taken from the lock file, because the builder's own list leaves out what is bundled into workers.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
}

export function thirdPartyNotices(): Plugin {
  return {
    name: 'openaisle-third-party-notices',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'third-party-notices.md', source: notices() });
    },
  };
}

function notices(): string {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const installed = Object.entries(lock.packages).filter(
    ([path, { dev }]) => path !== '' && dev !== true && existsSync(join(root, path)),
  );
  const sections = installed.map(([path, locked]) => section(path, locked));
  return `# Third-party notices\n\nOpenAisle is built with these packages.\n\n${sections.join('\n')}`;
}

function section(path: string, { version = '', license = 'licence not stated' }: LockedPackage): string {
  const name = path.split('node_modules/').at(-1)!;
  const file = readdirSync(join(root, path)).find((entry) => /^licen[cs]e(?:\.|$)/iu.test(entry));
  const text = file === undefined ? '' : `\n${readFileSync(join(root, path, file), 'utf8').trim()}\n`;
  return `## ${name} ${version} (${license})\n${text}`;
}
