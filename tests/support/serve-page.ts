import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { contentSecurityPolicy, isolation } from '../../scripts/build/security.ts';
import { tfjsPrograms } from '../../scripts/build/tfjs-programs.ts';
import { tfjsUnused } from '../../scripts/build/tfjs-unused.ts';

export interface ServedPage extends AsyncDisposable {
  readonly url: string;
}

/**
 * Builds a page of `tests/support/pages` as the app is built (static files, relative base) and serves it below a
 * sub-path, isolated and under the app's content security policy.
 */
export async function servePage(name: string): Promise<ServedPage> {
  const root = fileURLToPath(new URL(`pages/${name}/`, import.meta.url));
  const home = mkdtempSync(join(tmpdir(), `openaisle-${name}-`));
  const shared = { root, configFile: false, logLevel: 'error' } as const;
  await build({
    ...shared,
    base: './',
    worker: { format: 'es', plugins: () => [tfjsUnused(), tfjsPrograms()] },
    build: { target: 'esnext', outDir: join(home, 'below/a/path'), emptyOutDir: true },
  });
  const server = await preview({
    ...shared,
    build: { outDir: home },
    preview: {
      host: '127.0.0.1',
      port: 0,
      headers: { ...isolation, 'Content-Security-Policy': contentSecurityPolicy },
    },
  });
  return {
    url: `${server.resolvedUrls!.local[0]!}below/a/path/index.html`,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
