import type { SceneView } from '#core/pipeline/scene-view.ts';
import { screenClock } from '#app/pilot/clock.ts';
import { type OpenReels, openReels } from '#app/pilot/open-reels.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { Replay } from '#app/pilot/replay.svelte.ts';
import { storedBooks } from '#app/pilot/stored-books.ts';
import { SessionRecall } from '#app/pilot/session-recall.ts';
import { type Pace, paceAfter, remainingSeconds } from '#app/remaining.ts';
import type { Desk } from '#app/desk.ts';

export interface ReplayOptions {
  /** Where the playhead begins, µs. */
  readonly time: number;
  /** How far the session goes, as far as is known by now, µs. */
  readonly end: number;
  /** Told when all of the journal was gone through. */
  recalled(view: SceneView): Promise<void>;
}

/** Plays a stored session that is over, and goes through its journal in the background. */
export async function replaySession(desk: Desk, pilot: PilotSession, options: ReplayOptions): Promise<void> {
  const { settings } = (await desk.rooms.store.loadSession(pilot.id!)).session;
  const what = {
    session: pilot.id!,
    project: pilot.project,
    settings,
    tail: pilot.phase === 'finished' ? 'refuse' : 'drop',
  } as const;
  let pace: Pace = [];
  const recall = new SessionRecall(() => desk.rooms.startScene(), what, {
    progress: (fraction) => {
      pace = fraction === null ? [] : paceAfter(pace, fraction, performance.now() / 1000);
      const remaining = remainingSeconds(pace);
      pilot.recalling = fraction === null ? null : { fraction, remaining, cancel: () => recall.cancel() };
    },
    recalled: (view) => {
      replay.end = view.time;
      if (view.identities.length > 0) replay.refresh(); // who everybody turned out to be is known only now
      desk.later(() => options.recalled(view));
    },
    failed: (error) =>
      desk.later(async () => {
        throw error; // to whoever catches
      }),
  });
  const screen = {
    saw: (view: SceneView) => (pilot.view = view),
    picture: pilot.picture.bind(pilot),
    nothing: (camera: string) => pilot.showsNothing(camera),
    failed: (camera: string) => pilot.misses(camera, { kind: 'unreadable', file: fileOf(pilot, camera) }),
  };
  const replay = new Replay(recall, screen, screenClock, options);
  const owned = new OwnedReplay(replay, recall);
  pilot.follow(
    replay,
    storedBooks(desk, pilot, recall, () => replay.refresh()),
    owned,
  );
  await showClips(desk, pilot, false);
}

/**
 * Opens the clips of the session that is replayed: those that were there when it was opened, or that have come since.
 *
 * @param asked - A person just asked for it, so the browser may ask whether a file may be read again.
 * @throws WorkbenchError `storage/missing`, `storage/file-changed`
 */
export async function showClips(desk: Desk, pilot: PilotSession, asked: boolean): Promise<void> {
  const owned = pilot.owned;
  if (!(owned instanceof OwnedReplay) || pilot.id === null) return;
  const { store } = desk.rooms;
  const clips = await store.loadClips(pilot.id);
  const { recording, project } = pilot;
  const reels = await openReels({ media: store.media, recording, cameras: project.cameras, kept: clips, asked });
  for (const { camera } of recording.clips) pilot.misses(camera, reels.absent.get(camera) ?? null);
  owned.show(reels);
}

const fileOf = ({ recording }: PilotSession, camera: string): string =>
  recording.clips
    .find((clip) => clip.camera === camera)
    ?.path.split('/')
    .at(-1) ?? camera;

/** All that a replay holds. */
class OwnedReplay implements Disposable {
  readonly #replay: Replay;
  readonly #recall: SessionRecall;
  #reels: OpenReels | null = null;
  #disposed = false;

  constructor(replay: Replay, recall: SessionRecall) {
    this.#replay = replay;
    this.#recall = recall;
  }

  /** @param reels - Taken over. */
  show(reels: OpenReels): void {
    if (this.#disposed) {
      reels[Symbol.dispose]();
      return;
    }
    const before = this.#reels;
    this.#reels = reels;
    this.#replay.setReels(reels.reels);
    void this.#replay.settled().then(() => before?.[Symbol.dispose]());
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.#recall[Symbol.dispose]();
    void this.#replay[Symbol.asyncDispose]().then(() => this.#reels?.[Symbol.dispose]());
  }
}
