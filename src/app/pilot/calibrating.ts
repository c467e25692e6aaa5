import type { ProjectCamera } from '#core/planning/project.ts';
import { type CameraCalibration, beginCalibration } from '#app/pilot/calibration.svelte.ts';
import type { PilotSession } from '#app/pilot/pilot-session.svelte.ts';
import { SheetFloor } from '#app/pilot/sheet-floor.svelte.ts';

/** The calibration of one camera, where it was left or begun. */
export function calibrating(session: PilotSession, camera: ProjectCamera): CameraCalibration {
  const { calibrations, project } = session;
  session.sheets ??= new SheetFloor();
  const calibration = calibrations.get(camera.id) ?? beginCalibration(project, camera, session.sheets);
  calibrations.set(camera.id, calibration);
  calibration.project = project;
  return calibration;
}
