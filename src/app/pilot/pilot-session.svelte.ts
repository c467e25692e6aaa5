import type { SceneView, ShopperTrack } from '#core/pipeline/scene-view.ts';
import type { Project, Recording } from '#core/planning/project.ts';
import type { Micros } from '#core/time/micros.ts';
import type { CachedModel } from '#storage/model-cache.ts';
import type { ProjectBundle } from '#storage/project-bundle.ts';
import type { Session } from '#storage/session.ts';
import { CameraPicture } from '#app/pilot/camera-picture.svelte.ts';
import type { Evidence } from '#app/pilot/evidence.ts';
import type { RunWatcher } from '#app/pilot/run-watcher.ts';

export type Phase = 'ready' | 'running' | Exclude<Session['state'], 'running'>;

/** A project that is open, from before its run to long after it: what the Pilot workspace shows. */
export class PilotSession implements RunWatcher, Disposable {
  readonly project: Project;
  /** `null` for a stored session: its inputs are in the journal. */
  readonly bundle: ProjectBundle | null;
  /** Of the files of a dropped folder, by path: clips that can stay where they are. */
  handles: readonly (readonly [path: string, handle: FileSystemFileHandle])[] = [];
  readonly #pictures: readonly CameraPicture[];
  /** Of the stored session; `null` until it has been run. */
  id = $state<string | null>(null);
  name = $state('');
  recording: Recording = $state.raw()!;
  model = $state.raw<Pick<CachedModel, 'name' | 'sha256'> | null>(null);
  phase = $state<Phase>('ready');
  /** Replaced as a whole with every step, so nothing in it is proxied. */
  view = $state.raw<SceneView | null>(null);
  notices = $state.raw<readonly string[]>([]);
  engine = $state('');
  evidence = $state.raw<Evidence | null>(null);
  progress = $state.raw<{ readonly fraction: number | null; readonly remaining: number | null }>({
    fraction: null,
    remaining: null,
  });
  framesPerSecond = $state<number | null>(null);

  constructor(project: Project, recording: Recording, bundle: ProjectBundle | null) {
    this.project = project;
    this.bundle = bundle;
    this.recording = recording;
    this.name = project.name;
    this.#pictures = project.cameras.map((camera) => new CameraPicture(camera));
  }

  /** Of the cameras that the recording has a clip of. */
  get pictures(): readonly CameraPicture[] {
    const { clips } = this.recording;
    return this.#pictures.filter((picture) => clips.some(({ camera }) => camera === picture.camera));
  }

  get needsModel(): boolean {
    return this.recording.clips.length > 0 && this.model === null;
  }

  get runnable(): boolean {
    return this.phase === 'ready' && !this.needsModel;
  }

  choose(recording: string): void {
    this.recording = this.project.recordings.find(({ id }) => id === recording) ?? this.recording;
  }

  saw(view: SceneView): void {
    this.view = view;
  }

  picture(camera: string, frame: VideoFrame, tracks: readonly ShopperTrack[]): void {
    const shown = this.#pictures.find((picture) => picture.camera === camera);
    if (shown) shown.show(frame, tracks);
    else frame.close();
  }

  runsOn(engine: string): void {
    this.engine = engine;
  }

  note(notice: string): void {
    if (!this.notices.includes(notice)) this.notices = [...this.notices, notice];
  }

  reached(time: Micros, duration: Micros, seconds: number, frames: number): void {
    const fraction = duration > 0 ? Math.min(1, time / duration) : null;
    const remaining = fraction !== null && fraction > 0.02 ? (seconds / fraction) * (1 - fraction) : null;
    this.progress = { fraction, remaining };
    this.framesPerSecond = frames > 0 && seconds > 0 ? frames / seconds : null;
  }

  [Symbol.dispose](): void {
    for (const picture of this.#pictures) picture[Symbol.dispose]();
  }
}
