import type { RunPaths } from '#core/datasets/result-files.ts';
import type { NamedFile } from '#workers/score/protocol.ts';
import type { Scores } from '#workers/score/client.ts';
import type { Problem } from '#app/problem.ts';

/** The results of one tracker or detector, and what they came to. */
export class ScoreRun {
  /** What a person calls it; at first its folder or file. */
  name = $state('');
  /** Which line it is in the curves, from 0; it keeps it when others go. */
  readonly line: number;
  readonly paths: RunPaths;
  readonly files: ReadonlyMap<string, NamedFile>;
  state = $state<'waiting' | 'scoring' | 'scored' | 'failed' | 'stopped'>('waiting');
  scores = $state.raw<Scores | null>(null);
  /** What was refused of it, and why. */
  problems = $state.raw<readonly Problem[]>([]);
  /** Files that no ground truth is called as. */
  extra = $state.raw<readonly string[]>([]);

  constructor(name: string, line: number, paths: RunPaths, files: ReadonlyMap<string, NamedFile>) {
    this.name = name;
    this.line = line;
    this.paths = paths;
    this.files = files;
  }

  /** Back to before it was scored. */
  forget(): void {
    this.state = 'waiting';
    this.scores = null;
    this.problems = [];
    this.extra = [];
  }
}
