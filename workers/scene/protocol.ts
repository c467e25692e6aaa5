/** What the scene worker can be asked. Types only: both threads compile this file, neither runs it. */
import type { Deed } from '#core/basket/deed.ts';
import type { Proof } from '#core/pipeline/proof.ts';
import type { Dwell, TrackSpan } from '#core/pipeline/scene-log.ts';
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneUpdate } from '#core/pipeline/scene-update.ts';
import type { SceneSettings } from '#core/pipeline/settings.ts';
import type { Stretch } from '#core/pipeline/stretch.ts';
import type { Project } from '#core/planning/project.ts';
import type { Micros } from '#core/time/micros.ts';

export interface OpenScene {
  /** Id of the session the inputs are journalled under; `null` to keep none of them. */
  readonly session: string | null;
  readonly project: Project;
  readonly settings: SceneSettings;
  /** Waited for from the start, as `sourceOf` names them: `camera cam1`, `readings plate-3`. */
  readonly sources: readonly string[];
  /** How far the slowest source may lag behind the fastest before it is passed over, µs; `Infinity` for a recording. */
  readonly patience: number;
}

/** A session whose journal is gone through. */
export interface RecallScene {
  readonly session: string;
  readonly project: Project;
  /** Those the session was run with. */
  readonly settings: SceneSettings;
  /** What to do about a damaged end of the journal: see `Journal.read`. */
  readonly tail: 'drop' | 'refuse';
}

/** Scenes are answered as what changed of them since the answer before. */
export interface SceneApi {
  /**
   * Begins a scene and its journal.
   *
   * @throws WorkbenchError `storage/newer-version`
   */
  open(what: OpenScene): Promise<void>;

  /**
   * Takes in what sources sent, in whatever order, and steps what is due. Within half a second it is on the disk.
   *
   * @throws WorkbenchError `storage/quota` when what was stepped before could not be kept.
   */
  push(inputs: readonly SceneInput[]): Promise<SceneUpdate>;

  /** These sources send no more and are not waited for. */
  ended(sources: readonly string[]): Promise<SceneUpdate>;

  /**
   * Steps what the journal of an interrupted run holds, in the order it stands there, before anything is pushed: the run
   * goes on where its journal ends. Nothing of it is journalled twice.
   *
   * @param next - What is pushed then: a recording `from-the-start`, of which as much as the journal holds is left out
   * again; or, from live cameras, only what is `later`.
   */
  resume(inputs: readonly SceneInput[], next: 'from-the-start' | 'later'): Promise<void>;

  /**
   * A person corrects, adds or takes back while the run goes on: it is stepped at once, at the scene's time, and on the
   * disk when it resolves.
   *
   * @returns The scene after it; unchanged but for `refusedCorrections` when it could not be.
   * @throws WorkbenchError `storage/quota`; it counts nevertheless, and is written with what comes next.
   */
  act(deed: Deed): Promise<SceneUpdate>;

  /** What proves an interaction, as far as it is known by now; `null` of one that is long over: see `RunMemory`. */
  proof(interaction: string): Promise<Proof | null>;

  /** How long people stood where from one moment to another, µs; of a recall as soon as it is past that. */
  dwell(from: number, to: number): Promise<Dwell>;

  /** Whose the cameras' tracks were from one moment to another, µs; of a recall as soon as it is past that. */
  tracks(from: number, to: number): Promise<readonly TrackSpan[]>;

  /** The scene as it is now. */
  view(): Promise<SceneUpdate>;

  /**
   * Resolves once everything stepped so far is on the disk.
   *
   * @throws WorkbenchError `storage/quota`
   */
  stored(): Promise<void>;

  /**
   * The session is over: steps what is left, closes every visit, and resolves when all of it is on the disk.
   *
   * @throws WorkbenchError `storage/quota`
   */
  end(): Promise<SceneUpdate>;

  /**
   * Goes through the journal of a session that is over, and remembers it: any moment of it can be asked for, also while
   * this is going on. Instead of {@link open}.
   *
   * @param tell - How far it is, in `[0, 1]`; a few times a second.
   * @returns The scene after all of it.
   * @throws WorkbenchError `archive/malformed`; what was gone through by then can still be asked for.
   */
  recall(what: RecallScene, tell: (fraction: number) => void): Promise<SceneUpdate>;

  /**
   * The scene at a moment, as soon as the recall is past it.
   *
   * @param time - µs; what came later is left out.
   */
  at(time: number): Promise<SceneUpdate>;

  /** When the frame before or after a moment was seen: see `sightingBeside`. */
  beside(time: number, step: 1 | -1): Promise<Micros | null>;

  /** What happened from one moment to another, µs, both included, as soon as the recall is past it. */
  stretch(plates: readonly string[], from: number, to: number): Promise<Stretch>;

  /**
   * Takes in what was journalled after the session was over, when all of it was gone through.
   *
   * @returns The scene after all of it.
   */
  amend(inputs: readonly SceneInput[]): Promise<SceneUpdate>;
}
