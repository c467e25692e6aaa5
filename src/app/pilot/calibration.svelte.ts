import { untrack } from 'svelte';
import { type CalibrationAnswer, calibrate } from '#core/geometry/calibrate.ts';
import { type Edge, type EdgesAnswer, straightenEdges } from '#core/calibration/straight-edges.ts';
import type { FoundCalibration } from '#core/calibration/found-calibration.ts';
import type { CameraModel } from '#core/geometry/camera-model.ts';
import { imagePoint } from '#core/geometry/frames.ts';
import { type CalibrationQuality, judgeCalibration } from '#core/geometry/calibration-quality.ts';
import { cameraModel, isCalibrated } from '#core/planning/camera.ts';
import type { Project, ProjectCamera } from '#core/planning/project.ts';
import { CameraImport } from '#app/pilot/camera-import.svelte.ts';
import { SheetFloor } from '#app/pilot/sheet-floor.svelte.ts';
import { Steps } from '#app/pilot/steps.svelte.ts';

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A mark that is, or will be, known both in the picture and on the plan. */
export interface ClickedPoint {
  readonly id: number;
  /** px of the camera's frame; `null` until it is clicked there. */
  readonly image: Spot | null;
  /** m; `null` until it is clicked on the plan. */
  readonly plan: Spot | null;
  /** Over the floor, m. */
  readonly height: number;
}

/** How the camera was calibrated before. */
export type Earlier = NonNullable<ProjectCamera['earlier']>[number];

export type Side = 'image' | 'plan';

/** How a camera is told where it hangs. */
export type CalibrationWay = 'click' | 'sheets' | 'import' | 'earlier';

/** What a way shows over the picture: an outline or a line in px of the camera's frame, with a word beside it. */
export interface PictureMark {
  readonly points: readonly Spot[];
  readonly closed: boolean;
  readonly label?: string;
}

interface State {
  readonly points: readonly ClickedPoint[];
  readonly lens: number;
  /** Clicked along what is straight in the shop; the last one may go on. */
  readonly edges: readonly Edge[];
}

