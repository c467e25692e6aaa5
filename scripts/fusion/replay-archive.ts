import { replay } from '#core/pipeline/replay.ts';
import type { Scene } from '#core/pipeline/scene.ts';
import { readProject } from '#core/planning/read-project.ts';
import { type SessionArchive, readInputs } from '#storage/archive.ts';
import { FloorTrack } from './floor-track.ts';

/**
 * A session again from what went into it; its stored results are not looked at.
 *
 * @throws WorkbenchError `project/malformed`, `archive/malformed`
 */
export async function replayArchive(
  archive: SessionArchive,
): Promise<{ readonly scene: Scene; readonly track: string }> {
  const project = readProject(JSON.parse(archive.project.text), `${archive.name}: project.json`);
  const track = new FloorTrack();
  const look = track.note.bind(track);
  const scene = await replay(project, archive.session.settings, readInputs(archive), look);
  return { scene, track: track.text(scene) };
}
