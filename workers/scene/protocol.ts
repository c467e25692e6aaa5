/** What the scene worker can be asked. Types only: both threads compile this file, neither runs it. */
import type { SceneInput } from '#core/pipeline/scene-input.ts';
import type { SceneView } from '#core/pipeline/scene-view.ts';
import type { SceneSettings } from '#core/pipeline/settings.ts';
import type { Project } from '#core/planning/project.ts';

export interface OpenScene {
  /** Id of the session the inputs are journalled under; `null` to keep none of them. */
  readonly session: string | null;
  readonly project: Project;
  /** The defaults, when left out. */
  readonly settings?: SceneSettings;
  /** Waited for from the start, as `sourceOf` names them: `camera cam1`, `readings plate-3`. */
  readonly sources: readonly string[];
  /** How far the slowest source may lag behind the fastest before it is passed over, µs; `Infinity` for a recording. */
  readonly patience: number;
}

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
  push(inputs: readonly SceneInput[]): Promise<SceneView>;

  /** These sources send no more and are not waited for. */
  ended(sources: readonly string[]): Promise<SceneView>;

  /**
   * Steps what a journal holds, in the order it stands there. Nothing of it is journalled again.
   * Only for a scene that was opened without a session.
   */
  recall(inputs: readonly SceneInput[]): Promise<void>;

  /** The scene as it is now. */
  view(): Promise<SceneView>;

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
  end(): Promise<SceneView>;
}
