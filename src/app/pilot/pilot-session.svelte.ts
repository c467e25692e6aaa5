import type { TrueReceipts } from '#core/datasets/truth-json.ts';
import { type Entry, entriesOf } from '#core/basket/entries.ts';
import type { IdentityEntry } from '#core/basket/identity-entry.ts';
import type { Posting } from '#core/basket/posting.ts';
import { seenBy } from '#core/pipeline/seen-by.ts';
import type { SceneView, ShopperTrack } from '#core/pipeline/scene-view.ts';
import { isCalibrated } from '#core/planning/camera.ts';
import type { Project, Recording } from '#core/planning/project.ts';
import type { Micros } from '#core/time/micros.ts';
import type { CachedModel } from '#storage/model-cache.ts';
import type { ProjectBundle } from '#storage/project-bundle.ts';
import type { Session } from '#storage/session.ts';
import type { Guide } from '#app/demo/guide.svelte.ts';
import type { Books } from '#app/pilot/books.ts';
import type { CameraCalibration } from '#app/pilot/calibration.svelte.ts';
import { CameraNotes } from '#app/pilot/camera-notes.ts';
import { type Absence, CameraPicture } from '#app/pilot/camera-picture.svelte.ts';
import type { Embedder } from '#app/pilot/embedder.ts';
import type { Evidence } from '#app/pilot/evidence.ts';
import type { LiveState } from '#app/pilot/live-state.svelte.ts';
import { NotNumbers } from '#app/pilot/not-numbers.svelte.ts';
import type { Notice } from '#app/pilot/notice.ts';
import type { Packshots } from '#app/pilot/packshots.ts';
import type { Playback } from '#app/pilot/playback.ts';
import type { RunWatcher } from '#app/pilot/run-watcher.ts';
import type { SheetFloor } from '#app/pilot/sheet-floor.svelte.ts';
import { type Pace, paceAfter, remainingSeconds } from '#app/remaining.ts';
import type { Words } from '#app/words.ts';

export type Phase = 'ready' | 'running' | Exclude<Session['state'], 'running'>;

/** What is pointed at, in every view at once. */
export interface Selection {
  readonly interaction: string | null;
  readonly shopper: string | null;
}

/** Who is less probable than this is not among those who may have done it. */
const MAY_HAVE = 0.1;

/** A stored session is gone through in the background. */
export interface Recalling {
  /** In `[0, 1]`. */
  readonly fraction: number;
  /** s; `null` while nobody knows. */
  readonly remaining: number | null;
  /** What was gone through by then can be shown; the rest when it is asked for. */
  cancel(): void;
}

/** How the machinery is doing while it runs; `null` where nobody knows. */
export interface Health {
  /** What runs the network. */
  readonly engine: Words | null;
  /** Whether that is the processor, for want of a graphics card that can. */
  readonly onCpu: boolean;
  /** What people are compared by. */
  readonly looks: Words | null;
  readonly framesPerSecond: number | null;
  /** How old the newest picture was when it was shown, ms. */
  readonly frameAge: number | null;
  /** Frames that were left out because a newer one was there. */
  readonly dropped: number | null;
}

const NONE: readonly Posting[] = [];
const NOBODY: readonly IdentityEntry[] = [];

