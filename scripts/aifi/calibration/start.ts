/** Where the solver starts: the shop's own calibration of another day. The cameras were turned since, their mounts stayed. */
import * as v from 'valibot';
import { assert } from '#core/errors/assert.ts';
import { type ForeignFolder, readJson } from '../foreign.ts';
import { METRES_PER_INCH } from '../units.ts';

const FILE = 'store/calibration.json';
const matrix = v.array(v.array(v.number()));
const schema = v.object({ cameras: v.record(v.string(), v.object({ K: matrix, Tw: matrix })) });

/** Views 1 to 8 are the calibration's cameras 1, 2, 5, 6, 7, 8, 9, 10; a clip is called after its view. */
const FILMED = { cam1: '1', cam3: '5', cam5: '7', cam7: '9' } as const;

/** The clips show half as much again as the pictures that were calibrated, without their distortion. */
const CALIBRATED_SHARE = 2 / 3;

export interface CameraStart {
  readonly id: string;
  /** px */
  readonly focal: number;
  /** World to camera, 3×3 row-major. */
  readonly rotation: readonly number[];
  /** m */
  readonly centre: readonly [number, number, number];
}

/** @param width - Of the clips, px. */
export function readStart(folder: ForeignFolder, width: number): CameraStart[] {
  const { cameras } = readJson(schema, folder.text(FILE), FILE);
  return Object.entries(FILMED).map(([id, calibrated]) => {
    const camera = cameras[calibrated];
    assert(camera, `${FILE} has camera ${calibrated}`);
    const at = (r: number, c: number) => camera.Tw[r]?.[c] ?? 0;
    const inMetres = (r: number) => at(r, 3) * METRES_PER_INCH;
    return {
      id,
      focal: (camera.K[0]?.[0] ?? 0) * width * CALIBRATED_SHARE,
      rotation: [0, 1, 2].flatMap((c) => [0, 1, 2].map((r) => at(r, c))),
      centre: [inMetres(0), inMetres(1), inMetres(2)],
    };
  });
}
