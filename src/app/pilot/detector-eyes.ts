import type { LiveFigures, LiveOptions, LiveSight, PerceiveApi } from '#workers/perceive/protocol.ts';
import type { Perceiver } from '#workers/perceive/client.ts';
import type { LiveEyes } from '#app/pilot/live-eyes.ts';
import type { Running, SteadyPerceiver } from '#app/pilot/steady-perceiver.ts';

type Attention = Parameters<PerceiveApi['attend']>[1];

/**
 * A detector's worker looks, in the order that its own rules say. When it dies, the next one is told of the same cameras;
 * what it had of them is left out.
 */
export class DetectorEyes implements LiveEyes {
  readonly #steady: SteadyPerceiver;
  #options: LiveOptions;
  /** Which cameras follow somebody, by now. */
  readonly #tracks = new Map<string, boolean>();
  /** The worker that watches the cameras; `null` until one does. */
  #worker: Perceiver | null = null;
  /** Frames that the worker was given and has not given back, and those of them that it says it left out. */
  #given = 0;
  #dropped = 0;
  #lost = 0;
  /** Which cameras were moved, as workers tell, and which of them a dead one told of: the next takes those as they hang now. */
  readonly #moved = new Set<string>();
  readonly #movedBefore = new Set<string>();
  #stopped = false;

  /** @param steady - With a model loaded; stays the caller's. */
  constructor(steady: SteadyPerceiver, options: Pick<LiveOptions, 'cameras' | 'period'>) {
    this.#steady = steady;
    this.#options = { ...options, began: 0 };
  }

  get leftOut(): number {
    return this.#lost + this.#dropped;
  }

  async begin(began: number): Promise<void> {
    this.#options = { ...this.#options, began };
    await this.#steady.ask(
      (running) => this.#watch(running),
      () => 0,
    );
  }

  offer(camera: string, frame: VideoFrame): void {
    if (this.#worker === null) {
      this.#lost++;
      frame.close();
      return;
    }
    this.#given++;
    this.#worker.offer(frame, camera).catch(() => undefined); // whoever asks for what is next is told
  }

  async next(): Promise<readonly LiveSight[]> {
    const ask = async (running: Running) => {
      if (running.perceiver !== this.#worker) await this.#watch(running);
      if (!this.#stopped) return running.perceiver.next();
      await running.perceiver.unwatch(); // stopped before this one was known here
      return [];
    };
    const sights = this.#stopped ? null : await this.#steady.ask(ask, () => this.#forget());
    this.#given -= sights?.length ?? 0;
    return (sights ?? []).map((sight) => this.#remembering(sight));
  }

  attend(camera: string, attention: Attention): void {
    const { tracks, priority } = attention;
    if (tracks !== undefined) {
      if (tracks === (this.#tracks.get(camera) ?? false)) return;
      this.#tracks.set(camera, tracks);
    }
    if (priority !== undefined) {
      const cameras = this.#options.cameras.map((each) => (each.camera === camera ? { ...each, priority } : each));
      this.#options = { ...this.#options, cameras };
    }
    this.#worker?.attend(camera, attention).catch(() => undefined); // the next worker is told when it begins
  }

  async figures(): Promise<LiveFigures | null> {
    const worker = this.#worker;
    const figures = (await worker?.figures().catch(() => null)) ?? null;
    if (figures !== null && worker === this.#worker) {
      this.#dropped = figures.cameras.reduce((sum, { replaced, stale, lost }) => sum + replaced + stale + lost, 0);
    }
    return figures;
  }

  stop(): void {
    this.#stopped = true;
    this.#worker?.unwatch().catch(() => undefined); // it is dead, and so watches nothing
  }

  #remembering(sight: LiveSight): LiveSight {
    const { camera } = sight.sighting;
    if (sight.condition === 'moved') this.#moved.add(camera);
    else if (sight.condition === 'well') this.#moved.delete(camera);
    // One that shows nothing is told so first.
    if (this.#movedBefore.has(camera) && sight.condition === 'well') return { ...sight, condition: 'moved' };
    return sight;
  }

  async #watch({ perceiver }: Running): Promise<void> {
    await perceiver.watch(this.#options);
    for (const [camera, tracks] of this.#tracks) await perceiver.attend(camera, { tracks });
    this.#worker = perceiver;
  }

  /** The worker is dead. @returns How many frames nobody looked at for it. */
  #forget(): number {
    const lost = Math.max(0, this.#given - this.#dropped);
    this.#lost += this.#given;
    for (const camera of this.#moved) this.#movedBefore.add(camera);
    this.#worker = null;
    this.#given = 0;
    this.#dropped = 0;
    return lost;
  }
}