/** A project that is open, from before its run to long after it: what the Pilot workspace shows. */
export class PilotSession implements RunWatcher, Disposable {
  /** Replaced when a camera is calibrated. */
  project: Project = $state.raw()!;
  /** `null` for a stored session: its inputs are in the journal. */
  readonly bundle: ProjectBundle | null;
  /** Of the files of a dropped folder, by path: clips that can stay where they are. */
  handles: readonly (readonly [path: string, handle: FileSystemFileHandle])[] = [];
  readonly #pictures: readonly CameraPicture[];
  #calibrations = new Map<string, CameraCalibration>();
  readonly #notNumbers = new NotNumbers();
  readonly #cameraNotes = new CameraNotes();
  #owned: Disposable | null = null;
  #pace: Pace = [];
  /** Of the stored session; `null` until it has been run. */
  id = $state<string | null>(null);
  name = $state('');
  recording: Recording = $state.raw()!;
  model = $state.raw<Pick<CachedModel, 'name' | 'sha256'> | null>(null);
  /** What people are told apart by in a run; `null` for what is on this device. */
  embedder: Embedder | null = null;
  phase = $state<Phase>('ready');
  /** The scene at the playhead. Replaced as a whole with every step, so nothing in it is proxied. */
  view = $state.raw<SceneView | null>(null);
  /** All that is known by now, whatever the playhead shows: the timeline, the receipts. */
  outcome = $state.raw<SceneView | null>(null);
  /** `null` before there is anything to play. */
  playback = $state.raw<Playback | null>(null);
  selection = $state.raw<Selection>({ interaction: null, shopper: null });
  notices = $state.raw<readonly Notice[]>([]);
  /** What a run goes on with must be dropped again. */
  needsFiles = $state(false);
  health = $state.raw<Health>({
    engine: null,
    onCpu: false,
    looks: null,
    framesPerSecond: null,
    frameAge: null,
    dropped: null,
  });
  /** How far the detector is that a run waits for; `null` while none does. */
  readying = $state.raw<Words | null>(null);
  /** `null` before the run, and for the moment between a run and its replay. */
  books = $state.raw<Books | null>(null);
  /** Somebody's word is on its way into the books. */
  entering = $state(false);
  readonly #postings = $derived<readonly Posting[]>(this.outcome?.postings ?? NONE);
  /** What people entered into the books, oldest first. */
  readonly entries = $derived<readonly Entry[]>(entriesOf(this.#postings));
  /** What people said of who somebody was, oldest first. */
  readonly identities = $derived<readonly IdentityEntry[]>(this.outcome?.identities ?? NOBODY);
  /** By shopper: the cameras that see them at the playhead. */
  readonly seen = $derived(this.view === null ? new Map<string, readonly string[]>() : seenBy(this.view));
  /** Of whom somebody is about to say who they were; `null` of nobody. */
  identifying = $state<string | null>(null);
  /** Why the interaction that is looked at is believed; `null` while none is. See `Workbench.explain`. */
  evidence = $state.raw<Evidence | null>(null);
  /** Whom every view shows in full while others are dimmed: of the evidence, all who may have done it. `null` is everybody. */
  readonly lit = $derived.by<ReadonlySet<string> | null>(() => {
    const { shopper } = this.selection;
    if (shopper === null) return null;
    const attributions = this.evidence?.interaction.attributions ?? [];
    if (attributions[0]?.shopper !== shopper) return new Set([shopper]);
    const may = attributions.filter(({ probability }) => probability >= MAY_HAVE);
    return new Set([shopper, ...may.map((each) => each.shopper)]);
  });
  /** What its products look like; empty when nobody took pictures of them. */
  packshots = $state.raw<Packshots>(new Map());
  /** What was really taken, as far as the recording brings it along; `null` while it runs, or when nobody knows. */
  truth = $state.raw<TrueReceipts | null>(null);
  /** Leads a newcomer through the demo; `null` of any other session. */
  guide: Guide | null = null;
  /** Of a session whose cameras are live; `null` of any other. */
  live = $state.raw<LiveState | null>(null);
  /** How far a stored session has been gone through, so that any of its moments can be shown; `null` when it has been. */
  recalling = $state.raw<Recalling | null>(null);
  progress = $state.raw<{ readonly fraction: number | null; readonly remaining: number | null }>({
    fraction: null,
    remaining: null,
  });

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

  /** None of its cameras knows where it hangs: whoever they see stands nowhere on the floor, and has no basket. */
  get placeless(): boolean {
    return this.pictures.length > 0 && !this.project.cameras.some((camera) => isCalibrated(camera));
  }

  /** There is something to draw from above: a shelf, or somebody who stands somewhere. */
  get hasPlan(): boolean {
    return !this.placeless || this.project.fixtures.length > 0;
  }

  get needsModel(): boolean {
    return this.recording.clips.length > 0 && this.model === null;
  }

  get runnable(): boolean {
    return this.phase === 'ready' && !this.needsModel;
  }

  /** A run goes on as its cameras were calibrated when it began. */
  get calibratable(): boolean {
    return this.phase !== 'running';
  }

  /** Takes over what plays this session, in place of what did before. */
  follow(playback: Playback, books: Books | null, owned: Disposable): void {
    this.#owned?.[Symbol.dispose]();
    this.#owned = owned;
    this.playback = playback;
    this.books = books;
  }

  /** Of each camera, as far as it has got: leaving and coming back loses no mark. */
  get calibrations(): Map<string, CameraCalibration> {
    return this.#calibrations;
  }

  /** Printed ones on the floor, which calibrate its cameras together; `null` before any of these is calibrated. */
  sheets: SheetFloor | null = null;

  /** Marks that were clicked and sheets that were found in another session with the same cameras; that one begins anew. */
  takeOverCalibrations(from: PilotSession): void {
    this.sheets?.[Symbol.dispose]();
    [this.#calibrations, this.sheets] = [from.#calibrations, from.sheets];
    [from.#calibrations, from.sheets] = [new Map<string, CameraCalibration>(), null];
  }

  /** What {@link follow} took over. */
  get owned(): Disposable | null {
    return this.#owned;
  }

  choose(recording: string): void {
    this.recording = this.project.recordings.find(({ id }) => id === recording) ?? this.recording;
  }

  saw(view: SceneView): void {
    this.view = view;
    this.outcome = view;
    if (this.phase !== 'running') return;
    const nameOf = (id: string) => this.project.cameras.find((camera) => camera.id === id)?.name ?? id;
    this.notices = this.#cameraNotes.told(view.health, this.notices, nameOf);
  }

  select(part: Partial<Selection>): void {
    this.selection = { ...this.selection, ...part };
  }

  picture(camera: string, frame: VideoFrame, tracks: readonly ShopperTrack[]): void {
    const shown = this.#pictures.find((picture) => picture.camera === camera);
    if (shown) shown.show(frame, tracks);
    else frame.close();
  }

  /** A camera has no picture of the moment that is looked at. */
  showsNothing(camera: string): void {
    this.#pictures.find((picture) => picture.camera === camera)?.clear();
  }

  /** Why a camera shows no picture; `null` when it does. */
  misses(camera: string, absence: Absence | null): void {
    const shown = this.#pictures.find((picture) => picture.camera === camera);
    if (shown) shown.absence = absence;
  }

  runsOn(engine: Words, onCpu: boolean): void {
    this.health = { ...this.health, engine, onCpu };
  }

  comparesBy(looks: Words): void {
    this.health = { ...this.health, looks };
  }

  notNumbers(camera: string, frames: number): void {
    const nameOf = () => this.project.cameras.find(({ id }) => id === camera)?.name ?? camera;
    this.#notNumbers.counted(camera, frames, (words, kind) => this.note(words, kind), nameOf);
  }

  note(words: Words, kind: Notice['kind'] = 'information', details: string | null = null): void {
    if (this.notices.some((notice) => notice.words() === words())) return;
    this.notices = [...this.notices, { kind, words, details }];
  }

  reached(time: Micros, duration: Micros, seconds: number, frames: number): void {
    const fraction = duration > 0 ? Math.min(1, time / duration) : null;
    this.#pace = fraction === null ? [] : paceAfter(this.#pace, fraction, seconds);
    this.progress = { fraction, remaining: remainingSeconds(this.#pace) };
    this.health = { ...this.health, framesPerSecond: frames > 0 && seconds > 0 ? frames / seconds : null };
  }

  [Symbol.dispose](): void {
    this.#owned?.[Symbol.dispose]();
    this.sheets?.[Symbol.dispose]();
    for (const picture of this.#pictures) picture[Symbol.dispose]();
  }
}
