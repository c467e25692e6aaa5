/**
 * The service worker: keeps the app on the device, and gives its pages the headers of cross-origin isolation where
 * the host sends none (isolation is what WASM threads ask for).
 *
 * A version is its list of files. Its cache is filled when the page asks, so that the first visit is not slowed, and
 * whole before it replaces a version that runs. The version before stays until the next: another tab may still fetch
 * the parts of it that load on demand.
 */
import type { OfflineFailure, OfflineReply, OfflineRequest } from '#workers/offline/protocol.ts';

interface BuiltFile {
  readonly url: string;
  /** `null` where the name has the hash of the content. */
  readonly revision: string | null;
}

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: readonly BuiltFile[] };

/** What names have no hash for comes last, the page itself last of all: a page that is kept has all that it asks for. */
const FILES = self.__WB_MANIFEST.toSorted((a, b) => lateness(a) - lateness(b));
const PREFIX = `openaisle ${self.registration.scope} `;
const CACHE = PREFIX + digest(JSON.stringify(FILES));
const HERE = new Set(FILES.map(({ url }) => addressOf(url)));
/** In the cache of a version that was in use. */
const USED = `${self.registration.scope}?used`;
/** The programs of the second engine: large, and kept only once somebody has used them. */
const ON_USE = /\/ort-[^/]*\.wasm$/u;

/**
 * Aborts what this version still fetches. Browsers let the next one take over when the events of this one and the answers
 * that go through it have ended, which a slow host can put off for minutes.
 */
let ending = new AbortController();
/** What pages wait for has this long to arrive before, ms. */
const GRACE = 2000;

/** What is asked for later is fetched again: nobody knows how long the last of it takes to end. */
function giveWay(): void {
  ending.abort();
  ending = new AbortController();
}

self.addEventListener('install', (event) => {
  // The first one has nobody to replace. Nobody waits for its files, who asked for them would.
  if (self.registration.active !== null) event.waitUntil(replace());
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOld().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  const request = event.data as OfflineRequest;
  const tell = (reply: OfflineReply) => event.ports[0]?.postMessage(reply);
  if (request.kind === 'take-over') event.waitUntil(self.skipWaiting());
  else if (request.kind === 'give-way') setTimeout(giveWay, GRACE);
  else if (request.kind === 'look') event.waitUntil(look(tell));
  else if (request.kind === 'keep') event.waitUntil(keep(tell));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  // Whatever else stands below this address is not ours to answer for.
  if (request.method === 'GET' && isOurs(addressOf(request.url))) event.respondWith(answer(event));
});

const isOurs = (address: string): boolean =>
  HERE.has(address) || address.startsWith(`${self.registration.scope}assets/`);

async function answer(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const address = addressOf(request.url);
  const kept = (await (await caches.open(CACHE)).match(address)) ?? (await keptBefore(address));
  if (kept) return isolated(kept);
  // A navigation takes no options: it would be none any more.
  const signal = AbortSignal.any([request.signal, ending.signal]);
  const fresh = await (request.mode === 'navigate' ? fetch(request) : fetch(request, { signal }));
  if (isUsable(address, fresh) && address.startsWith(`${self.registration.scope}assets/`)) {
    event.waitUntil(store(address, fresh.clone()));
  }
  return isolated(fresh);
}

/** Some hosts answer with their page, and without a word of its being wrong, where a file is missing. */
function isUsable(address: string, response: Response): boolean {
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html') === true;
  return response.status === 200 && isPage === address.endsWith('.html');
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
    // No room, or no time: it is fetched again the next time.
  }
}

async function look(tell: (reply: OfflineReply) => void): Promise<void> {
  const kept = await keptAddresses();
  tell({ kind: 'kept', files: [...HERE].filter((address) => kept.has(address)).length, of: HERE.size });
}

/** @param tell - After every file, and once with what went wrong. @returns Why it is not whole; `null` when it is. */
async function keep(tell: (reply: OfflineReply) => void): Promise<OfflineFailure | null> {
  const cache = await caches.open(CACHE);
  const kept = await keptAddresses();
  let files = 0;
  for (const { url, revision } of FILES) {
    const address = addressOf(url);
    // A file without a hash in its name may be an old one in the browser's own cache.
    const why = kept.has(address) ? null : await keepFile(cache, address, revision === null ? {} : { cache: 'reload' });
    if (why !== null) {
      tell({ kind: 'failed', file: url, why });
      return why;
    }
    tell({ kind: 'kept', files: ++files, of: FILES.length });
  }
  return null;
}

async function keepFile(cache: Cache, address: string, how: RequestInit): Promise<OfflineFailure | null> {
  try {
    const response = await fetch(address, { ...how, signal: ending.signal });
    if (!isUsable(address, response)) return 'gone';
    await cache.put(address, response);
    return null;
  } catch (error) {
    return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'room' : 'network';
  }
}

/** The whole of this version, and what a person used of the version before beyond that. */
async function replace(): Promise<void> {
  const failed = await keep(() => undefined);
  if (failed === null) return keepUsed();
  // Half a version is of no use to anybody, and takes the room of the one that runs.
  if (failed === 'room') await caches.delete(CACHE);
  // An installation that rejects is tried again at the next visit.
  throw new Error(`this version could not be kept: ${failed}`);
}

async function keepUsed(): Promise<void> {
  const mine = await caches.open(CACHE);
  for (const name of await ours()) {
    if (name === CACHE) continue;
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      if (!ON_USE.test(request.url)) continue;
      const file = await old.match(request);
      if (file) await mine.put(request, file).catch(() => undefined); // no room: fetched when it is used again
    }
  }
}

/** All versions but this one and the one that was in use before it: of that, pages may still be open. */
async function forgetOld(): Promise<void> {
  const mine = await caches.open(CACHE);
  await mine.put(USED, new Response());
  const others = (await ours()).filter((name) => name !== CACHE);
  const used: string[] = [];
  for (const name of others) if (await (await caches.open(name)).match(USED)) used.push(name);
  await Promise.all(others.filter((name) => name !== used.at(-1)).map((name) => caches.delete(name)));
}

async function keptAddresses(): Promise<ReadonlySet<string>> {
  return new Set((await (await caches.open(CACHE)).keys()).map(({ url }) => url));
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

function lateness({ url, revision }: BuiltFile): number {
  if (url === 'index.html') return 2;
  return revision === null ? 0 : 1;
}
