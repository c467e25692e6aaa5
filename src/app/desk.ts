import type { SceneSettings } from '#core/pipeline/settings.ts';
import type { CachedModel, ModelCache, NewModel } from '#storage/model-cache.ts';
import type { SpeedStore } from '#storage/speed-store.ts';
import type { SessionStore } from '#storage/session-store.ts';
import type { Synthesizer } from '#workers/synth/client.ts';
import type { Scorer } from '#workers/score/client.ts';
import type { Perceiver } from '#workers/perceive/client.ts';
import type { Recorder } from '#workers/record/client.ts';
import type { WalkSolver } from '#workers/walk/client.ts';
import type { SceneClient } from '#workers/scene/client.ts';
import type { Commands } from '#app/commands.svelte.ts';
import type { StartOffline } from '#app/offline.svelte.ts';
import type { Toasts } from '#app/toasts.svelte.ts';
import type { EngineWishes } from '#app/speed/engine-wishes.svelte.ts';
import type { Words } from '#app/words.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';

/** What the page is made of; `main.ts` is the only place that knows how each is made. */
export interface Rooms {
  readonly store: SessionStore;
  readonly models: ModelCache;
  readonly speeds: SpeedStore;
  /** One file of a TensorFlow.js model's many; see `src/engines/graph-model/pack.ts`. */
  packGraphModel(
    modelJson: Uint8Array,
    shards: ReadonlyMap<string, Uint8Array>,
    entry: string | null,
  ): Promise<Uint8Array<ArrayBuffer>>;
  startPerceiver(): Perceiver;
  startScene(): SceneClient;
  startScorer(): Scorer;
  startWalkSolver(): WalkSolver;
  /** Its program is fetched first. */
  readonly startSynthesizer: () => Promise<Synthesizer>;
  startOffline: StartOffline;
  /** @param onStop - See `startRecorder`. */
  startRecorder(onStop: (failure: unknown) => void): Recorder;
}

/** What a work of the page may use of it: the rooms, what is open, and a way to say what is going on. */
export interface Desk {
  readonly rooms: Rooms;
  readonly models: {
    /** What a run takes; `null` while there is none. */
    readonly detector: CachedModel | null;
    /** Keeps a model; a detector is used from now on. */
    keep(model: NewModel, bytes: Uint8Array<ArrayBuffer>, pins?: ReadonlyMap<string, string>): Promise<void>;
  };
  /** What a person said is to run their detectors. */
  readonly engines: EngineWishes;
  /** What the next run is run with, and stored with. */
  readonly sceneSettings: SceneSettings;
  readonly pilot: PilotSession | null;
  readonly commands: Commands;
  readonly toasts: Toasts;
  /** Another tab writes, so this one only shows. */
  readonly readOnly: boolean;
  /** @param fraction - In `[0, 1]`; left out while nobody knows. */
  doing(label: Words, fraction?: number): void;
  /** Does something that nobody waits for; what goes wrong is told like everything else. */
  later(work: () => Promise<void>): void;
  /** Nothing more to say about what is going on: it shows for itself. */
  quiet(): void;
  /** Reads again what is stored. */
  refresh(): Promise<void>;
  /** @param work - Goes on; what was under way for the place before is stopped. */
  show(pilot: PilotSession | null, work?: AbortSignal): void;
}
