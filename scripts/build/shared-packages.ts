/**
 * Packages that the page and its workers all hold, as files of their own, so that they are fetched once: the builder bundles
 * each worker alone.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Plugin, minifySync } from 'vite';

const require = createRequire(import.meta.url);
/** Each is one module, from its package's folder. */
const MODULES = { comlink: 'dist/esm/comlink.mjs', idb: 'build/index.js' } as const;
const FOLDER = 'assets';

interface Shared {
  /** Beside whatever imports it. */
  readonly file: string;
  readonly source: string;
}

/** @param emits - Whether the files are written: the page's build does it for all. */
export function sharedPackages(emits: 'emits' | 'uses'): Plugin {
  const files = new Map(Object.entries(MODULES).map(([name, module]) => [name, shared(name, module)]));
  return {
    name: 'openaisle-shared-packages',
    enforce: 'pre',
    apply: 'build',
    resolveId: (source) => {
      const found = files.get(source);
      return found === undefined ? null : { id: `./${found.file}`, external: true };
    },
    generateBundle() {
      if (emits === 'uses') return;
      for (const { file, source } of files.values())
        this.emitFile({ type: 'asset', fileName: `${FOLDER}/${file}`, source });
    },
    // The page asks for them beside its own file, not behind it.
    transformIndexHtml: (_, { filename }) =>
      basename(dirname(filename)) === 'page'
        ? []
        : [...files.values()].map(({ file }) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `./${FOLDER}/${file}` },
            injectTo: 'head' as const,
          })),
  };
}

function shared(name: string, module: string): Shared {
  const source = readFileSync(join(folderOf(name), module), 'utf8').replace(/^\/\/# sourceMappingURL=.*$/mu, '');
  const { code, errors } = minifySync(module, source, { module: true });
  if (errors.length > 0) throw new Error(`${name}: ${errors[0]!.message}`);
  const hash = createHash('sha256').update(code).digest('base64url').slice(0, 8);
  return { file: `${name}-${hash}.js`, source: code };
}

/** Where the package lies: both let it be asked for. */
const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));
