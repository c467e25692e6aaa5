import { replay } from '#core/pipeline/replay.ts';
import type { Scene } from '#core/pipeline/scene.ts';
import { readProject } from '#core/planning/read-project.ts';
import { type SessionArchive, readInputs } from '#storage/archive.ts';
import type { FloorTrack } from './floor-track.ts';

/**
 * A session again from what went into it; its stored results are not looked at.
 *
 * @param track - Notes where everybody is, where that is asked.
 * @throws WorkbenchError `project/malformed`, `archive/malformed`
 */
export async function replayArchive(archive: SessionArchive, track?: FloorTrack): Promise<Scene> {
  const project = readProject(JSON.parse(archive.project.text), `${archive.name}: project.json`);
  return await replay(project, archive.session.settings, readInputs(archive), track?.note.bind(track));
}
