/** The one set-up of this device's webcams: a store project whose cameras' ids are the browser's. */
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import { readProject } from '#core/planning/read-project.ts';
import type { Setups } from '#storage/setups.ts';

const WEBCAM_SETUP = 'webcams';

/** @returns `null` until webcams were set up. @throws WorkbenchError `project/…` */
export async function loadWebcams(setups: Setups): Promise<Project | null> {
  const stored = (await setups.list()).find(({ id }) => id === WEBCAM_SETUP);
  return stored === undefined ? null : readProject(JSON.parse(stored.text), stored.name);
}

/** Keeps the room and the cameras of `project` for the next time. Others that were set up before stay. */
export async function rememberWebcams(setups: Setups, project: Project): Promise<void> {
  const known = (await loadWebcams(setups))?.cameras ?? [];
  const others = known.filter(({ id }) => !project.cameras.some((camera) => camera.id === id));
  const text = JSON.stringify({ ...project, cameras: [...project.cameras, ...others], recordings: [] });
  await setups.save({ id: WEBCAM_SETUP, name: project.name, text, updatedAt: new Date().toISOString() });
}

/** The same cameras have the same names, masks, calibration and priority the next time. */
export async function rememberUsedWebcams(
  setups: Setups,
  project: Project,
  used: readonly { readonly camera: string; readonly device: { readonly id: string } }[],
): Promise<void> {
  const cameras = used.map(({ camera, device }) => {
    return { ...project.cameras.find(({ id }) => id === camera)!, id: device.id };
  });
  await rememberWebcams(setups, { ...project, cameras });
}

/** What is known of a camera that a run named, among those that were set up; `null` when it is none of them. */
export function sameWebcam(known: Project | null, { name, width, height }: ProjectCamera): ProjectCamera | null {
  const same = known?.cameras.filter((each) => each.name === name && each.width === width && each.height === height);
  return same?.length === 1 ? same[0]! : null;
}

/** The same webcam is calibrated the next time it is used, and its clock is known. @throws WorkbenchError `storage/quota` */
export async function keepCalibration(setups: Setups, camera: ProjectCamera): Promise<void> {
  const { intrinsics, pose, calibration, earlier, clock } = camera;
  await keepInSetup(setups, camera, {
    ...{ intrinsics, pose, calibration },
    ...(earlier && { earlier }),
    ...(clock && { clock }),
  });
}

/** Of the same webcam the clock is known the next time; where it hangs stays as it is set up. @throws WorkbenchError `storage/quota` */
export async function keepClock(setups: Setups, camera: ProjectCamera): Promise<void> {
  const { clock } = camera;
  if (clock) await keepInSetup(setups, camera, { clock });
}

async function keepInSetup(setups: Setups, camera: ProjectCamera, change: Partial<ProjectCamera>): Promise<void> {
  const known = await loadWebcams(setups);
  const same = sameWebcam(known, camera);
  if (known === null || same === null) return;
  await rememberWebcams(setups, { ...known, cameras: [{ ...same, ...change }] });
}
