import type { OfflineCopy } from '#workers/offline/client.ts';
import type { OfflineFailure } from '#workers/offline/protocol.ts';

/** Whether the page opens without a network. */
export type OfflineState =
  | { readonly kind: 'not-yet' }
  /** This browser, or this address, keeps no pages. */
  | { readonly kind: 'impossible' }
  | { readonly kind: 'keeping'; readonly fraction: number }
  | { readonly kind: 'kept' }
  | { readonly kind: 'failed'; readonly why: OfflineFailure };

/** Opens the page's side of the service worker: see `startOffline`. */
export type StartOffline = (changed: () => void, replaced: () => void) => Promise<OfflineCopy | null>;

/** A page that the worker isolates is loaded twice, and never a third time. */
const ISOLATED_ONCE = 'openaisle-isolated';
/** How long the page is left alone after it opened, and between two looks at whether it is calm, ms. */
const PAUSE = 5000;

/** The app's own files on this device, and newer versions of them. */
export class Offline {
  state = $state.raw<OfflineState>({ kind: 'not-yet' });
  /** Another version is ready to be used. */
  update = $state(false);
  readonly #open: StartOffline;
  #copy: OfflineCopy | null = null;
  #asked = false;

  constructor(open: StartOffline) {
    this.#open = open;
  }

  /**
   * @param calm - Whether nothing waits for the network now. Files are fetched only then.
   * @param untouched - Whether nobody has begun anything on this page.
   */
  async start(calm: () => boolean, untouched: () => boolean): Promise<void> {
    // Without isolation there are no threads, and only the worker can bring it: that does not wait. Nor does looking
    // for a newer version where there is a worker already.
    if (crossOriginIsolated && navigator.serviceWorker?.controller == null) await calmly(calm);
    this.#copy = await this.#open(
      () => (this.update = true),
      () => this.#replaced(),
    );
    if (this.#copy === null) {
      this.state = { kind: 'impossible' };
      return;
    }
    if (!crossOriginIsolated) await isolate(untouched);
    if (await this.#copy.isKept()) {
      this.state = { kind: 'kept' };
      return;
    }
    await calmly(calm);
    await this.keep();
  }

  /** Has every file of this version on the device. */
  async keep(): Promise<void> {
    this.state = { kind: 'keeping', fraction: 0 };
    await this.#copy?.keep((reply) => {
      if (reply.kind === 'failed') this.state = { kind: 'failed', why: reply.why };
      else if (reply.files === reply.of) this.state = { kind: 'kept' };
      else this.state = { kind: 'keeping', fraction: reply.files / reply.of };
    });
  }

  /** Loads the page again, with the newest version. What runs should have ended. */
  takeUpdate(): void {
    this.#asked = true;
    // None waits when it has taken over already: with another tab, or with a click before this one.
    if (this.#copy?.takeOver() === false) location.reload();
  }

  #replaced(): void {
    if (this.#asked) location.reload();
    // Another tab asked. This one goes on as it is until somebody loads it again.
    else this.update = false;
  }
}

async function calmly(calm: () => boolean): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve, PAUSE));
  while (!calm());
}

/** Loads the page once more, this time through the worker, if nobody has begun anything yet. */
async function isolate(untouched: () => boolean): Promise<void> {
  await navigator.serviceWorker.ready;
  if (!untouched() || sessionStorage.getItem(ISOLATED_ONCE) !== null) return;
  sessionStorage.setItem(ISOLATED_ONCE, 'yes');
  location.reload();
}
