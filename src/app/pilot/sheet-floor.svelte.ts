import type { FoundSheet } from '#core/calibration/find-tags.ts';
import { RULER } from '#core/calibration/sheet-layout.ts';
import type { PlacedSheet } from '#core/calibration/sheet-place.ts';
import type { Quad } from '#core/calibration/quad.ts';
import type { KnownSheet, SheetView } from '#core/calibration/sheet-view.ts';
import type { SheetCalibration, SheetsAnswer } from '#core/calibration/solve-sheets.ts';
import type { SheetFinder } from '#workers/sheets/client.ts';
import { fetchPart } from '#app/fetch-part.ts';

/** A camera that looks at the floor, and is told what was found. */
interface Looker {
  readonly camera: { readonly id: string; readonly width: number; readonly height: number };
  /** What its picture shows now; `null` while there is none. */
  readonly frame: VideoFrame | null;
  propose(way: 'sheets', found: (SheetCalibration & { readonly method: 'printed sheets' }) | null): void;
  mark(way: 'sheets', marks: readonly { readonly points: Quad; readonly closed: true; readonly label: string }[]): void;
}

interface State {
  /** Of the cameras that were looked through, in that order. */
  readonly views: readonly SheetView[];
  readonly known: readonly KnownSheet[];
  /** As the printed ruler measures, mm. */
  readonly ruler: number;
  /** `null` before the first look. */
  readonly answer: SheetsAnswer | null;
}

/** The sheets on one floor, as far as they were found and measured: all its cameras share them. */
export class SheetFloor implements Disposable {
  #past = $state.raw<readonly State[]>([]);
  #future = $state.raw<readonly State[]>([]);
  #now = $state.raw<State>({ views: [], known: [], ruler: RULER, answer: null });
  /** A picture is being looked through. */
  looking = $state(false);
  readonly #lookers = new Map<string, Looker>();
  #finder: Promise<SheetFinder> | null = null;
  #turn = 0;

  get answer(): SheetsAnswer | null {
    return this.#now.answer;
  }

  get ruler(): number {
    return this.#now.ruler;
  }

  get known(): readonly KnownSheet[] {
    return this.#now.known;
  }

  /** Of all sheets that any camera has seen. */
  get numbers(): readonly number[] {
    const all = this.#now.views.flatMap(({ sheets }) => sheets.map(({ number }) => number));
    return [...new Set(all)].sort((a, b) => a - b);
  }

  /** Numbers that a camera has seen. */
  seenBy(camera: string): readonly number[] {
    return (this.#now.views.find((view) => view.camera === camera)?.sheets ?? []).map(({ number }) => number);
  }

  /** Where a sheet lies; `null` while nobody knows. */
  placeOf(number: number): PlacedSheet | null {
    return this.answer?.sheets.find((sheet) => sheet.number === number) ?? null;
  }

  /**
   * Looks for sheets in what the camera's picture shows now.
   *
   * @throws WorkbenchError `worker/crashed`
   */
  async look(looker: Looker): Promise<void> {
    const { frame, camera } = looker;
    if (frame === null || this.looking) return;
    // Who shows it closes it.
    const copy = frame.clone();
    this.#lookers.set(camera.id, looker);
    this.looking = true;
    try {
      const { sheets, foreign } = await this.#ask((finder) => finder.find(copy, camera.width, camera.height));
      const { width, height } = camera;
      const view = { camera: camera.id, size: { width, height }, sheets: sheets.map(seen), foreign: foreign.length };
      const others = this.#now.views.filter((each) => each.camera !== camera.id);
      await this.#change({ views: [...others, view] });
    } finally {
      this.looking = false;
    }
  }

  /** Says where a sheet lies, or that nobody has measured it (`null`). */
  async measure(number: number, place: Omit<KnownSheet, 'number'> | null): Promise<void> {
    const others = this.known.filter((sheet) => sheet.number !== number);
    await this.#change({ known: place === null ? others : [...others, { number, ...place }] });
  }

  /** @param ruler - As it measures on paper, mm. */
  async rule(ruler: number): Promise<void> {
    await this.#change({ ruler });
  }

  get undoable(): boolean {
    return this.#past.length > 0;
  }

  get redoable(): boolean {
    return this.#future.length > 0;
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (before === undefined) return;
    this.#future = [...this.#future, this.#now];
    this.#past = this.#past.slice(0, -1);
    this.#show(before);
  }

  redo(): void {
    const after = this.#future.at(-1);
    if (after === undefined) return;
    this.#past = [...this.#past, this.#now];
    this.#future = this.#future.slice(0, -1);
    this.#show(after);
  }

  [Symbol.dispose](): void {
    void this.#finder?.then((finder) => finder[Symbol.dispose]());
  }

  async #ask<T>(question: (finder: SheetFinder) => Promise<T>): Promise<T> {
    this.#finder ??= fetchPart(() => import('#workers/sheets/client.ts')).then(({ startSheetFinder }) =>
      startSheetFinder(),
    );
    try {
      return await question(await this.#finder);
    } catch (error) {
      // The next question starts another one.
      this.#finder = null;
      throw error;
    }
  }

  async #change(part: Partial<State>): Promise<void> {
    const next = { ...this.#now, ...part };
    this.#past = [...this.#past, this.#now];
    this.#future = [];
    this.#now = next;
    const turn = ++this.#turn;
    if (next.views.length === 0) return;
    const answer = await this.#ask((finder) => finder.solve(next.views, next.known, next.ruler / RULER));
    // What was asked after it is nearer to what the person means.
    if (turn === this.#turn) this.#show({ ...next, answer });
  }

  /** Every camera is told what the sheets say of it. */
  #show(state: State): void {
    this.#turn++;
    this.#now = state;
    for (const [id, looker] of this.#lookers) {
      const found = state.answer?.cameras.get(id) ?? null;
      looker.propose('sheets', found && { method: 'printed sheets', ...found });
      const sheets = state.views.find(({ camera }) => camera === id)?.sheets ?? [];
      looker.mark(
        'sheets',
        sheets.map(({ number, quad }) => ({ points: quad, closed: true, label: String(number) })),
      );
    }
  }
}

const seen = ({ number, quad, sigma }: FoundSheet) => ({ number, quad, sigma });
