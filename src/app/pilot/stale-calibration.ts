import type { ProjectCamera } from '#core/planning/project.ts';

type Stale = NonNullable<ProjectCamera['calibration']['stale']>;

/** The camera with its calibration doubted; since when it first was, if it is already. */
export function doubted(camera: ProjectCamera, stale: Stale): ProjectCamera {
  return { ...camera, calibration: { ...camera.calibration, stale: camera.calibration.stale ?? stale } };
}

/** The camera with its calibration believed again: somebody says that it hangs as it did then. */
export function believed(camera: ProjectCamera): ProjectCamera {
  const calibration = { ...camera.calibration };
  delete calibration.stale;
  return { ...camera, calibration };
}
