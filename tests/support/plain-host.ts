/** The plainest of hosts: files under a folder of its address, and no header but their type. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

export interface PlainHost extends AsyncDisposable {
  readonly origin: string;
  /** Where the app stands. */
  readonly address: string;
  /** As if the cable were pulled: what is asked for is not answered. */
  down: boolean;
  /** As if the network hung: of what it matches half arrives, and nothing more. */
  hung: RegExp | null;
  /** What was asked for since it stood there, in order. */
  readonly asked: string[];
}

/**
 * @param folder - Of the built files; looked at anew for every request.
 * @param forMissing - Answers with the page where a file is missing, as some hosts do for apps of one page.
 */
export async function startPlainHost(folder: string, { forMissing = false } = {}): Promise<PlainHost> {
  const asked: string[] = [];
  const state: Pick<PlainHost, 'down' | 'hung'> = { down: false, hung: null };
  const server = createServer((request, response) => {
    const path = new URL(request.url!, 'http://host').pathname.replace(/^\/shop\//u, '') || 'index.html';
    if (state.down) {
      response.destroy();
      return;
    }
    asked.push(path);
    readFile(join(folder, path)).then(
      (content) => {
        response.setHeader('Content-Type', TYPES[extname(path)] ?? 'text/plain');
        if (state.hung?.test(path)) response.write(content.subarray(0, content.length / 2));
        else response.end(content);
      },
      async () =>
        forMissing
          ? response.setHeader('Content-Type', 'text/html').end(await readFile(join(folder, 'index.html')))
          : response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    address: `${origin}/shop/`,
    asked,
    get down() {
      return state.down;
    },
    set down(down) {
      state.down = down;
    },
    get hung() {
      return state.hung;
    },
    set hung(hung) {
      state.hung = hung;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
