import { type Persistence, isNearlyFull, readPersistence } from '#storage/persistence.ts';
import type { LiveFigures } from '#workers/perceive/protocol.ts';
import type { Recorder } from '#workers/record/client.ts';
import type { Gap, Silence } from '#app/pilot/live-silence.ts';

/** How long it takes until the rate of writing says something, s. */
const SETTLED = 10;
/** The browser is asked how much room there is, ms. */
const ASK_EVERY = 5000;

/** What is particular to a session whose cameras are live: who gives no picture, what was missed, what is recorded. */
export class LiveState {
  /** By camera. */
  silences = $state.raw<ReadonlyMap<string, Silence>>(new Map());
  /** Oldest first. */
  gaps = $state.raw<readonly Gap[]>([]);
  /** Somebody pressed Stop, and what is left is being written. */
  stopping = $state(false);
  recording = $state<'off' | 'going' | 'ended'>('off');
  /** bytes */
  recorded = $state(0);
  /** How long pictures have been recorded, s. */
  seconds = $state(0);
  /** How the cameras share the network, as of about a second ago; `null` where nobody looks, or can say. */
  looking = $state.raw<LiveFigures | null>(null);
  /** What somebody chose for a camera against the others; `null` while nobody looks. See `LiveControls`. */
  prefer = $state.raw<((camera: string, priority: number) => void) | null>(null);
  /** `null` until the browser has said. */
  room = $state.raw<Persistence | null>(null);

  /** How much longer there is room for pictures, s; `null` while nobody knows. */
  get lasts(): number | null {
    const { usage = null, quota = null } = this.room ?? {};
    if (this.recording !== 'going' || this.seconds < SETTLED || usage === null || quota === null) return null;
    return this.recorded === 0 ? null : (Math.max(0, quota - usage) * this.seconds) / this.recorded;
  }

  get nearlyFull(): boolean {
    return isNearlyFull(this.room);
  }

  /** @returns Stops asking. */
  watchRoom(): () => void {
    const ask = async () => {
      this.room = await readPersistence(navigator.storage);
    };
    void ask();
    const asking = setInterval(() => void ask(), ASK_EVERY);
    return () => clearInterval(asking);
  }

  /** @param seconds - Since the run began. */
  measure({ going, bytes }: Pick<Recorder, 'going' | 'bytes'>, seconds: number): void {
    this.recorded = bytes;
    if (going) this.seconds = seconds;
  }
}
