import type { FoundCalibration } from '#core/calibration/found-calibration.ts';
import { fetchPart } from '#app/fetch-part.ts';
import { type SceneSettings, sceneDefaults } from '#core/pipeline/settings.ts';
import type { Deed } from '#core/basket/deed.ts';
import type { Room } from '#core/planning/live-project.ts';
import type { Project } from '#core/planning/project.ts';
import type { CachedModel } from '#storage/model-cache.ts';
import type { ModelOffer } from '#storage/model-offers.ts';
import { type Persistence, askPersistence } from '#storage/persistence.ts';
import type { Session } from '#storage/session.ts';
import type { Desk, Rooms } from '#app/desk.ts';
import { Scoring } from '#app/compare/scoring.svelte.ts';
import type { TableChoice } from '#app/compare/table-choice.ts';
import type { DroppedFile } from '#app/dropped-files.ts';
import { explainInteraction, interactionBeside } from '#app/pilot/explain-interaction.ts';
import { storedWords } from '#app/stored-words.ts';
import { m } from '#messages/compiled/messages.js';
import type { Notice } from '#app/pilot/notice.ts';
import { goToMoment, keepAddress } from '#app/pilot/moment.svelte.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import type { WalkCalibration } from '#app/pilot/walk/walk-calibration.svelte.ts';
import type { LiveSetup } from '#app/pilot/live-setup.svelte.ts';
import type { SetupCamera } from '#app/pilot/setup-camera.svelte.ts';
import { resumption } from '#app/pilot/resumption.ts';
import { runSession } from '#app/pilot/run-session.ts';
import { receiveFiles } from '#app/receive-files.ts';
import { SessionLibrary } from '#app/sessions.svelte.ts';
import { EngineWishes } from '#app/speed/engine-wishes.svelte.ts';
import { ModelSpeeds } from '#app/speed/model-speeds.ts';
import { SpeedBench } from '#app/speed/speed-bench.svelte.ts';
import { Toasts } from '#app/toasts.svelte.ts';
import { TrackingChoice } from '#app/tracking-choice.svelte.ts';
import type { Words } from '#app/words.ts';
import { Downloads } from '#app/models/downloads.svelte.ts';
import { ModelShelf } from '#app/models/model-shelf.svelte.ts';
import { Works } from '#app/works.svelte.ts';
import { type Moment, type Place, readAddress, someMoment, writeAddress } from '#app/address.ts';
import { Commands } from '#app/commands.svelte.ts';
import { Offline } from '#app/offline.svelte.ts';

/** The page: what is stored, what is open, what is going on and what went wrong. */
export class Workbench implements Desk {
  readonly rooms: Rooms;
  readonly commands = new Commands();
  readonly toasts = new Toasts();
  /** How boxes become tracks in the next run. */
  readonly tracking = new TrackingChoice();
  /** What a person said is to run their detectors. */
  readonly engines = new EngineWishes();
  /** What the address names. */
  place = $state.raw<Place>({ at: 'home' });
  sessions = $state.raw<readonly Session[]>([]);
  readonly models: ModelShelf = new ModelShelf(this);
  readonly downloads = new Downloads(this);
  readonly offline: Offline;
  readonly works = new Works();
  pilot = $state.raw<PilotSession | null>(null);
  /** The cameras of this device, while they are chosen. */
  webcams = $state.raw<LiveSetup | null>(null);
  #stored = $state.raw<Persistence | null>(null);
  /** Another tab writes, so this one only shows; it changes by itself when that tab goes. */
  readOnly = $state(false);
  /** Why this tab changes nothing, for whatever would; `null` when it may. */
  get readOnlyWhy(): string | null {
    return this.readOnly ? m.sessions_read_only_why() : null;
  }
  /** Goes on when somebody looks at another place. */
  readonly scoring: Scoring;
  /** How fast this device is; goes on as well. */
  readonly bench: SpeedBench;
  readonly speeds: ModelSpeeds;
  readonly library = new SessionLibrary(this, (work) => this.works.tell(work));

