import type { OfflineReply, OfflineRequest } from '#workers/offline/protocol.ts';

/** The page's side of the service worker. */
export interface OfflineCopy {
  /** @param tell - How far it is, and once whether something went wrong. Resolves when there is nothing more to tell. */
  keep(tell: (reply: OfflineReply) => void): Promise<void>;
  /** The version that waits takes over; every page of this origin is loaded again by its own client. */
  takeOver(): void;
}

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
  const controlled = serviceWorker.controller !== null;
  const registration = await serviceWorker.register(WORKER, { updateViaCache: 'none' });
  // The first one that comes replaces nobody.
  let first = !controlled;
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

  return {
    keep: async (tell) => {
      const { active } = await serviceWorker.ready;
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }: MessageEvent<OfflineReply>) => {
          tell(data);
          if (data.kind === 'failed' || data.files === data.of) resolve();
        };
        send(active, { kind: 'keep' }, [port2]);
      });
    },
    takeOver: () => send(registration.waiting, { kind: 'take-over' }),
  };
}

function send(worker: ServiceWorker | null, request: OfflineRequest, ports: Transferable[] = []): void {
  worker?.postMessage(request, ports);
}