/** The calibration of one camera, while its marks are clicked. Solved anew with every change. */
export class CameraCalibration {
  readonly #id: string;
  /** Replaced when the room is measured. */
  project: Project = $state.raw()!;
  readonly #steps: Steps<State>;
  selected = $state<number | null>(null);
  /** Whether the grid of what is saved lies beside the new one. */
  comparing = $state(false);
  way = $state<CalibrationWay>('click');
  /** Whether clicks in the picture go along edges. */
  tracing = $state(false);
  /** Whether the picture is shown as a straight lens would show it. */
  straightened = $state(false);
  readonly importing = new CameraImport();
  /** The printed sheets on the floor that this camera and others look at. */
  readonly sheets: SheetFloor;
  /** What its picture shows now, for ways that look at it. It is closed by who shows it: copy it at once. */
  frame = $state.raw<VideoFrame | null>(null);
  #earlier = $state.raw<Earlier | null>(null);
  /** By way, what it found; going to another way and back loses nothing. */
  #proposals = $state.raw<Partial<Record<CalibrationWay, FoundCalibration | null>>>({});
  /** Of the next point, m. */
  height = $state(0);
  #nextId = 1;
  readonly #edgesAnswer = $derived.by(() => straightenEdges(this.edges, this.camera));
  readonly #answer = $derived.by(() =>
    calibrate(
      this.complete.map(({ image, plan, height }) => ({
        image: imagePoint(image.x, image.y),
        world: { x: plan.x, y: plan.y, z: height },
      })),
      this.camera,
      this.edgesAnswer.kind === 'found' ? this.edgesAnswer.lens : this.lens,
    ),
  );

  readonly #quality = $derived(this.#answer.calibration && judgeCalibration(this.#answer.calibration));
  readonly #bySheets = $derived.by((): FoundCalibration | null => {
    const found = this.sheets.answer?.cameras.get(this.#id);
    return found ? { method: 'printed sheets', ...found } : null;
  });

  constructor(project: Project, camera: ProjectCamera, sheets: SheetFloor = new SheetFloor()) {
    this.project = project;
    this.sheets = sheets;
    this.#id = camera.id;
    this.#steps = new Steps({ points: [], lens: camera.intrinsics.distortion[0], edges: [] });
  }

  /** As it is thought to hang so far. */
  get camera(): ProjectCamera {
    return this.project.cameras.find(({ id }) => id === this.#id)!;
  }

  get points(): readonly ClickedPoint[] {
    return this.#steps.now.points;
  }

  /** The radial coefficient k1. */
  get lens(): number {
    return this.#steps.now.lens;
  }

  set lens(lens: number) {
    this.#steps.change({ lens }, 'lens');
  }

  get edges(): readonly Edge[] {
    return this.#steps.now.edges;
  }

  /** What the edges say of the lens; where they say something, it holds in place of {@link lens}. */
  get edgesAnswer(): EdgesAnswer {
    return this.#edgesAnswer;
  }

  /** A click along the edge that is being traced, or the first of one. */
  trace(spot: Spot): void {
    this.#steps.change({ edges: [...this.edges.slice(0, -1), [...(this.edges.at(-1) ?? []), spot]] }, null);
  }

  /** A whole edge, drawn in one go. */
  traceEdge(edge: Edge): void {
    this.#steps.change({ edges: [...this.edges.filter(({ length }) => length > 0), edge, []] }, null);
  }

  nextEdge(): void {
    this.#steps.change({ edges: [...this.edges, []] }, null);
  }

  /** @param index - Of the point among those of all edges. @param spot - `null` takes it away. */
  moveOnEdge(index: number, spot: Spot | null, drag: string): void {
    let first = 0;
    const edges = this.edges.map((edge) => {
      const at = index - first;
      first += edge.length;
      return edge.flatMap((point, i) => (i !== at ? [point] : spot === null ? [] : [spot]));
    });
    this.#steps.change({ edges }, spot === null ? null : `${drag} edge ${index}`);
  }

  dropEdges(): void {
    this.straightened = false;
    this.#steps.change({ edges: [] }, null);
  }

  get answer(): CalibrationAnswer {
    return this.#answer;
  }

  /** What would be saved; `null` while the way that is taken has found nothing, or is about to find something else. */
  get found(): FoundCalibration | null {
    return this.pending ? null : this.#shown;
  }

  /** What is shown is of before the last change. */
  get pending(): boolean {
    return this.way === 'sheets' && this.sheets.solving;
  }

  get #shown(): FoundCalibration | null {
    if (this.way === 'sheets') return this.#bySheets;
    if (this.way === 'earlier') return broughtBack(this.camera, this.earlier);
    if (this.way !== 'click') return this.#proposals[this.way] ?? null;
    return this.answer.calibration && { method: 'clicked points', ...this.answer.calibration };
  }

  /** What a way found that is its own, or that it found nothing (any more). */
  propose(way: Exclude<CalibrationWay, 'click' | 'sheets' | 'earlier'>, found: FoundCalibration | null): void {
    // Ways tell it as often as they find it: what others proposed is no reason to tell it again.
    this.#proposals = { ...untrack(() => this.#proposals), [way]: found };
  }

  /** The earlier calibration that is looked at, `null` of none. What was brought back and saved is no earlier one any more. */
  get earlier(): Earlier | null {
    return this.camera.earlier?.find((each) => each === this.#earlier) ?? null;
  }

  set earlier(earlier: Earlier | null) {
    this.#earlier = earlier;
  }

  /** What the way that is taken shows over the picture. */
  get marks(): readonly PictureMark[] {
    if (this.way !== 'sheets') return [];
    return this.sheets
      .seenBy(this.#id)
      .map(({ number, quad }) => ({ points: quad, closed: true, label: String(number) }));
  }

  /** Nothing was done yet, and the camera has a calibration that stands until another one is saved. */
  get untouched(): boolean {
    const begun = this.way === 'click' ? this.points.length > 0 : this.#shown !== null;
    return !begun && isCalibrated(this.camera);
  }

  /** What the floor's grid is drawn with: what was found, and before that what was saved; else `null`. */
  get model(): CameraModel | null {
    return this.untouched ? cameraModel(this.camera) : (this.#shown?.camera ?? null);
  }

  /** What the new grid is compared with: what is saved; `null` when nothing is, or nothing new is there. */
  get saved(): CameraModel | null {
    return this.untouched || !isCalibrated(this.camera) || this.#shown === null ? null : cameraModel(this.camera);
  }

  /** `null` while there is no calibration. Its point is an index into {@link complete}. */
  get quality(): CalibrationQuality | null {
    return this.#quality;
  }

  /** Those the answer is about, in its order. */
  get complete() {
    return this.points.flatMap(({ id, image, plan, height }) =>
      image === null || plan === null ? [] : [{ id, image, plan, height }],
    );
  }

  /** Where the next click belongs: a half that is missing, or either for a new point (`null`). */
  get wanted(): Side | null {
    const half = this.points.find(({ image, plan }) => image === null || plan === null);
    if (half === undefined) return null;
    return half.image === null ? 'image' : 'plan';
  }

  /** A click: completes the point that lacks this half, or moves it while it lacks the other, or begins a new one. */
  place(side: Side, spot: Spot): void {
    const half = this.points.find(({ image, plan }) => image === null || plan === null);
    if (half !== undefined) {
      this.#replace(half.id, { [side]: spot }, null);
      this.selected = half.id;
      return;
    }
    this.#begin({ [side]: spot });
  }

  /** A point whose place will be typed, or clicked. @returns Its number; of one that is not complete yet, that one's. */
  add(): number {
    const half = this.points.find(({ image, plan }) => image === null || plan === null);
    if (half === undefined) return this.#begin({});
    this.selected = half.id;
    return half.id;
  }

  #begin(part: Partial<ClickedPoint>): number {
    const id = this.#nextId++;
    const point: ClickedPoint = { id, image: null, plan: null, height: this.height, ...part };
    this.#steps.change({ points: [...this.points, point] }, null);
    this.selected = id;
    return id;
  }

  /** @param drag - Names one movement of the hand: all of it is undone at once. */
  move(id: number, side: Side, spot: Spot, drag: string): void {
    this.#replace(id, { [side]: spot }, `${drag} ${side} ${id}`);
  }

  raise(id: number, height: number): void {
    this.height = height;
    this.#replace(id, { height }, null);
  }

  remove(id: number): void {
    this.#steps.change({ points: this.points.filter((point) => point.id !== id) }, null);
    if (this.selected === id) this.selected = null;
  }

  get undoable(): boolean {
    return this.#steps.undoable;
  }

  get redoable(): boolean {
    return this.#steps.redoable;
  }

  undo(): void {
    this.#steps.undo();
    this.#deselectGone();
  }

  redo(): void {
    this.#steps.redo();
    this.#deselectGone();
  }

  #deselectGone(): void {
    if (!this.points.some(({ id }) => id === this.selected)) this.selected = null;
  }

  #replace(id: number, part: Partial<ClickedPoint>, reason: string | null): void {
    this.#steps.change(
      { points: this.points.map((point) => (point.id === id ? { ...point, ...part } : point)) },
      reason,
    );
  }
}

/** Where a calibration is begun is left and come back to: what it derives must not end with that place. */
export function beginCalibration(project: Project, camera: ProjectCamera, sheets: SheetFloor): CameraCalibration {
  let begun: CameraCalibration | null = null;
  $effect.root(() => {
    begun = new CameraCalibration(project, camera, sheets);
  });
  // Compiled for a server, where nothing is derived later, a root runs nothing.
  return begun ?? new CameraCalibration(project, camera, sheets);
}

const broughtBack = (camera: ProjectCamera, earlier: Earlier | null): FoundCalibration | null =>
  earlier && { ...earlier.calibration, camera: cameraModel({ ...camera, ...earlier }) };
