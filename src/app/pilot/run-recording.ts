import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { sourceOf } from '#core/pipeline/input-order.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { SceneSettings } from '#core/pipeline/settings.ts';
import type { Project, Recording } from '#core/planning/project.ts';
import { type Micros, micros } from '#core/time/micros.ts';
import { clipParts } from '#capture/clip-parts.ts';
import { synchronous } from '#capture/synchronous.ts';
import { thinned } from '#capture/thinned.ts';
import { type Clip, type ClipNotice, openClip } from '#capture/video-file.ts';
import type { ProjectBundle } from '#storage/project-bundle.ts';
import type { SceneClient } from '#workers/scene/client.ts';
import { readFrameRate } from '#app/pilot/frame-rate.ts';
import { PendingPictures } from '#app/pilot/pending-pictures.ts';
import { type RecordedInputs, openRecordedInputs } from '#app/pilot/recorded-inputs.ts';
import { type Recalled, recallRecording } from '#app/pilot/recall-recording.ts';
import type { RunControl } from '#app/pilot/run-control.svelte.ts';
import type { RunWatcher } from '#app/pilot/run-watcher.ts';
import { ScenePusher } from '#app/pilot/scene-pusher.ts';
import type { SteadyPerceiver } from '#app/pilot/steady-perceiver.ts';
import { m } from '#messages/compiled/messages.js';

export interface RecordingRun {
  readonly bundle: ProjectBundle;
  readonly recording: Recording;
  /** With a model loaded; a recording without clips needs none. */
  readonly perceiver: SteadyPerceiver;
  readonly scene: SceneClient;
  /** Of the stored session the inputs are journalled under. */
  readonly session: string;
  /** And that it is stored with. */
  readonly settings: SceneSettings;
  /** Holds it between two frames. */
  readonly control: RunControl;
  /** What the journal has of it already, when an interrupted run goes on. */
  readonly journal?: AsyncIterable<readonly SceneInput[]>;
}

/**
 * The way of a frame, for a recording: every frame of every clip in order of time, and beside them what was weighed.
 * See `docs/the-way-of-a-frame.md`.
 *
 * @returns The scene when everybody has left; by then every input is on the disk.
 * @throws WorkbenchError; the signal's reason once it is aborted.
 */
export async function runRecording(run: RecordingRun, watcher: RunWatcher, signal: AbortSignal): Promise<SceneView> {
  const { bundle, recording, scene } = run;
  const inputs = await openRecordedInputs(bundle, recording);
  const cameras = camerasOf(recording);
  const sources = [...cameras.map(cameraSource), ...inputs.ends.keys()];
  const { session, settings } = run;
  await scene.open({ session, project: bundle.project, settings, sources, patience: Infinity });
  const recalled = run.journal ? await recallRecording(scene, run.journal, 'from-the-start', signal) : null;
  if (recalled?.ended) return scene.view();

  using pictures = new PendingPictures();
  const saw = (view: SceneView) => {
    run.perceiver.keep(view.portraits);
    watcher.saw(view);
    pictures.show(view, watcher);
  };
  const pusher = new ScenePusher(scene, inputs.ends, saw);
  try {
    let looked: Looked = { frames: 0, duration: micros(inputs.lastTime) };
    if (recording.clips.length > 0) {
      looked = await pushFrames(run, recalled, pusher, inputs, pictures, watcher, signal);
    }
    await pushInputs(run, pusher, inputs, looked, watcher, signal);
    await pusher.settled();
  } catch (error) {
    // Who stops a run keeps all of it up to there; a failure of the disk is not the thing to tell then.
    if (signal.aborted) await scene.stored().catch(() => undefined);
    throw error;
  }
  const view = await scene.end();
  saw(view);
  return view;
}

/** How many frames were looked at, and how long the recording is, µs. */
interface Looked {
  readonly frames: number;
  readonly duration: Micros;
}

