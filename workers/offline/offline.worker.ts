/**
 * The service worker: keeps the app on the device, and gives its pages the headers of cross-origin isolation where
 * the host sends none (isolation is what WASM threads ask for).
 *
 * A version is its list of files. Its cache is filled when the page asks, so that the first visit is not slowed, and
 * whole before it replaces a version that runs. The version before stays until the next: another tab may still fetch
 * the parts of it that load on demand.
 */
import type { OfflineReply, OfflineRequest } from '#workers/offline/protocol.ts';

interface BuiltFile {
  readonly url: string;
  /** `null` where the name has the hash of the content. */
  readonly revision: string | null;
}

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly BuiltFile[] };

const FILES = self.__WB_MANIFEST;
const PREFIX = `openaisle ${self.registration.scope} `;
const CACHE = PREFIX + digest(JSON.stringify(FILES));
const HERE = new Set(FILES.map(({ url }) => addressOf(url)));

self.addEventListener('install', (event) => {
  // The first one has nobody to replace. Nobody waits for its files, who asked for them would.
  if (self.registration.active !== null) event.waitUntil(replace());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOld().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  const request = event.data as OfflineRequest;
  if (request.kind === 'take-over') event.waitUntil(self.skipWaiting());
  else event.waitUntil(keep((reply) => event.ports[0]?.postMessage(reply)));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(answer(request));
});

async function answer(request: Request): Promise<Response> {
  const address = addressOf(request.url);
  const kept = (await (await caches.open(CACHE)).match(address)) ?? (await keptBefore(address));
  if (kept) return isolated(kept);
  const fresh = await fetch(request);
  // What is large and not of the list (a second engine) is kept once somebody has used it.
  if (fresh.status === 200 && address.includes('/assets/')) await store(address, fresh.clone());
  return isolated(fresh);
}

/** A file of an older version, for a page of that version. */
async function keptBefore(address: string): Promise<Response | undefined> {
  if (HERE.has(address)) return undefined;
  for (const name of await ours()) {
    const kept = await (await caches.open(name)).match(address);
    if (kept) return kept;
  }
  return undefined;
}

async function store(address: string, response: Response): Promise<void> {
  try {
    await (await caches.open(CACHE)).put(address, response);
  } catch {
    // No room: it is fetched again the next time.
  }
}

/** @param tell - After every file, and once with what went wrong. */
async function keep(tell: (reply: OfflineReply) => void): Promise<void> {
  const cache = await caches.open(CACHE);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  let files = 0;
  for (const { url, revision } of FILES) {
    const address = addressOf(url);
    try {
      // A file without a hash in its name may be an old one in the browser's own cache.
      if (!kept.has(address)) await cache.put(address, await fetched(address, revision === null));
    } catch (error) {
      const room = error instanceof DOMException && error.name === 'QuotaExceededError';
      tell({ kind: 'failed', file: url, why: room ? 'room' : 'network' });
      return;
    }
    files++;
    tell({ kind: 'kept', files, of: FILES.length });
  }
}

/** The whole of this version, and what a person used of the version before beyond that. */
async function replace(): Promise<void> {
  let failed: string | null = null;
  await keep((reply) => {
    if (reply.kind === 'failed') failed = reply.file;
  });
  // An installation that rejects is tried again at the next visit.
  if (failed !== null) throw new Error(`${String(failed)} could not be kept`);
}

async function fetched(address: string, named: boolean): Promise<Response> {
  const response = await fetch(address, named ? {} : { cache: 'reload' });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response;
}

async function forgetOld(): Promise<void> {
  const others = (await ours()).filter((name) => name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

/** Oldest first. */
async function ours(): Promise<readonly string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

/** The page itself has two addresses; what comes after `?` or `#` names no other file. */
function addressOf(url: string): string {
  const { origin, pathname } = new URL(url, self.registration.scope);
  return origin + pathname.replace(/\/$/u, '/index.html');
}

function isolated(response: Response): Response {
  if (response.type === 'opaque' || response.type === 'opaqueredirect' || response.status === 0) return response;
  const headers = new Headers(response.headers);
  headers.set('Cross-Origin-Opener-Policy', 'same-origin');
  headers.set('Cross-Origin-Embedder-Policy', 'require-corp');
  headers.set('Cross-Origin-Resource-Policy', 'same-origin');
  const empty = response.status === 204 || response.status === 304;
  return new Response(empty ? null : response.body, {
    status: response.status,
    statusText: response.statusText,
    headers,
  });
}

/** Tells versions apart. FNV-1a: G. Fowler, L. C. Noll, K.-P. Vo, 1991. */
function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
