/**
 * What a session leaves behind besides its books: where everybody stood, and whom each camera's tracks belonged to. A moment
 * of it is cut out of what was noted, so it is the same however somebody got there.
 */
import { type Naming, namesWithin } from '#core/fusion/naming.ts';
import { type FloorGrid, cellAt, gridOver } from '#core/geometry/floor-grid.ts';
import type { CameraScene } from '#core/pipeline/camera-scene.ts';
import type { Scene } from '#core/pipeline/scene.ts';
import { SpanLog } from '#core/pipeline/span-log.ts';
import type { Project } from '#core/planning/project.ts';

/** Side of a cell of the floor, m: a body. */
const CELL = 0.25;

/** How long people stood on each part of the floor. */
export interface Dwell {
  readonly grid: FloorGrid;
  /** By cell, µs. */
  readonly micros: Float64Array;
}

/** A track of a camera, for as long as it was one shopper's. */
export interface TrackSpan {
  readonly camera: string;
  readonly track: string;
  /** `null` while nobody knows whose track it is. */
  readonly shopper: string | null;
  /** µs */
  readonly from: number;
  readonly to: number;
}

const NOBODY = -1;

export class SceneLog {
  readonly #grid: FloorGrid;
  readonly #stays = new SpanLog();
  readonly #tracks = new SpanLog();
  readonly #owners: string[] = [];
  readonly #ownerIndices = new Map<string, number>();
  #whereabouts: Scene['whereabouts'] | null = null;
  readonly #cameras = new Map<string, CameraScene>();

  constructor({ plan }: Pick<Project, 'plan'>) {
    this.#grid = gridOver(plan.outline, CELL);
  }

  /** With every step of a scene. */
  take(scene: Scene): void {
    if (scene.whereabouts !== this.#whereabouts) this.#noteStays(scene);
    for (const [id, camera] of scene.cameras) {
      if (this.#cameras.get(id) === camera) continue;
      this.#cameras.set(id, camera);
      this.#noteTracks(scene, id, camera);
    }
  }

  /** @param from - µs; `to` alike. */
  dwell(from: number, to: number): Dwell {
    const micros = new Float64Array(this.#grid.columns * this.#grid.rows);
    for (const span of this.#stays.within(from, to)) {
      if (span.value !== NOBODY) micros[span.value]! += span.to - span.from;
    }
    return { grid: this.#grid, micros };
  }

  /** In the order they were noted; where a shopper's name changes, a track has two. @param from - µs; `to` alike. */
  tracks(from: number, to: number, naming: Naming): readonly TrackSpan[] {
    return [...this.#tracks.within(from, to)].flatMap((span): readonly TrackSpan[] => {
      const [camera, track] = JSON.parse(span.key) as [string, string];
      const owner = this.#owners[span.value];
      if (owner === undefined) return [{ camera, track, shopper: null, from: span.from, to: span.to }];
      return namesWithin(naming, owner, span.from, span.to).map((each) => ({
        ...{ camera, track, shopper: each.name },
        ...{ from: each.from, to: each.to },
      }));
    });
  }

  #noteStays({ whereabouts }: Scene): void {
    this.#whereabouts = whereabouts;
    for (const { shopper, path } of whereabouts) {
      const newest = path.at(-1);
      if (newest !== undefined) this.#stays.note(shopper, cellAt(this.#grid, newest.at), newest.time);
    }
  }

  #noteTracks({ fusion }: Scene, id: string, { time, tracks }: CameraScene): void {
    if (time === null) return;
    const owners = new Map(
      fusion.beliefs.filter(({ confirmed }) => confirmed).map((belief) => [belief.tracks[id], belief.id]),
    );
    for (const track of tracks) {
      if (track.state !== 'confirmed' || track.detection < 0) continue;
      const owner = owners.get(String(track.id));
      const value = owner === undefined ? NOBODY : this.#ownerIndex(owner);
      this.#tracks.note(JSON.stringify([id, String(track.id)]), value, time);
    }
  }

  #ownerIndex(shopper: string): number {
    const known = this.#ownerIndices.get(shopper);
    if (known !== undefined) return known;
    this.#ownerIndices.set(shopper, this.#owners.length);
    return this.#owners.push(shopper) - 1;
  }
}
