/** A rendered shop with printed sheets on its floor: what its four cameras see, and how they really hang. */
import type { Project } from '#core/planning/project.ts';
import { UNCALIBRATED } from '#core/planning/camera.ts';
import { storeProject } from '#core/simulation/project/simulated-project.ts';
import { readScenario } from '#core/simulation/scenario/read-scenario.ts';

/** One walks past at the end; the sheets lie there all the time. */
export const SHEET_SHOP = `scenario "Sheets on the floor"
store "Sheet shop"
currency EUR
room 0 0  8 0  8 6  0 6
door 3.4 0 to 4.4 0
zone entry in 3.2 0.1  4.6 0.1  4.6 1.0  3.2 1.0
zone exit out 3.2 0.1  4.6 0.1  4.6 1.0  3.2 1.0
zone sales floor 0 0  8 0  8 6  0 6
fixture north "North shelves" 5 5.5 to 3 5.5 depth 0.4 height 1.4
shelf 0.4 "Crisps" "Crisps"
shelf 0.9 "Crisps"
product "Crisps" snacks bag 18x8x24 150 2.50 vat 9
camera cam1 "South west" 0.15 0.15 2.6 looking 4 3 0 fov 70 wide 1280
camera cam2 "South east" 7.85 0.15 2.6 looking 4 3 0 fov 70 wide 1280
camera cam3 "North east" 7.85 5.85 2.6 looking 4 3 0 fov 70 wide 1280
camera cam4 "North west" 0.15 5.85 2.6 looking 4 3 0 fov 70 wide 1280
sheet 1 4 3 arrow 90
sheet 2 2.3 2.1 arrow 20
sheet 3 5.8 2.2 arrow 145
sheet 4 5.6 4.1 arrow 250
sheet 5 2.4 4.2 arrow 300
sheet 6 4.1 1.6 arrow 60
sheet 7 3.9 4.4 arrow 190
sheet 8 6.6 3.2 arrow 10

shopper Ann at 0.5 with nothing
  walk 4 1.2
  leave
`;

/** The shop as its owner knows it: walls and shelves, and cameras of which nobody knows where they hang. */
export function sheetShop(): { readonly truth: Project; readonly unknown: Project } {
  const truth = storeProject(readScenario(SHEET_SHOP, 'sheets.txt').store);
  const cameras = truth.cameras.map((camera) => ({
    ...camera,
    intrinsics: {
      ...camera.intrinsics,
      fx: 1100,
      fy: 1100,
      distortion: [0, 0, 0, 0, 0] as typeof camera.intrinsics.distortion,
    },
    pose: { rotation: [1, 0, 0, 0, 0, -1, 0, 1, 0], translation: [0, 0, 0] as typeof camera.pose.translation },
    calibration: { ...camera.calibration, method: UNCALIBRATED },
  }));
  const clips = truth.cameras.map(({ id }) => ({ camera: id, path: `clips/${id}.webm`, offset: 0 }));
  const recording = { id: 'sheets', startedAt: null, clips, readings: [], sightings: [], labels: null };
  return { truth, unknown: { ...truth, cameras, sensors: [], recordings: [recording] } };
}
