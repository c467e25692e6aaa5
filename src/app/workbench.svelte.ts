import type { Calibration } from '#core/geometry/calibrate.ts';
import { type SceneSettings, sceneDefaults } from '#core/pipeline/settings.ts';
import type { Deed } from '#core/basket/deed.ts';
import type { Room } from '#core/planning/live-project.ts';
import type { Project } from '#core/planning/project.ts';
import type { CachedModel } from '#storage/model-cache.ts';
import { type Persistence, askPersistence } from '#storage/persistence.ts';
import type { Session } from '#storage/session.ts';
import type { Desk, Rooms } from '#app/desk.ts';
import type { DroppedFile } from '#app/dropped-files.ts';
import { exportSession } from '#app/export-session.ts';
import { closeSession } from '#app/pilot/close-session.ts';
import { continueLive } from '#app/pilot/continue-live.ts';
import { enterDeed } from '#app/pilot/enter-deed.ts';
import { explainInteraction, interactionBeside } from '#app/pilot/explain-interaction.ts';
import { m } from '#messages/compiled/messages.js';
import { getLocale } from '#messages/compiled/runtime.js';
import { openStoredSession } from '#app/pilot/open-stored-session.ts';
import type { Notice } from '#app/pilot/notice.ts';
import { goToMoment, keepAddress } from '#app/pilot/moment.svelte.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { LiveSetup } from '#app/pilot/live-setup.svelte.ts';
import type { SetupCamera } from '#app/pilot/setup-camera.svelte.ts';
import { showClips } from '#app/pilot/replay-session.ts';
import { resumeSession, resumption } from '#app/pilot/resume-session.ts';
import { runSession } from '#app/pilot/run-session.ts';
import { saveCalibration, saveWebcamCalibration } from '#app/pilot/save-calibration.ts';
import { runWebcams } from '#app/pilot/run-webcams.ts';
import { type Problem, isAbort, problemOf } from '#app/problem.ts';
import { type Pace, paceAfter, remainingSeconds } from '#app/remaining.ts';
import { receiveFiles } from '#app/receive-files.ts';
import { SessionLibrary } from '#app/sessions.svelte.ts';
import { Toasts } from '#app/toasts.svelte.ts';
import { TrackingChoice } from '#app/tracking-choice.svelte.ts';
import type { Words } from '#app/words.ts';
import { type Place, readAddress, someMoment, writeAddress } from '#app/address.ts';
import { Commands } from '#app/commands.svelte.ts';

/** A long work, which the person can mostly stop. */
export interface Work {
  readonly label: Words;
  /** In `[0, 1]`; `null` while nobody knows. */
  readonly fraction: number | null;
  /** s; `null` while nobody knows. */
  readonly remaining: number | null;
  /** Whether a person can; what is still to be kept after they have stopped something goes to its end. */
  readonly stoppable: boolean;
}