  constructor(rooms: Rooms) {
    this.rooms = rooms;
    this.offline = new Offline(rooms.startOffline);
    this.scoring = new Scoring(() => rooms.startScorer());
    this.bench = new SpeedBench(rooms);
    this.speeds = new ModelSpeeds(this);
    const { turn } = rooms.store;
    this.readOnly = !turn.mine();
    if (this.readOnly) void this.works.tell(() => turn.came.then(() => this.#write()));
  }

  get sceneSettings(): SceneSettings {
    return { ...sceneDefaults, tracking: this.tracking.settings };
  }

  /** Something goes on that would be lost with the page. */
  get busy(): boolean {
    return (
      this.pilot?.phase === 'running' ||
      this.works.now !== null ||
      this.works.signal !== null ||
      this.downloads.going.size > 0 ||
      this.scoring.listing ||
      this.scoring.current !== null ||
      this.bench.going !== null
    );
  }

  /** Files are kept for later when nothing that a person waits for is fetched. */
  async startOffline(): Promise<void> {
    await this.offline.start(
      () => this.works.now === null && this.downloads.going.size === 0,
      () => !this.busy && this.pilot === null && this.webcams === null && this.scoring.truth === null,
    );
  }

  async start(): Promise<void> {
    await this.works.beside(() => this.refresh());
    if (!this.readOnly) await this.works.beside(() => this.#adoptLeftOver());
    addEventListener('hashchange', () => void this.goTo(location.hash));
    await this.goTo(location.hash);
    keepAddress(this);
    // Asked last: some browsers ask the person, who may take their time.
    this.#stored = await askPersistence(navigator.storage);
  }

  /** Shows the place that the address names. */
  async goTo(address: string): Promise<void> {
    this.place = readAddress(address);
    if (this.place.at === 'compare') this.chooseTable(this.place.table ?? {});
    const webcams = usesWebcams(this.place);
    if (webcams && this.webcams !== null) return;
    this.#leaveWebcams();
    if (webcams) return this.#chooseWebcams();
    if (!('session' in this.place)) {
      if (this.place.at === 'home') this.show(null);
      return;
    }
    const { session } = this.place;
    const moment = this.place.at === 'pilot' ? this.place.moment : someMoment;
    if (session === null) return;
    if (this.pilot?.id !== session) await this.works.attempt((signal) => this.#openStored(session, moment, signal));
    else if (this.place.at === 'pilot') goToMoment(this.pilot, moment);
  }

  /** What is seen of a table of results; the address says it, without adding to the history. */
  chooseTable(change: Partial<TableChoice>): void {
    this.scoring.table = { ...this.scoring.table, ...change };
    if (this.place.at !== 'compare') return;
    this.place = { at: 'compare', table: this.scoring.table };
    history.replaceState(history.state, '', writeAddress(this.place));
  }

  /** Goes to where cameras are chosen for a live run. */
  useWebcams(): void {
    location.hash = '#/webcams';
  }

  /** Runs the chosen cameras until somebody stops it, and then shows what was kept of it. */
  async runWebcams(): Promise<void> {
    const { webcams } = this;
    if (webcams === null || webcams.ready.length === 0 || this.readOnly) return;
    let ran: PilotSession | null = null;
    await this.works.attempt(async (signal) => {
      try {
        const { runWebcams } = await fetchPart(() => import('#app/pilot/run-webcams.ts'));
        ran = await runWebcams(this, webcams, signal);
      } finally {
        await this.refresh();
      }
    });
    const { id, notices } = (ran as PilotSession | null) ?? { id: null, notices: [] };
    if (id === null || this.pilot !== ran) return;
    await this.works.attempt((signal) => this.#openStored(id, someMoment, signal));
    this.#sayAgain(id, notices);
  }

  async #openStored(id: string, moment: Moment, signal: AbortSignal): Promise<void> {
    const { openStoredSession } = await fetchPart(() => import('#app/pilot/open-stored-session.ts'));
    await openStoredSession(this, id, moment, signal);
  }

  /** What a run did less well than it could is still so when it is over. */
  #sayAgain(session: string, notices: readonly Notice[]): void {
    if (this.pilot?.id !== session) return;
    for (const { kind, words } of notices) if (kind === 'degraded') this.pilot.note(words, kind);
  }

  async #chooseWebcams(): Promise<void> {
    this.show(null);
    await this.works.attempt(async () => {
      const { LiveSetup } = await fetchPart(() => import('#app/pilot/live-setup.svelte.ts'));
      if (!usesWebcams(this.place)) return;
      const setup = new LiveSetup(this.rooms, (number) => m.webcams_default_name({ number }));
      this.webcams = setup;
      await setup.start();
    });
  }

  #leaveWebcams(): void {
    this.webcams?.[Symbol.dispose]();
    this.webcams = null;
  }

  /** What was dropped or chosen, whatever it is. */
  async receive(files: Promise<readonly DroppedFile[]>): Promise<void> {
    const { readOnlyWhy } = this;
    if (readOnlyWhy !== null) this.toasts.say(() => readOnlyWhy);
    else await this.works.attempt(async (signal) => receiveFiles(this, await files, signal));
  }

  /**
   * Opens the store that comes with the page, and runs it.
   *
   * @param model - Instead of the detector that comes with the page.
   */
  async runDemo(model?: CachedModel): Promise<void> {
    const { readOnlyWhy } = this;
    if (readOnlyWhy !== null) this.toasts.say(() => readOnlyWhy);
    else
      await this.works.attempt(async (signal) => {
        const { openDemo } = await fetchPart(() => import('#app/demo/run-demo.ts'));
        const pilot = await openDemo(this, model ?? null, signal);
        await runSession(this, pilot, signal).finally(() => this.refresh());
      });
  }

  async run(): Promise<void> {
    const { pilot } = this;
    if (pilot === null || this.readOnly) return;
    await this.works.attempt(async (signal) => {
      try {
        await runSession(this, pilot, signal);
      } finally {
        await this.refresh();
      }
    });
  }

  /** Goes on with a run that was interrupted, and then shows what it came to. */
  async resume(): Promise<void> {
    await this.#finish(async (pilot, signal) => {
      const how = resumption(pilot);
      if (how === 'recording') {
        const { resumeSession } = await fetchPart(() => import('#app/pilot/resume-session.ts'));
        return resumeSession(this, pilot, signal);
      }
      if (how === 'cameras') {
        const { continueLive } = await fetchPart(() => import('#app/pilot/continue-live.ts'));
        await continueLive(this, pilot, signal);
      }
      return how === 'cameras';
    });
  }

  /** Ends a run that was interrupted where it stopped, and then shows what it came to. */
  async close(): Promise<void> {
    await this.#finish(async (pilot, signal) => {
      const { closeSession } = await fetchPart(() => import('#app/pilot/close-session.ts'));
      await closeSession(this, pilot, signal);
      return true;
    });
  }

  /** @param work - On the open session, which is interrupted. Resolves with whether it is not any more. */
  async #finish(work: (pilot: PilotSession, signal: AbortSignal) => Promise<boolean>): Promise<void> {
    const { pilot } = this;
    if (pilot?.id == null || this.readOnly) return;
    let done = false;
    await this.works.attempt(async (signal) => {
      done = await work(pilot, signal).finally(() => this.refresh());
    });
    // Cameras go on until somebody stops them, and with them the work that began with the click.
    if (done && this.pilot === pilot)
      await this.works.attempt((signal) => this.#openStored(pilot.id!, someMoment, signal));
  }

  /** Takes over what was found for a camera of the open session: see `saveCalibration`. */
  async saveCalibration(camera: string, found: FoundCalibration): Promise<void> {
    const { pilot } = this;
    if (pilot === null || this.readOnly || !pilot.calibratable) return;
    await this.works.attempt(async (signal) => {
      const { saveCalibration } = await fetchPart(() => import('#app/pilot/save-calibration.ts'));
      await saveCalibration(this, pilot, camera, found, signal);
    });
  }

  /** Takes over what was found for a camera that is chosen for a live run: see `saveWebcamCalibration`. */
  async saveWebcamCalibration(camera: SetupCamera, project: Project, found: FoundCalibration): Promise<void> {
    const { webcams } = this;
    if (webcams === null || this.readOnly) return;
    await this.works.attempt(async () => {
      const { saveWebcamCalibration } = await fetchPart(() => import('#app/pilot/save-calibration.ts'));
      await saveWebcamCalibration(this, webcams, camera, project, found);
    });
  }

  /** A camera of the open session hangs as it was calibrated, whatever was doubted: see `believeCalibration`. */
  async believeCalibration(camera: string): Promise<void> {
    const { pilot } = this;
    if (pilot === null || this.readOnly || !pilot.calibratable) return;
    await this.works.attempt(async () => {
      const { believeCalibration } = await fetchPart(() => import('#app/pilot/believe-calibration.ts'));
      await believeCalibration(this, pilot, camera);
    });
  }

  /** As {@link believeCalibration}, of one that is chosen for a live run. */
  async believeWebcamCalibration(camera: SetupCamera): Promise<void> {
    const { webcams } = this;
    if (webcams === null || this.readOnly) return;
    await this.works.attempt(async () => {
      const { believeWebcamCalibration } = await fetchPart(() => import('#app/pilot/believe-calibration.ts'));
      await believeWebcamCalibration(webcams, camera);
    });
  }

  /** The cameras of this device look at somebody who walks: see `watchWalk`. */
  async watchWalk(walk: WalkCalibration): Promise<void> {
    const { webcams } = this;
    if (webcams === null) return;
    await this.works.attempt(async (signal) => {
      const { watchWalk } = await fetchPart(() => import('#app/pilot/walk/watch-walk.ts'));
      await watchWalk(this, webcams, walk, signal);
    });
  }

  /** What a stored session saw of somebody who walked: see `recallWalk`. */
  async recallWalk(walk: WalkCalibration, from: number, to: number): Promise<void> {
    const { pilot } = this;
    if (pilot === null) return;
    await this.works.attempt(async (signal) => {
      const { recallWalk } = await fetchPart(() => import('#app/pilot/walk/recall-walk.ts'));
      await recallWalk(this, pilot, walk, from, to, signal);
    });
  }

  /** @returns Takes back what was kept; `null` where there is nothing to take back. */
  async saveWalk(walk: WalkCalibration): Promise<(() => Promise<void>) | null> {
    const { webcams, pilot } = this;
    let undo: (() => Promise<void>) | null = null;
    if (this.readOnly) return undo;
    await this.works.attempt(async (signal) => {
      const { saveSessionWalk, saveWebcamWalk } = await fetchPart(() => import('#app/pilot/walk/save-walk.ts'));
      if (webcams !== null) undo = await saveWebcamWalk(this, webcams, walk);
      else if (pilot !== null) await saveSessionWalk(this, pilot, walk, signal);
    });
    return undo;
  }

  /** The size of the room that webcams stand in. */
  async measureRoom(room: Room): Promise<void> {
    const { webcams } = this;
    if (webcams !== null && !this.readOnly) await this.works.attempt(() => webcams.measure(room));
  }

  /** Selects an interaction and shows why it is believed, or nothing any more. */
  explain(interaction: string | null): void {
    if (this.pilot !== null) explainInteraction(this.pilot, interaction);
  }

  /** To the interaction after the one that is looked at; to the first when none is. */
  nextInteraction(): void {
    if (this.pilot !== null) this.explain(interactionBeside(this.pilot, 1) ?? this.pilot.selection.interaction);
  }

  previousInteraction(): void {
    if (this.pilot !== null) this.explain(interactionBeside(this.pilot, -1) ?? this.pilot.selection.interaction);
  }

  /** How much is stored, and whether it stays; empty while nobody knows. */
  storage(): string {
    return storedWords(this.#stored);
  }

  useModel(model: CachedModel): void {
    if (!this.readOnly) this.models.use(model);
  }

  /** Fetches a model of the catalogue; what goes on goes on. */
  download(offer: ModelOffer): void {
    void this.downloads.start(offer);
  }

  async removeModel(model: CachedModel): Promise<void> {
    if (!this.readOnly) await this.works.attempt(() => this.models.remove(model));
  }

  /** What a person says of a basket; the run goes on beside it. @returns Whether it could be entered. */
  async enter(deed: Deed): Promise<boolean> {
    const { pilot } = this;
    let entered = false;
    if (pilot === null || this.readOnly) return entered;
    await this.works.tell(async () => {
      const { enterDeed } = await fetchPart(() => import('#app/pilot/enter-deed.ts'));
      entered = await enterDeed(this, pilot, deed);
    });
    return entered;
  }

  /** Asks the browser for the clips that it wants to be asked for; call it from a click. */
  async unlockClips(): Promise<void> {
    const { pilot } = this;
    if (pilot === null) return;
    await this.works.attempt(async () => {
      const { showClips } = await fetchPart(() => import('#app/pilot/replay-session.ts'));
      await showClips(this, pilot, true);
    });
  }

  async export(clips: boolean): Promise<void> {
    const { pilot } = this;
    const id = pilot?.id;
    if (id == null) return;
    await this.works.attempt(async (signal) => {
      const { exportSession } = await fetchPart(() => import('#app/export-session.ts'));
      await exportSession(this, { id, name: pilot!.name }, clips, signal);
    });
  }

  doing(label: Words, fraction?: number): void {
    this.works.doing(label, fraction);
  }

  later(work: () => Promise<void>): void {
    void this.works.tell(work);
  }

  quiet(): void {
    this.works.quiet();
  }

  show(pilot: PilotSession | null, work?: AbortSignal): void {
    if (this.pilot === pilot) return;
    if (this.works.signal !== work) this.works.cancel();
    this.pilot?.[Symbol.dispose]();
    this.pilot = pilot;
    if (pilot === null || 'session' in this.place) return;
    location.hash = writeAddress({ at: 'pilot', session: pilot.id, moment: someMoment });
  }

  async refresh(): Promise<void> {
    this.sessions = await this.library.read();
    await this.models.read();
  }

  /** The tab that wrote before has gone. */
  async #write(): Promise<void> {
    this.readOnly = false;
    await this.#adoptLeftOver();
    await this.refresh();
  }

  async #adoptLeftOver(): Promise<void> {
    await this.rooms.store.adoptLeftOver((share) => this.doing(() => m.webcams_keeping(), share));
    this.quiet();
  }
}

/** Cameras are chosen there, or calibrated before a run: between those places they stay open. */
const usesWebcams = (place: Place): boolean =>
  place.at === 'webcams' || (place.at === 'walk' && place.session === null);
