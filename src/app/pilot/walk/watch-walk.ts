/** The cameras of this device look at a walk until the person has walked enough, and then it is solved. */
import { MICROS_PER_SECOND } from '#core/time/micros.ts';
import { arrivalTimes } from '#capture/session-clock.ts';
import { LIVE_FPS, openWebcam } from '#capture/webcam.ts';
import type { Desk } from '#app/desk.ts';
import { DetectorEyes } from '#app/pilot/detector-eyes.ts';
import type { LiveSetup } from '#app/pilot/live-setup.svelte.ts';
import { openPerceiver } from '#app/pilot/open-perceiver.ts';
import { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { RunClock } from '#app/pilot/run-clock.ts';
import { keepAwake } from '#app/pilot/wake-lock.ts';
import type { WalkCalibration } from '#app/pilot/walk/walk-calibration.svelte.ts';
import { solveSeen } from '#app/pilot/walk/solve-seen.ts';
import { LIVE_SPARED } from '#app/speed/live-spared.ts';

/** @throws WorkbenchError `worker/crashed`, `model/…` */
export async function watchWalk(
  desk: Desk,
  setup: LiveSetup,
  walk: WalkCalibration,
  stopped: AbortSignal,
): Promise<void> {
  const signal = walk.until(stopped);
  const finished = walk.begin();
  const over = AbortSignal.any([signal, finished]);
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
    const clock = new RunClock();
    const cameras = project.cameras.map(({ id, masks }) => ({ camera: id, masks, priority: 1 }));
    const eyes = new DetectorEyes(perceiver, { cameras, period: MICROS_PER_SECOND / LIVE_FPS });
    clock.begin();
    await eyes.begin(performance.timeOrigin + performance.now() - clock.now());
    // Somebody may come into any of them at any time.
    for (const { camera } of cameras) eyes.attend(camera, { tracks: true });
    over.addEventListener('abort', () => eyes.stop(), { once: true });
    const streams = new Map(setup.ready.map(({ id, stream }) => [id, stream!]));
    const following = cameras.map(async ({ camera }) => {
      const track = streams.get(camera)!.getVideoTracks()[0]!;
      const arrival = arrivalTimes(0, clock.now);
      for await (const frame of openWebcam({ camera, track, arrival }).frames(over)) eyes.offer(camera, frame);
    });
    while (!over.aborted) {
      for (const { sighting, frame } of await eyes.next()) {
        frame.close();
        walk.saw(sighting);
      }
    }
    await Promise.allSettled(following);
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
