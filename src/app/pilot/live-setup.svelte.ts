import { type Room, SOME_ROOM, liveProject, roomOf } from '#core/planning/live-project.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import {
  type CameraFailure,
  askForCameras,
  cameraFailure,
  cameraPermission,
  closeCamera,
  frameSize,
  hasCamera,
  listCameras,
  watchCameras,
  watchPermission,
} from '#capture/cameras.ts';
import type { Setups } from '#storage/setups.ts';
import type { Rooms } from '#app/desk.ts';
import { CameraDevices } from '#app/pilot/camera-devices.ts';
import { isSimulated, listSimulated } from '#app/pilot/simulated-shop.ts';
import { SheetFloor } from '#app/pilot/sheet-floor.svelte.ts';
import { SetupCamera } from '#app/pilot/setup-camera.svelte.ts';
import { loadWebcams, rememberWebcams } from '#app/pilot/webcam-setup.ts';

/** Whether cameras may be used: it is being looked up, nobody was asked, the person is, they may, or why they may not. */
type Access = 'looking' | 'unknown' | 'asking' | 'granted' | CameraFailure;

/** As many as one page can look at. */
export const MOST_CAMERAS = 8;

/** The cameras of this device before a run: which are used, what they are called, whether what they see is recorded. */
export class LiveSetup implements Disposable {
  access = $state<Access>('looking');
  /** Those of this device. */
  cameras = $state.raw<readonly SetupCamera[]>([]);
  /** Those of the simulated shop, which are there for everybody. */
  simulated = $state.raw<readonly SetupCamera[]>([]);
  readonly devices: CameraDevices;
  record = $state(true);
  /** On the floor that they look at. */
  readonly sheets = new SheetFloor();
  #room = $state.raw<Room>(SOME_ROOM);
  readonly #setups: Setups;
  readonly #nameOf: (number: number) => string;
  #known: readonly ProjectCamera[] = [];
  #unwatch: readonly (() => void)[] = [];
  /** Drivers trip over each other: one camera is opened at a time. */
  #turn: Promise<void> = Promise.resolve();
  #disposed = false;

  /** @param nameOf - What the nth camera is called until somebody gives it a name. */
  constructor(
    { store, startSynthesizer }: Pick<Rooms, 'store' | 'startSynthesizer'>,
    nameOf: (number: number) => string,
  ) {
    this.#setups = store.setups;
    this.devices = new CameraDevices(startSynthesizer);
    this.#nameOf = nameOf;
  }