/** The page: what is stored, what is open, what is going on and what went wrong. */
export class Workbench implements Desk {
  readonly rooms: Rooms;
  readonly commands = new Commands();
  readonly toasts = new Toasts();
  /** How boxes become tracks in the next run. */
  readonly tracking = new TrackingChoice();
  /** What the address names. */
  place = $state.raw<Place>({ at: 'home' });
  sessions = $state.raw<readonly Session[]>([]);
  models = $state.raw<readonly CachedModel[]>([]);
  problems = $state.raw<readonly Problem[]>([]);
  latestModel: CachedModel | null = null;
  pilot = $state.raw<PilotSession | null>(null);
  /** The cameras of this device, while they are chosen. */
  webcams = $state.raw<LiveSetup | null>(null);
  work = $state.raw<Work | null>(null);
  #stored = $state.raw<Persistence | null>(null);
  /** Another tab writes, so this one only shows; it changes by itself when that tab goes. */
  readOnly = $state(false);
  /** Why this tab changes nothing, for whatever would; `null` when it may. */
  get readOnlyWhy(): string | null {
    return this.readOnly ? m.sessions_read_only_why() : null;
  }
  readonly library = new SessionLibrary(this, (work) => this.#tell(work));
  #stopping: AbortController | null = null;
  #pace: Pace = [];

  constructor(rooms: Rooms) {
    this.rooms = rooms;
    const { turn } = rooms.store;
    this.readOnly = !turn.mine();
    if (this.readOnly) void this.#tell(() => turn.came.then(() => this.#write()));
  }

  get sceneSettings(): SceneSettings {
    return { ...sceneDefaults, tracking: this.tracking.settings };
  }

  async start(): Promise<void> {
    await this.#beside(() => this.refresh());
    if (!this.readOnly) await this.#beside(() => this.#adoptLeftOver());
    addEventListener('hashchange', () => void this.goTo(location.hash));
    await this.goTo(location.hash);
    keepAddress(this);
    // Asked last: some browsers ask the person, who may take their time.
    this.#stored = await askPersistence(navigator.storage);
  }

  /** Shows the place that the address names. */
  async goTo(address: string): Promise<void> {
    this.place = readAddress(address);
    // Between choosing and calibrating, cameras stay open.
    if (this.place.at === 'webcams' && this.webcams !== null) return;
    this.#leaveWebcams();
    if (this.place.at === 'webcams') return this.#chooseWebcams();
    if (!('session' in this.place)) {
      if (this.place.at === 'home') this.show(null);
      return;
    }
    const { session } = this.place;
    const moment = this.place.at === 'pilot' ? this.place.moment : someMoment;
    if (session === null) return;
    if (this.pilot?.id !== session) await this.#attempt((signal) => openStoredSession(this, session, moment, signal));
    else if (this.place.at === 'pilot') goToMoment(this.pilot, moment);
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
    await this.#attempt(async (signal) => {
      try {
        ran = await runWebcams(this, webcams, signal);
      } finally {
        await this.refresh();
      }
    });
    const { id, notices } = (ran as PilotSession | null) ?? { id: null, notices: [] };
    if (id === null || this.pilot !== ran) return;
    await this.#attempt((signal) => openStoredSession(this, id, someMoment, signal));
    this.#sayAgain(id, notices);
  }

  /** What a run did less well than it could is still so when it is over. */
  #sayAgain(session: string, notices: readonly Notice[]): void {
    if (this.pilot?.id !== session) return;
    for (const { kind, words } of notices) if (kind === 'degraded') this.pilot.note(words, kind);
  }

  async #chooseWebcams(): Promise<void> {
    this.show(null);
    const setup = new LiveSetup(this.rooms.store.setups, (number) => m.webcams_default_name({ number }));
    this.webcams = setup;
    await this.#attempt(() => setup.start());
  }

  #leaveWebcams(): void {
    this.webcams?.[Symbol.dispose]();
    this.webcams = null;
  }

  /** What was dropped or chosen, whatever it is. */
  async receive(files: Promise<readonly DroppedFile[]>): Promise<void> {
    const { readOnlyWhy } = this;
    if (readOnlyWhy !== null) this.toasts.say(() => readOnlyWhy);
    else await this.#attempt(async (signal) => receiveFiles(this, await files, signal));
  }

  async run(): Promise<void> {
    const { pilot } = this;
    if (pilot === null || this.readOnly) return;
    await this.#attempt(async (signal) => {
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
      if (how === 'recording') return resumeSession(this, pilot, signal);
      if (how === 'cameras') await continueLive(this, pilot, signal);
      return how === 'cameras';
    });
  }

  /** Ends a run that was interrupted where it stopped, and then shows what it came to. */
  async close(): Promise<void> {
    await this.#finish(async (pilot, signal) => {
      await closeSession(this, pilot, signal);
      return true;
    });
  }

  /** @param work - On the open session, which is interrupted. Resolves with whether it is not any more. */
  async #finish(work: (pilot: PilotSession, signal: AbortSignal) => Promise<boolean>): Promise<void> {
    const { pilot } = this;
    if (pilot?.id == null || this.readOnly) return;
    let done = false;
    await this.#attempt(async (signal) => {
      done = await work(pilot, signal).finally(() => this.refresh());
    });
    // Cameras go on until somebody stops them, and with them the work that began with the click.
    if (done && this.pilot === pilot)
      await this.#attempt((signal) => openStoredSession(this, pilot.id!, someMoment, signal));
  }

  /** Takes over what was found for a camera of the open session: see `saveCalibration`. */
  async saveCalibration(camera: string, found: Calibration): Promise<void> {
    const { pilot } = this;
    if (pilot === null || this.readOnly) return;
    await this.#attempt((signal) => saveCalibration(this, pilot, camera, found, signal));
  }

  /** Takes over what was found for a camera that is chosen for a live run: see `saveWebcamCalibration`. */
  async saveWebcamCalibration(camera: SetupCamera, project: Project, found: Calibration): Promise<void> {
    const { webcams } = this;
    if (webcams === null || this.readOnly) return;
    await this.#attempt(() => saveWebcamCalibration(this, webcams, camera, project, found));
  }

  /** The size of the room that webcams stand in. */
  async measureRoom(room: Room): Promise<void> {
    const { webcams } = this;
    if (webcams !== null && !this.readOnly) await this.#attempt(() => webcams.measure(room));
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
    const { kept, usage } = this.#stored ?? { kept: 'unknown', usage: null };
    if (usage === null || kept === 'unknown') return '';
    const megabytes = new Intl.NumberFormat(getLocale(), { style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 });
    const size = megabytes.format(usage / 1e6);
    return kept === 'persistent' ? m.shell_stored_kept({ size }) : m.shell_stored_while_room({ size });
  }

  async removeModel(model: CachedModel): Promise<void> {
    if (this.readOnly) return;
    await this.#attempt(async () => {
      const bytes = await this.rooms.models.loadModel(model.sha256);
      await this.rooms.models.removeModel(model.sha256);
      if (this.latestModel?.sha256 === model.sha256) this.latestModel = null;
      await this.refresh();
      const putBack = bytes === null ? null : () => void this.#keepModel(model.name, bytes);
      this.toasts.say(() => m.shell_model_removed({ name: model.name }), putBack);
    });
  }

  async #keepModel(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#attempt(async () => {
      await this.rooms.models.keepModel(name, bytes);
      await this.refresh();
    });
  }

  /** What a person says of a basket; the run goes on beside it. @returns Whether it could be entered. */
  async enter(deed: Deed): Promise<boolean> {
    const { pilot } = this;
    let entered = false;
    if (pilot === null || this.readOnly) return entered;
    await this.#tell(async () => {
      entered = await enterDeed(this, pilot, deed);
    });
    return entered;
  }

  /** Asks the browser for the clips that it wants to be asked for; call it from a click. */
  async unlockClips(): Promise<void> {
    const { pilot } = this;
    if (pilot !== null) await this.#attempt(() => showClips(this, pilot, true));
  }

  async export(clips: boolean): Promise<void> {
    const { pilot } = this;
    const id = pilot?.id;
    if (id == null) return;
    await this.#attempt((signal) => exportSession(this, { id, name: pilot!.name }, clips, signal));
  }

  cancel(): void {
    this.#stopping?.abort(new DOMException('stopped by the person', 'AbortError'));
  }

  dismiss(problem: Problem): void {
    this.problems = this.problems.filter((other) => other !== problem);
  }

  doing(label: Words, fraction?: number): void {
    const stoppable = this.#stopping?.signal.aborted === false;
    this.#pace = fraction === undefined ? [] : paceAfter(this.#pace, fraction, performance.now() / 1000);
    this.work = { label, fraction: fraction ?? null, remaining: remainingSeconds(this.#pace), stoppable };
  }

  later(work: () => Promise<void>): void {
    work().catch((error: unknown) => {
      if (!isAbort(error)) this.problems = [...this.problems, problemOf(error)];
    });
  }

  quiet(): void {
    this.#pace = [];
    this.work = null;
  }

  show(pilot: PilotSession | null, work?: AbortSignal): void {
    if (this.pilot === pilot) return;
    if (this.#stopping?.signal !== work) this.cancel();
    this.pilot?.[Symbol.dispose]();
    this.pilot = pilot;
    if (pilot === null || 'session' in this.place) return;
    location.hash = writeAddress({ at: 'pilot', session: pilot.id, moment: someMoment });
  }

  async refresh(): Promise<void> {
    this.sessions = await this.library.read();
    this.models = await this.rooms.models.listModels();
    this.latestModel ??= this.models[0] ?? null;
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

  /** Beside what is going on: that is not stopped for it. */
  async #tell(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isAbort(error)) this.problems = [...this.problems, problemOf(error)];
    }
  }

  /** Where works are begun: one at a time. Whatever goes wrong below is told in words, and stopping is not a failure. */
  async #attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.cancel();
    const stopping = new AbortController();
    this.#stopping = stopping;
    this.problems = [];
    try {
      await work(stopping.signal);
    } catch (error) {
      if (!isAbort(error)) this.problems = [...this.problems, problemOf(error)];
    } finally {
      if (this.#stopping === stopping) {
        this.#stopping = null;
        this.quiet();
      }
    }
  }

  /** What the page does on its own account: it stops nothing that a person has begun meanwhile. */
  async #beside(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.problems = [...this.problems, problemOf(error)];
    } finally {
      if (this.#stopping === null) this.quiet();
    }
  }
}
