import type { OfflineReply, OfflineRequest } from '#workers/offline/protocol.ts';

/** The page's side of the service worker. */
export interface OfflineCopy {
  /** @param tell - How far it is, and once whether something went wrong. Resolves when there is nothing more to tell. */
  keep(tell: (reply: OfflineReply) => void): Promise<void>;
  /** Whether every file of this version is on the device already. */
  isKept(): Promise<boolean>;
  /** The version that waits takes over. @returns Whether there is one. */
  takeOver(): boolean;
}

/** ms without a word after which the worker is taken for ended: browsers do that to one that works for long. */
const PATIENCE = 60_000;
/** Beside the page: its folder is the worker's scope. */
const WORKER = './offline.worker.js';

/**
 * @param changed - Told when another version waits to take over.
 * @param replaced - Told when another version has taken over, here or in another tab.
 * @returns `null` where the browser has no service workers, or none for this address.
 */
export async function startOffline(changed: () => void, replaced: () => void): Promise<OfflineCopy | null> {
  if (!('serviceWorker' in navigator)) return null;
  try {
    return await openCopy(navigator.serviceWorker, changed, replaced);
  } catch {
    return null; // Private windows and odd hosts forbid it; everything else works.
  }
}

async function openCopy(
  serviceWorker: ServiceWorkerContainer,
  changed: () => void,
  replaced: () => void,
): Promise<OfflineCopy> {
  const registration = await serviceWorker.register(WORKER, { updateViaCache: 'none' });
  // The first one that comes replaces nobody.
  let first = registration.active === null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (!first) replaced();
    first = false;
  });
  const watch = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && registration.active !== null) changed();
    });
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  if (registration.waiting !== null && registration.active !== null) changed();

  const ask = async (request: OfflineRequest, tell: (reply: OfflineReply) => boolean): Promise<void> => {
    const { active } = await serviceWorker.ready;
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      const over = () => {
        clearTimeout(silence);
        port1.close();
        resolve();
      };
      const silent = () => {
        tell({ kind: 'failed', file: '', why: 'network' });
        over();
      };
      let silence = setTimeout(silent, PATIENCE);
      port1.onmessage = ({ data }: MessageEvent<OfflineReply>) => {
        clearTimeout(silence);
        if (tell(data)) over();
        else silence = setTimeout(silent, PATIENCE);
      };
      active?.postMessage(request, [port2]);
    });
  };

  return {
    keep: (tell) =>
      ask({ kind: 'keep' }, (reply) => {
        tell(reply);
        return reply.kind === 'failed' || reply.files === reply.of;
      }),
    isKept: async () => {
      let kept = false;
      await ask({ kind: 'look' }, (reply) => {
        kept = reply.kind === 'kept' && reply.files === reply.of;
        return true;
      });
      return kept;
    },
    takeOver: () => {
      const { active, waiting } = registration;
      if (waiting !== null) active?.postMessage({ kind: 'give-way' } satisfies OfflineRequest);
      waiting?.postMessage({ kind: 'take-over' } satisfies OfflineRequest);
      return waiting !== null;
    },
  };
}
