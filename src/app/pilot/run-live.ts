import { sourceOf } from '#core/pipeline/input-order.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { SceneSettings } from '#core/pipeline/settings.ts';
import type { Project } from '#core/planning/project.ts';
import { MICROS_PER_SECOND, type Micros, micros } from '#core/time/micros.ts';
import { LIVE_FPS } from '#capture/webcam.ts';
import type { LiveFigures } from '#workers/perceive/protocol.ts';
import type { Recorder } from '#workers/record/client.ts';
import type { SceneClient } from '#workers/scene/client.ts';
import { BlindEyes } from '#app/pilot/blind-eyes.ts';
import { DetectorEyes } from '#app/pilot/detector-eyes.ts';
import { type LiveCameraOptions, type LiveDevices, followCamera } from '#app/pilot/live-camera.ts';
import type { LiveEyes } from '#app/pilot/live-eyes.ts';
import { LiveHealth, type ShownFigures } from '#app/pilot/live-health.ts';
import { LiveScene } from '#app/pilot/live-scene.ts';
import { Silences } from '#app/pilot/live-silence.ts';
import { ToldConditions } from '#app/pilot/told-conditions.ts';
import { PendingPictures } from '#app/pilot/pending-pictures.ts';
import { recallRecording } from '#app/pilot/recall-recording.ts';
import type { RunClock } from '#app/pilot/run-clock.ts';
import type { RunWatcher } from '#app/pilot/run-watcher.ts';
import type { SteadyPerceiver } from '#app/pilot/steady-perceiver.ts';

export interface LiveRun {
  readonly project: Project;
  readonly settings: SceneSettings;
  readonly cameras: readonly LiveCameraOptions[];
  /** With a model loaded; `null` to show and record pictures without looking at them. */
  readonly perceiver: SteadyPerceiver | null;
  readonly scene: SceneClient;
  /** Started; `null` when nothing is recorded. */
  readonly recorder: Recorder | null;
  /** Of the stored session the inputs are journalled under. */
  readonly session: string;
  /** What it has of it already, when an interrupted run goes on. */
  readonly journal?: AsyncIterable<readonly SceneInput[]>;
  /** Begins when the cameras are listened to. */
  readonly clock: RunClock;
}

/** What a person can change while a run goes on. */
export interface LiveControls {
  /** How much of the network a camera gets against the others; 1 unless somebody chose. */
  readonly prefer: (camera: string, priority: number) => void;
}

export interface LiveWatcher extends Pick<RunWatcher, 'saw' | 'picture'> {
  began(controls: LiveControls): void;
  reached(time: Micros): void;
  /** About once a second. */
  healthy(figures: ShownFigures & { readonly dropped: number }, looking: LiveFigures | null): void;
  /** A camera is silent, or sends again. */
  silent(silences: Pick<Silences, 'current' | 'gaps'>): void;
  /** The disk is full: what happens is no longer written, and tried again. */
  full(): void;
}

/** How long the scene waits for the slowest camera, µs. */
const PATIENCE = 500_000;
/** ms */
const LOOK_EVERY = 1000;

/**
 * The way of a frame, for live cameras: each frame is offered to whoever looks, who says of which ones what is in them, for
 * as long as nobody stops it.
 *
 * @returns The scene when it was stopped; by then every input is on the disk.
 * @throws WorkbenchError `worker/crashed`, `storage/quota` when what is left cannot be written at the end.
 */
export async function runLive(run: LiveRun, watcher: LiveWatcher, signal: AbortSignal): Promise<SceneView> {
  const { project, settings, cameras, recorder, clock } = run;
  const { now } = clock;
  const ids = cameras.map(({ camera }) => camera);
  await run.scene.open({ session: run.session, project, settings, sources: ids.map(cameraSource), patience: PATIENCE });
  if (run.journal) await recallRecording(run.scene, run.journal, 'later', signal);
  clock.begin();
  const stopping = new AbortController();
  const either = AbortSignal.any([signal, stopping.signal]);

  const eyes = openEyes(run);
  await eyes.begin(performance.timeOrigin + performance.now() - now());
  watcher.began({ prefer: (camera, priority) => eyes.attend(camera, { priority }) });
  using pictures = new PendingPictures();
  const health = new LiveHealth(now);
  const silences = new Silences(ids, Date.now());
  let refused = 0;
  let recording = recorder !== null;
  const saw = (view: SceneView) => {
    run.perceiver?.keep(view.portraits);
    watcher.saw(view);
    for (const [camera, { tracks }] of Object.entries(view.cameras)) {
      eyes.attend(camera, { tracks: tracks.some(({ track }) => track.state === 'confirmed') });
    }
    pictures.show(view, {
      picture: (camera, frame, tracks) => {
        health.shown(now() - frame.timestamp / 1000);
        watcher.picture(camera, frame, tracks);
      },
    });
    watcher.reached(view.time);
  };
  const scene = new LiveScene(run.scene, saw, () => watcher.full());

  const devices: LiveDevices = new Map();
  const following = cameras.map((camera) =>
    followCamera(
      camera,
      devices,
      {
        frame: (id, frame) => {
          if (silences.hear(id, Date.now())) watcher.silent(silences);
          recording &&= recorder!.going;
          // What is looked at is in the file too, so that boxes find their very frame there again.
          if (recording && !recorder!.offer(frame, id)) {
            refused++;
            frame.close();
          } else eyes.offer(id, frame);
        },
        lost: (id, why) => {
          silences.lose(id, why);
          watcher.silent(silences);
          void scene.ended(cameraSource(id)).catch(() => undefined); // the next push is told
        },
      },
      either,
    ),
  );
  const looking = lookAll(eyes, pictures, scene, either);
  either.addEventListener('abort', () => eyes.stop(), { once: true });
  const hide = () => silences.hide(document.hidden, Date.now());
  hide();
  document.addEventListener('visibilitychange', hide, { signal: either });
  let figures: LiveFigures | null = null;
  const telling = setInterval(() => {
    if (silences.look(Date.now())) watcher.silent(silences);
    watcher.healthy({ ...health.tell(), dropped: eyes.leftOut + refused }, figures);
    void eyes.figures().then((newest) => (figures = newest));
  }, LOOK_EVERY);
  try {
    await Promise.race([looking, ...following]);
  } finally {
    clearInterval(telling);
    stopping.abort();
    await Promise.allSettled([looking, ...following]);
  }
  silences.end(Date.now());
  watcher.silent(silences);
  await scene.settled();
  const view = await run.scene.end();
  saw(view);
  return view;
}

/** @param eyes - Stopped when `signal` aborts. */
async function lookAll(
  eyes: LiveEyes,
  pictures: PendingPictures,
  scene: LiveScene,
  signal: AbortSignal,
): Promise<void> {
  const conditions = new ToldConditions();
  while (!signal.aborted) {
    const sights = await eyes.next();
    for (const { sighting, frame } of sights) pictures.add(sighting.camera, frame);
    if (sights.length > 0) await scene.push(sights.flatMap((sight) => conditions.before(sight)));
  }
}

function openEyes({ perceiver, project, cameras }: LiveRun): LiveEyes {
  if (perceiver === null) return new BlindEyes();
  const watched = cameras.map(({ camera }) => {
    const { masks = [], priority = 1 } = project.cameras.find(({ id }) => id === camera) ?? {};
    return { camera, masks, priority };
  });
  return new DetectorEyes(perceiver, { cameras: watched, period: MICROS_PER_SECOND / LIVE_FPS });
}

const cameraSource = (camera: string): string => sourceOf({ kind: 'camera', camera, time: micros(0), detections: [] })!;
