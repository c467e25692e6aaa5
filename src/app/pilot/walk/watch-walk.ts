/** The cameras of this device look at a walk until the person has walked enough, and then it is solved. */
import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import { arrivalTimes } from '#capture/session-clock.ts';
import { LIVE_FPS, openWebcam } from '#capture/webcam.ts';
import type { Desk } from '#app/desk.ts';
import { DetectorEyes } from '#app/pilot/detector-eyes.ts';
import type { LiveEyes } from '#app/pilot/live-eyes.ts';
import type { LiveSetup } from '#app/pilot/live-setup.svelte.ts';
import { openPerceiver } from '#app/pilot/open-perceiver.ts';
import { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { RunClock } from '#app/pilot/run-clock.ts';
import { keepAwake } from '#app/pilot/wake-lock.ts';
import type { WalkCalibration } from '#app/pilot/walk/walk-calibration.svelte.ts';
import { solveSeen } from '#app/pilot/walk/solve-seen.ts';
import { LIVE_SPARED } from '#app/speed/live-spared.ts';

/**
 * @param setup - One of its cameras that have a picture is calibrated.
 * @throws WorkbenchError `worker/crashed`, `model/…`
 */
export async function watchWalk(
  desk: Desk,
  setup: LiveSetup,
  walk: WalkCalibration,
  stopped: AbortSignal,
): Promise<void> {
  const signal = walk.until(stopped);
  const finished = walk.begin(setup.project, 'loading');
  // Of the cameras that the walk began with, also when one is unplugged while the detector comes.
  const tracks = setup.ready.map(({ id, stream }) => ({ camera: id, track: stream!.getVideoTracks()[0]! }));
  const sleepAgain = keepAwake();
  try {
    const { project } = walk;
    // Only what runs the detector is told to it: it is never shown or stored.
    using pilot = new PilotSession(project, project.recordings[0]!, null);
    pilot.model = desk.models.detector;
    const sharing = { spared: LIVE_SPARED, cameras: project.cameras.length };
    using perceiver = openPerceiver(desk, pilot, signal, sharing);
    await perceiver.ready();
    desk.quiet();
    const cameras = project.cameras.map(({ id, masks }) => ({ camera: id, masks, priority: 1 }));
    const eyes = new DetectorEyes(perceiver, { cameras, period: MICROS_PER_SECOND / LIVE_FPS });
    await look(eyes, tracks, walk, AbortSignal.any([signal, finished]));
    signal.throwIfAborted();
    walk.show();
    await solveSeen(desk, walk, signal);
  } catch (error) {
    walk.giveUp();
    throw error;
  } finally {
    sleepAgain();
    desk.quiet();
  }
}

interface WatchedTrack {
  readonly camera: string;
  readonly track: MediaStreamTrack;
}

/** Until `over` aborts, or somebody cannot look any more. */
async function look(
  eyes: LiveEyes,
  tracks: readonly WatchedTrack[],
  walk: WalkCalibration,
  over: AbortSignal,
): Promise<void> {
  const clock = new RunClock();
  const stopping = new AbortController();
  const either = AbortSignal.any([over, stopping.signal]);
  clock.begin();
  await eyes.begin(performance.timeOrigin + performance.now() - clock.now());
  over.addEventListener('abort', () => eyes.stop(), { once: true });
  // Somebody may come into any of them at any time.
  for (const { camera } of tracks) eyes.attend(camera, { tracks: true });
  const works = [lookAll(eyes, walk, either), ...tracks.map((each) => follow(each, clock, eyes, walk, either))];
  try {
    await Promise.all(works);
  } finally {
    stopping.abort();
    eyes.stop();
    await Promise.allSettled(works);
  }
}

/** @param eyes - Stopped when `signal` aborts. */
async function lookAll(eyes: LiveEyes, walk: WalkCalibration, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const { sighting, frame } of await eyes.next()) {
      frame.close();
      walk.saw(sighting);
    }
  }
}

/** The pictures of a camera for as long as it is there. */
async function follow(
  { camera, track }: WatchedTrack,
  clock: RunClock,
  eyes: LiveEyes,
  walk: WalkCalibration,
  signal: AbortSignal,
): Promise<void> {
  const arrival = arrivalTimes(0, clock.now);
  // Browsers refuse to read a track that has ended.
  if (track.readyState === 'live')
    for await (const frame of openWebcam({ camera, track, arrival }).frames(signal)) eyes.offer(camera, frame);
  if (!signal.aborted) walk.lose(camera);
}
