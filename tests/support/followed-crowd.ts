/** A crowd under cameras, followed as the app follows, and scored on the floor. */
import { writeWorld } from '#core/datasets/world-table.ts';
import type { CameraSighting } from '#core/detection/sighting.ts';
import type { FloorPlan } from '#core/fusion/floor-plan.ts';
import { createFusion, shoppersOf, stepFusion } from '#core/fusion/fusion.ts';
import { wantedPortraits } from '#core/fusion/wanted-portraits.ts';
import { readWorldTracked, readWorldTruth } from '#core/metrics/world-rows.ts';
import { scoreWorld } from '#core/metrics/score-world.ts';
import { tracking } from '#core/metrics/tracking.ts';
import { createCamera, stepCamera } from '#core/pipeline/camera-scene.ts';
import { type SceneSettings, sceneDefaults } from '#core/pipeline/settings.ts';
import { type Micros, micros } from '#core/time/micros.ts';
import { standardPrograms } from '#core/tracking/tracker-programs.ts';
import { type Watching, type Webcam, hangWebcams, usualWatching, watch } from './crowd-cameras.ts';
import { ImaginedGallery } from './imagined-gallery.ts';
import { type Crowd, crowdAt, walkAbout } from './walking-crowd.ts';

export interface CrowdCase {
  readonly cameras: number;
  readonly people: number;
  readonly seconds: number;
  readonly watching: Partial<Watching>;
  /** m; none unless given. */
  readonly shelf?: number;
  /** People are compared by their looks; so many of them wear the same clothes. Not compared unless given. */
  readonly uniformed?: number;
}

export interface FollowedCrowd {
  /** As `cli score world` gives them. */
  readonly figures: Readonly<Record<keyof typeof tracking.figures, number>>;
  /** How far off those who were found are on average, m. */
  readonly off: number;
  readonly sightings: number;
  /** Spent in trackers with placing, and in fusion, ms. */
  readonly spent: { readonly tracking: number; readonly fusion: number };
}

const ROOM = { x: 8, y: 6 } as const;
/** As ground-plane protocols have it, m. */
const RADIUS = 1;
/** Between two looks at who is where, s. */
const LOOK = 0.1;

/** From one look of a camera at what people look like to the next, µs: as in the app. */
const LOOKS = 1e6;

/** @param clock - In ms. */
export function followCrowd(
  { cameras, people, seconds, watching, shelf = 0, uniformed }: CrowdCase,
  seed: number,
  clock: () => number,
  settings: Pick<SceneSettings, 'fusion' | 'tracking'> = sceneDefaults,
): FollowedCrowd {
  const crowd = walkAbout({ people, seconds, room: ROOM, seed, shelf });
  const webcams = hangWebcams(cameras, ROOM, seed);
  const { placed, ...followed } = follow(
    crowd,
    webcams,
    seconds,
    { ...usualWatching, ...watching },
    seed,
    clock,
    settings,
    uniformed === undefined ? null : new ImaginedGallery(seed, uniformed),
  );
  const truth = placed.map((_, look) => crowdAt(crowd, (look + 1) * LOOK).map(({ x, y }, id) => ({ id, x, y })));
  const sums = scoreWorld(
    'crowd',
    readWorldTruth(textOf(truth), 'truth'),
    readWorldTracked(textOf(placed), 'tracked'),
    placed.length,
    RADIUS,
  );
  const figures = tracking.finish(sums);
  return { ...followed, figures, off: (1 - figures.MOTP) * 2 * RADIUS };
}

type Placed = readonly { readonly id: number; readonly x: number; readonly y: number }[];

const textOf = (looks: readonly Placed[]): string =>
  writeWorld(looks.flatMap((placed, look) => placed.map((each) => ({ frame: look + 1, ...each }))));

function follow(
  crowd: Crowd,
  webcams: readonly Webcam[],
  seconds: number,
  watching: Watching,
  seed: number,
  clock: () => number,
  settings: Pick<SceneSettings, 'fusion' | 'tracking'>,
  gallery: ImaginedGallery | null,
) {
  const plan: FloorPlan = {
    outline: [
      [0, 0],
      [ROOM.x, 0],
      [ROOM.x, ROOM.y],
      [0, ROOM.y],
    ],
    zones: [],
  };
  const obstacles =
    crowd.shelf === null
      ? []
      : [{ footprint: crowd.shelf.footprint, low: crowd.shelf.height, high: crowd.shelf.height + 0.3 }];
  const scenes = new Map(
    webcams.map(({ id, found }) => [id, createCamera(found, obstacles, settings.tracking, standardPrograms)]),
  );
  const sightings = watch(crowd, webcams, seconds, watching, seed);
  const placed: Placed[] = [];
  const spent = { tracking: 0, fusion: 0 };
  let fusion = createFusion();
  const compare = ({ camera, time, detections }: CameraSighting, shown: readonly number[]) => {
    if (gallery === null || time - (compared.get(camera) ?? -Infinity) < LOOKS) return {};
    compared.set(camera, time);
    gallery.keep(wantedPortraits(fusion));
    return { likenesses: new Map(detections.map((_, i) => [i, gallery.admit(shown[i]!)])) };
  };
  const look = () => {
    const at = { ...fusion, time: micros(Math.round((placed.length + 1) * LOOK * 1e6)) };
    const shoppers = shoppersOf(at, settings.fusion).filter(({ state }) => state === 'confirmed');
    placed.push(shoppers.map(({ id, at: { x, y } }) => ({ id: Number(id.slice(1)), x, y })));
  };
  const compared = new Map<string, Micros>();
  for (const { sighting: seenThere, shown } of sightings) {
    const sighting = { ...seenThere, ...compare(seenThere, shown) };
    while (sighting.time >= (placed.length + 1) * LOOK * 1e6) look();
    const began = clock();
    const seen = stepCamera(scenes.get(sighting.camera)!, sighting);
    const between = clock();
    fusion = stepFusion(fusion, plan, settings.fusion, seen.floor!);
    spent.fusion += clock() - between;
    spent.tracking += between - began;
    scenes.set(sighting.camera, seen.camera);
  }
  return { placed, sightings: sightings.length, spent };
}
