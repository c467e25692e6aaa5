import type { Point } from '#core/geometry/frames.ts';
import type { Project } from '#core/planning/project.ts';
import type { CoverageRuns } from '#overlay/draw-coverage.ts';
import type { DwellRuns } from '#overlay/draw-dwell.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';

export type ZonePurpose = Project['plan']['zones'][number]['purpose'];

/** What a floor plan shows of a store. */
export interface PlanScene {
  readonly project: Project;
  readonly scene: Pick<SceneView, 'shoppers' | 'trails'> | null;
  /** What the cameras see of the floor, by camera. */
  readonly footprints: Readonly<Record<string, readonly Point<'ground'>[]>>;
  /** Cameras that give no picture just now. */
  readonly silent: ReadonlySet<string>;
  /** Words of the trade for the kinds of zones. */
  readonly zones: Readonly<Record<ZonePurpose, string>>;
  /** Everybody else is dimmed; `null` while nobody is pointed at. */
  readonly lit: ReadonlySet<string> | null;
  readonly fixture: string | null;
  readonly layers: {
    /** What cameras see of the floor. */
    readonly footprints: boolean;
    /** What none or only one sees. */
    readonly blind: boolean;
    /** How sure every place is. */
    readonly doubt: boolean;
  };
  /** `null` while it is worked out. */
  readonly coverage: CoverageRuns | null;
  /** `null` while it is not shown. */
  readonly dwell: DwellRuns | null;
  /** By shopper: the cameras that see them; `null` while it is not shown. */
  readonly sight: ReadonlyMap<string, readonly string[]> | null;
  /** Plates whose weight changed. */
  readonly plates: readonly string[];
}