  /** Looks for cameras if that was allowed before; asks nobody. */
  async start(): Promise<void> {
    const stored = await loadWebcams(this.#setups);
    if (stored !== null) {
      this.#known = stored.cameras;
      this.#room = roomOf(stored);
    }
    this.simulated = listSimulated().map(({ id, label }) => new SetupCamera(id, label, label, this.#knownAs(id)));
    this.#unwatch = [
      watchCameras(() => void this.#changed()),
      watchPermission((permission) => void this.#permitted(permission)),
    ];
    await this.#permitted(await cameraPermission());
  }

  /** Asks the person for their cameras. */
  async ask(): Promise<void> {
    this.access = 'asking';
    await this.#obtain();
  }

  async #obtain(): Promise<void> {
    try {
      await askForCameras();
    } catch (error) {
      const failure = cameraFailure(error);
      if (failure === null) throw error;
      // One that another program has is no reason not to offer the others.
      if (failure !== 'busy' && failure !== 'aborted') {
        this.access = failure;
        return;
      }
    }
    await this.#look();
  }

  choose(camera: SetupCamera, on: boolean): void {
    if (!on) {
      this.#close(camera);
      camera.state = 'off';
      return;
    }
    if (camera.chosen && camera.state !== 'lost' && camera.stream !== null) return;
    if (this.chosen.length >= MOST_CAMERAS) return;
    camera.state = 'opening';
    // Only drivers trip over each other.
    if (isSimulated(camera.id)) void this.#open(camera);
    else this.#turn = this.#turn.then(() => this.#open(camera));
  }

  get chosen(): readonly SetupCamera[] {
    return this.all.filter((camera) => camera.chosen);
  }

  get all(): readonly SetupCamera[] {
    return [...this.cameras, ...this.simulated];
  }

  /** There are cameras to go on with: this page may use those of this device, or simulated ones were chosen. */
  get usable(): boolean {
    return this.access === 'granted' || this.chosen.length > 0;
  }

  /** Those with a picture, which a run would use. */
  get ready(): readonly SetupCamera[] {
    return this.all.filter(({ state }) => state === 'on');
  }

  /** What the cameras stand in. */
  get room(): Room {
    return this.#room;
  }

  /** @throws WorkbenchError `storage/quota` */
  async measure(room: Room): Promise<void> {
    await rememberWebcams(this.#setups, liveProject('webcams', [], new Date().toISOString(), room));
    this.#room = room;
  }

  /** The room with this camera alone, as it is known by now; its id is the browser's. */
  projectOf({ id, name, stream, known }: SetupCamera): Project {
    const size = stream === null ? (known ?? { width: 640, height: 480 }) : frameSize(stream);
    const { width, height } = size;
    return liveProject(name, [{ id, name, width, height, known }], new Date().toISOString(), this.#room);
  }

  /** The room with all cameras that have a picture; their ids are the browser's. */
  get project(): Project {
    const cameras = this.ready.map(({ id, name, stream, known }) => ({ id, name, known, ...frameSize(stream!) }));
    return liveProject('webcams', cameras, new Date().toISOString(), this.#room);
  }

  /**
   * As {@link keep}, of several cameras at once.
   *
   * @param project - As {@link project} gives it, with what was found out.
   * @throws WorkbenchError `storage/quota`
   */
  async keepAll(project: Project): Promise<void> {
    await rememberWebcams(this.#setups, project);
    for (const camera of this.all) camera.known = project.cameras.find(({ id }) => id === camera.id) ?? camera.known;
  }

  /**
   * Keeps what was found out about a camera for every run from now on.
   *
   * @param project - As {@link projectOf} gives it, with the camera calibrated.
   * @throws WorkbenchError `storage/quota`
   */
  async keep(camera: SetupCamera, project: Project): Promise<void> {
    await rememberWebcams(this.#setups, project);
    camera.known = project.cameras[0]!;
  }

  /** @returns What the cameras see, which is the caller's to close from now on. */
  handOver(): ReadonlyMap<string, MediaStream> {
    const streams = new Map(this.ready.map(({ id, stream }) => [id, stream!]));
    for (const camera of this.ready) camera.stream = null;
    return streams;
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    this.sheets[Symbol.dispose]();
    for (const stop of this.#unwatch) stop();
    for (const camera of this.all) this.#close(camera);
  }

  /** The person has answered, perhaps in the browser's own settings; while they have not, nobody asks them here. */
  async #permitted(permission: PermissionState): Promise<void> {
    if (this.#disposed || this.access === 'asking') return;
    if (permission === 'denied') this.#deny();
    if (permission === 'prompt' && (this.access === 'looking' || this.access === 'denied')) this.access = 'unknown';
    if (permission === 'granted' && this.access !== 'granted') {
      this.access = 'looking'; // the browser will not ask
      await this.#obtain();
    }
  }

  #deny(): void {
    for (const camera of this.cameras) this.#close(camera);
    this.cameras = [];
    this.access = 'denied';
  }

  /** Something was plugged in or out. */
  async #changed(): Promise<void> {
    if (this.access === 'granted') await this.#look();
    else if (this.access === 'none' && (await hasCamera())) this.access = 'unknown';
  }

  async #look(): Promise<void> {
    const found = await listCameras();
    if (this.#disposed) return;
    if (found.length === 0 && !this.cameras.some(({ chosen }) => chosen)) {
      this.cameras = [];
      this.access = 'none';
      return;
    }
    this.access = 'granted';
    const before = new Map(this.cameras.map((camera) => [camera.id, camera]));
    const names = this.cameras.map(({ name }) => name);
    const fresh = found.map(({ id, label }) => {
      return before.get(id) ?? new SetupCamera(id, label, this.#freeName(names), this.#knownAs(id));
    });
    const here = new Set(found.map(({ id }) => id));
    // One that was chosen and is gone stays in the list, so that it can be said.
    const gone = this.cameras.filter(({ id, chosen }) => chosen && !here.has(id));
    for (const camera of gone) this.#lose(camera);
    this.cameras = [...fresh, ...gone];
    for (const camera of fresh) if (camera.state === 'lost') this.choose(camera, true);
  }

  #knownAs(id: string): ProjectCamera | null {
    return this.#known.find((camera) => camera.id === id) ?? null;
  }

  /** The first that no camera has, and takes it. */
  #freeName(names: string[]): string {
    let number = 1;
    while (names.includes(this.#nameOf(number))) number++;
    names.push(this.#nameOf(number));
    return names.at(-1)!;
  }

  async #open(camera: SetupCamera): Promise<void> {
    if (this.#disposed || camera.state !== 'opening') return;
    try {
      const stream = await this.devices.open(camera.id);
      if (this.#disposed || !camera.chosen) {
        closeCamera(stream);
        return;
      }
      stream.getVideoTracks()[0]!.addEventListener('ended', () => camera.stream === stream && this.#lose(camera));
      camera.stream = stream;
      camera.state = 'on';
    } catch (error) {
      if (camera.chosen) camera.state = cameraFailure(error) ?? 'aborted';
    }
  }

  #lose(camera: SetupCamera): void {
    this.#close(camera);
    camera.state = isSimulated(camera.id) ? 'stopped' : 'lost';
  }

  #close(camera: SetupCamera): void {
    if (camera.stream !== null) closeCamera(camera.stream);
    camera.stream = null;
  }
}