async function pushFrames(
  { bundle, recording, perceiver, scene, control }: RecordingRun,
  known: Recalled | null,
  pusher: ScenePusher,
  inputs: RecordedInputs,
  pictures: PendingPictures,
  watcher: RunWatcher,
  signal: AbortSignal,
): Promise<Looked> {
  using opened = new DisposableStack();
  const clips: Clip[] = [];
  for (const { camera, path, offset } of recording.clips) {
    const blob = await bundle.files.get(path)!.blob();
    clips.push(opened.use(await openClip(blob, { file: path, camera, offset: micros(offset) })));
    assertSize(clips.at(-1)!, bundle.project);
  }
  const masks = masksOf(bundle.project);
  const broken = new Map<string, number>();
  const ends = clips.map(({ duration }, i) => recording.clips[i]!.offset + (duration ?? 0));
  const duration = micros(Math.max(inputs.lastTime, ...ends));
  let frames = 0;
  const rate = readFrameRate();
  if (rate !== null) watcher.note(() => m.pilot_thinned({ rate }));
  const footage = camerasOf(recording).map((camera) => {
    const source = clipParts(clips.filter((clip) => clip.camera === camera));
    return rate === null ? source : thinned(source, rate);
  });
  for await (const { camera, frame } of synchronous(footage, signal)) {
    const time = micros(frame.timestamp);
    if (time <= (known?.last.get(camera) ?? -Infinity)) {
      frame.close(); // looked at before the run was interrupted: what was seen is in the journal, if anything was
      const there = known!.seen.get(camera)!.has(time);
      await pusher.push([
        ...inputs.upTo(time),
        ...(there ? [{ kind: 'camera' as const, camera, time, detections: [] }] : []),
      ]);
      watcher.reached(time, duration, control.seconds, frames);
      continue;
    }
    await holdFrame(control, frame, signal);
    pictures.add(camera, frame.clone());
    const seen = await perceiver.see(frame, camera, time, masks.get(camera) ?? []);
    if (seen?.notNumbers) {
      broken.set(camera, (broken.get(camera) ?? 0) + 1);
      watcher.notNumbers(camera, broken.get(camera)!);
    }
    await pusher.push([...inputs.upTo(time), ...(seen === null ? [] : [seen.sighting])]);
    watcher.reached(time, duration, control.seconds, ++frames);
  }
  signal.throwIfAborted();
  for (const { notice } of clips) if (notice !== null) watcher.note(() => inWords(notice));
  await scene.ended(camerasOf(recording).map(cameraSource));
  return { frames, duration };
}

/** The frame is closed when the run is stopped while it waits. */
async function holdFrame(control: RunControl, frame: VideoFrame, signal: AbortSignal): Promise<void> {
  try {
    await control.pass(signal);
  } catch (error) {
    frame.close();
    throw error;
  }
}

/** How much of what was weighed goes to the scene at once when no frames are waited for, µs. */
const STRIDE = 200_000;

/** What is left behind the last frame, or all there is of a recording without clips. */
async function pushInputs(
  { control }: RecordingRun,
  pusher: ScenePusher,
  inputs: RecordedInputs,
  { frames, duration }: Looked,
  watcher: RunWatcher,
  signal: AbortSignal,
): Promise<void> {
  for (let next = inputs.nextTime(); next < Infinity; next = inputs.nextTime()) {
    await control.pass(signal);
    const time = micros(Math.min(duration, next + STRIDE));
    await pusher.push(inputs.upTo(time));
    watcher.reached(time, duration, control.seconds, frames);
  }
}

/** @throws WorkbenchError `clip/wrong-size`: calibration, masks and boxes are in px of the camera as it was set up. */
function assertSize({ file, camera, width, height }: Clip, project: Project): void {
  const known = project.cameras.find(({ id }) => id === camera)!;
  if (width === known.width && height === known.height) return;
  throw new WorkbenchError(
    'clip/wrong-size',
    `${file} is ${width} × ${height} px, but project.json says camera ${camera} delivers ${known.width} × ${known.height} px. Use the clip as it was recorded, or correct the camera.`,
    { details: { file, camera, width, height } },
  );
}

function inWords({ kind, file, lastTime }: ClipNotice): string {
  const where = { name: file, seconds: (lastTime / 1e6).toFixed(1) };
  return kind === 'truncated' ? m.pilot_clip_truncated(where) : m.pilot_clip_damaged(where);
}

const camerasOf = ({ clips }: Recording): readonly string[] => [...new Set(clips.map(({ camera }) => camera))];

const cameraSource = (camera: string): string => sourceOf({ kind: 'camera', camera, time: micros(0), detections: [] })!;

function masksOf(project: Project): ReadonlyMap<string, Project['cameras'][number]['masks']> {
  return new Map(project.cameras.map(({ id, masks }) => [id, masks]));
}
