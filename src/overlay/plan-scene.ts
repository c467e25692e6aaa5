import type { Point } from '#core/geometry/frames.ts';
import type { Project } from '#core/planning/project.ts';
import type { PlanView } from '#overlay/plan-view.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';

export type ZonePurpose = Project['plan']['zones'][number]['purpose'];

/** Colours of the theme; a canvas cannot read custom properties by itself. */
export interface PlanInk {
  readonly theme: 'light' | 'dark';
  readonly ground: string;
  readonly surface: string;
  readonly line: string;
  readonly ink: string;
  readonly quiet: string;
  readonly accent: string;
  readonly bad: string;
}

/** Draws a layer that not every plan has. */
export type PlanPainter = (context: CanvasRenderingContext2D, view: PlanView, ink: PlanInk) => void;

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
  /** How sure every place is is drawn too. */
  readonly doubt: boolean;
  /** What cameras see of the floor; a painter in its stead draws that as it likes. */
  readonly seen: boolean;
  /** Draws on the floor, under everything that stands there. */
  readonly floor: PlanPainter | null;
  /** Draws under the shoppers and over all else. */
  readonly sight: PlanPainter | null;
  /** Plates whose weight changed. */
  readonly plates: readonly string[];
}
