/** The files a recording cannot be run without. */
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import type { Project } from '#core/planning/project.ts';

/**
 * Labels are left out on purpose: nothing runs on them, so a project whose labels were deleted is whole.
 *
 * @param has - Whether the project's folder or archive holds a path.
 * @throws WorkbenchError `project/missing-file` naming the first file that is not there and the field that names it.
 */
export function requireRecordingFiles(project: Project, file: string, has: (path: string) => boolean): void {
  for (const [r, recording] of project.recordings.entries()) {
    for (const kind of ['clips', 'readings', 'sightings'] as const) {
      for (const [i, { path }] of recording[kind].entries()) {
        if (has(path)) continue;
        const field = `recordings[${r}].${kind}[${i}].path`;
        throw new WorkbenchError(
          'project/missing-file',
          `${file}: ${field} names "${path}", which is not in the project. Put the file there, or take the line out.`,
          { details: { file, field, path } },
        );
      }
    }
  }
}
