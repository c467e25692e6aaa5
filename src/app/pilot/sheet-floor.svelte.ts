import type { FoundSheet } from '#core/calibration/find-tags.ts';
import { RULER } from '#core/calibration/sheet-layout.ts';
import type { PlacedSheet } from '#core/calibration/sheet-place.ts';
import type { KnownSheet, SeenSheet, SheetView } from '#core/calibration/sheet-view.ts';
import type { SheetsAnswer } from '#core/calibration/solve-sheets.ts';
import type { ProjectCamera } from '#core/planning/project.ts';
import type { SheetFinder } from '#workers/sheets/client.ts';
import { fetchPart } from '#app/fetch-part.ts';
import { LatestAnswer } from '#app/pilot/latest-answer.svelte.ts';
import { Steps } from '#app/pilot/steps.svelte.ts';

/** A camera that looks at the floor. */
interface Looker {
  readonly camera: Pick<ProjectCamera, 'id' | 'width' | 'height' | 'masks'>;
  /** What its picture shows now; `null` while there is none. */
  readonly frame: VideoFrame | null;
}

/** What the answer comes from. */
interface State {
  /** Of the cameras that were looked through, in that order. */
  readonly views: readonly SheetView[];
  readonly known: readonly KnownSheet[];
  /** As the printed ruler measures, mm; `null` when nobody has measured it. */
  readonly ruler: number | null;
}

/** The sheets on one floor, as far as they were found and measured: all its cameras share them. */
export class SheetFloor implements Disposable {
  readonly #steps = new Steps<State>({ views: [], known: [], ruler: null });
  /** A picture is being looked through. */
  looking = $state(false);
  readonly #latest = new LatestAnswer<{ readonly of: State; readonly answer: SheetsAnswer }>(0);
  readonly #start: () => Promise<SheetFinder>;
  #finder: Promise<SheetFinder> | null = null;

  /** @param start - Starts what looks through pictures and works out where things lie. */
  constructor(start: () => Promise<SheetFinder> = startFinder) {
    this.#start = start;
  }

  /** It is being worked out what the sheets say by now: what is shown of it may be of before. */
  get solving(): boolean {
    return this.#latest.busy && !this.#answered;
  }

  /** `null` before the first look, and where the answer to what is seen and measured now is neither there nor coming. */
  get answer(): SheetsAnswer | null {
    return this.#answered || this.solving ? (this.#latest.shown?.answer ?? null) : null;
  }

  get #answered(): boolean {
    return this.#latest.shown?.of === this.#steps.now;
  }

  get ruler(): number | null {
    return this.#steps.now.ruler;
  }

  get known(): readonly KnownSheet[] {
    return this.#steps.now.known;
  }

  /** Of all sheets that any camera has seen. */
  get numbers(): readonly number[] {
    const all = this.#steps.now.views.flatMap(({ sheets }) => sheets.map(({ number }) => number));
    return [...new Set(all)].sort((a, b) => a - b);
  }

  /** Those that a camera has seen. */
  seenBy(camera: string): readonly SeenSheet[] {
    return this.#steps.now.views.find((view) => view.camera === camera)?.sheets ?? [];
  }

  /** Where a sheet lies; `null` while nobody knows. */
  placeOf(number: number): PlacedSheet | null {
    return this.answer?.sheets.find((sheet) => sheet.number === number) ?? null;
  }

  /**
   * Looks for sheets in what the camera's picture shows now, where nothing is masked.
   *
   * @throws WorkbenchError `worker/crashed`
   */
  async look({ frame, camera }: Looker): Promise<void> {
    if (frame === null || this.looking) return;
    // Who shows it closes it.
    const copy = frame.clone();
    this.looking = true;
    try {
      const { id, width, height, masks } = camera;
      const { sheets, foreign } = await this.#ask((finder) => finder.find(copy, width, height, masks));
      const view = { camera: id, size: { width, height }, sheets: sheets.map(seen), foreign: foreign.length };
      await this.#change({ views: [...this.#steps.now.views.filter((each) => each.camera !== id), view] }, null);
    } finally {
      // The finder may never have got it.
      copy.close();
      this.looking = false;
    }
  }

  /**
   * Says where a sheet lies, or that nobody has measured it (`null`).
   *
   * @param drag - Names one movement of the hand: all of it is undone at once.
   * @throws WorkbenchError `worker/crashed`
   */
  async measure(number: number, place: Omit<KnownSheet, 'number'> | null, drag: string | null = null): Promise<void> {
    const others = this.known.filter((sheet) => sheet.number !== number);
    const known = place === null ? others : [...others, { number, ...place }];
    await this.#change({ known }, drag && `${drag} ${number}`);
  }

  /** @param ruler - As it measures on paper, mm. @throws WorkbenchError `worker/crashed` */
  async rule(ruler: number): Promise<void> {
    await this.#change({ ruler }, null);
  }

  get undoable(): boolean {
    return this.#steps.undoable;
  }

  get redoable(): boolean {
    return this.#steps.redoable;
  }

  /** @throws WorkbenchError `worker/crashed` */
  async undo(): Promise<void> {
    this.#steps.undo();
    await this.#solveAgain();
  }

  /** @throws WorkbenchError `worker/crashed` */
  async redo(): Promise<void> {
    this.#steps.redo();
    await this.#solveAgain();
  }

  /** Stops what is looked for and worked out. */
  cancel(): void {
    this.#latest.forget();
    const finder = this.#finder;
    this.#finder = null;
    finder?.then(
      (started) => started[Symbol.dispose](),
      () => undefined, // who asked it is told
    );
  }

  [Symbol.dispose](): void {
    this.cancel();
  }

  async #ask<T>(question: (finder: SheetFinder) => Promise<T>): Promise<T> {
    const finder = (this.#finder ??= this.#start());
    try {
      return await question(await finder);
    } catch (error) {
      if (this.#finder !== finder) throw new DOMException('stopped by the person', 'AbortError');
      // The next question starts another one.
      this.cancel();
      throw error;
    }
  }

  async #change(part: Partial<State>, reason: string | null): Promise<void> {
    this.#steps.change(part, reason);
    await this.#solveAgain();
  }

  /** One question at a time: while a sheet is dragged, only where it lies by then is asked next. */
  async #solveAgain(): Promise<void> {
    const state = this.#steps.now;
    // What is being answered comes after what is shown.
    const answered = this.#answered && !this.#latest.busy;
    if (answered || state.views.length === 0) this.#latest.forget();
    else await this.#latest.ask(() => this.#solve(state));
  }

  async #solve(of: State): Promise<{ readonly of: State; readonly answer: SheetsAnswer }> {
    const answer = await this.#ask((finder) =>
      finder.solve(of.views, of.known, of.ruler === null ? null : of.ruler / RULER),
    );
    return { of, answer };
  }
}

const startFinder = (): Promise<SheetFinder> =>
  fetchPart(() => import('#workers/sheets/client.ts')).then(({ startSheetFinder }) => startSheetFinder());

const seen = ({ number, quad, sigma }: FoundSheet): SeenSheet => ({ number, quad, sigma });
