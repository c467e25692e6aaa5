/** The scene: all that is known of a store at a moment. `step-scene.ts` says what an input changes of it. */
import { type Ledger, emptyLedger } from '#core/basket/ledger.ts';
import type { Receipt } from '#core/checkout/receipt.ts';
import type { Visit } from '#core/checkout/visit.ts';
import { type Agreement, createAgreement } from '#core/fusion/agreement.ts';
import { type FusionState, createFusion } from '#core/fusion/fusion.ts';
import type { HeldSighting } from '#core/fusion/held-sighting.ts';
import type { Interaction } from '#core/interaction/interaction.ts';
import { type InteractionState, createInteractions } from '#core/interaction/interactions.ts';
import { shelfModel } from '#core/interaction/shelf-model.ts';
import type { Whereabouts } from '#core/interaction/whereabouts.ts';
import { obstaclesOf } from '#core/fusion/hidden-feet.ts';
import { type CameraScene, createCamera } from '#core/pipeline/camera-scene.ts';
import { type SceneSettings, sceneDefaults } from '#core/pipeline/settings.ts';
import { cameraModel, isCalibrated } from '#core/planning/camera.ts';
import type { Project } from '#core/planning/project.ts';
import { type TrackerPrograms, standardPrograms } from '#core/tracking/tracker-programs.ts';
import { type Micros, micros } from '#core/time/micros.ts';

export interface Scene {
  readonly project: Project;
  readonly settings: SceneSettings;
  /** Of the newest input; 0 before the first. */
  readonly time: Micros;
  readonly cameras: ReadonlyMap<string, CameraScene>;
  readonly fusion: FusionState;
  /** What cameras say of one another's clocks. */
  readonly agreement: Agreement;
  /** Not yet taken in, in order of time: something seen before may still come. */
  readonly held: readonly HeldSighting[];
  readonly whereabouts: Whereabouts;
  readonly weighing: InteractionState;
  readonly interactions: readonly Interaction[];
  readonly ledger: Ledger;
  readonly visits: readonly Visit[];
  readonly receipts: readonly Receipt[];
  /** The session has ended: nobody is inside, and no weight is waited for. */
  readonly over: boolean;
  readonly counts: SceneCounts;
}

/** What came in. */
export interface SceneCounts {
  readonly frames: number;
  readonly detections: number;
  readonly positions: number;
  readonly samples: number;
  /** Inputs older than the scene: see `stepScene`. */
  readonly late: number;
  /** Inputs of cameras and sensors the project does not have. */
  readonly unknown: number;
  /** Postings that came after their shopper's receipt was written. */
  readonly unbilled: number;
  /** What people corrected, added and took back. */
  readonly corrections: number;
  /** What people said that could not be: somebody would hold less than nothing, or turned out to be somebody else. */
  readonly refused: number;
}

/** @param programs - `fetchTracker` has them for the tracker of `settings`. */
export function createScene(
  project: Project,
  settings: SceneSettings = sceneDefaults,
  programs: TrackerPrograms = standardPrograms,
): Scene {
  const obstacles = obstaclesOf(project.fixtures);
  return {
    project,
    settings,
    time: micros(0),
    cameras: new Map(
      project.cameras.map((camera) => {
        const model = isCalibrated(camera) ? cameraModel(camera) : null;
        return [camera.id, createCamera(model, obstacles, settings.tracking, programs)];
      }),
    ),
    fusion: createFusion(),
    agreement: createAgreement(project.cameras.filter(isCalibrated), settings.fusion),
    held: [],
    whereabouts: [],
    weighing: createInteractions(shelfModel(project), settings.interaction),
    interactions: [],
    ledger: emptyLedger,
    visits: [],
    receipts: [],
    over: false,
    counts: {
      frames: 0,
      detections: 0,
      positions: 0,
      samples: 0,
      late: 0,
      unknown: 0,
      unbilled: 0,
      corrections: 0,
      refused: 0,
    },
  };
}
