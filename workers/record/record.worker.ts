import { type ClipWriter, openClipWriter } from '#capture/clip-writer.ts';
import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { openClipFile, removeReserve, writeReserve } from '#storage/recording-files.ts';
import { storageFailure } from '#storage/storage-failure.ts';
import type { RecordApi, Recording } from '#workers/record/protocol.ts';
import { serve } from '#workers/transport/serve.ts';

const writers = new Map<string, ClipWriter>();
let stopped = false;
/** Of files that are closed already, bytes. */
let closed = 0;

/** How long what is encoded may wait before it is on the disk, ms. */
const FLUSH_EVERY = 500;
let flushing: ReturnType<typeof setInterval> | undefined;

const api: RecordApi = {
  async start(session, cameras) {
    try {
      await writeReserve();
      for (const camera of cameras) {
        writers.set(camera.camera, await openClipWriter(camera, () => openClipFile(session, camera.file)));
      }
    } catch (error) {
      await end();
      throw storageFailure(error, 'The pictures of the cameras');
    }
    flushing = setInterval(() => {
      for (const writer of writers.values()) writer.flush();
    }, FLUSH_EVERY);
  },

  async add(frame, camera) {
    try {
      if (!stopped) await writers.get(camera)?.add(frame);
    } catch (error) {
      if (stopped) return recording();
      stopped = true;
      // What the reserve held is room for the journal: boxes and baskets go on where pictures end.
      await end();
      await removeReserve();
      if (!isFull(error)) throw error;
    } finally {
      frame.close();
    }
    return recording();
  },

  async end() {
    await end();
    await removeReserve();
  },
};

async function end(): Promise<void> {
  clearInterval(flushing);
  const open = [...writers.values()];
  writers.clear();
  await Promise.all(open.map((writer) => writer.end()));
  for (const { bytes } of open) closed += bytes;
}

function recording(): Recording {
  const bytes = [...writers.values()].reduce((sum, writer) => sum + writer.bytes, closed);
  return { state: stopped ? 'stopped' : 'going', bytes };
}

function isFull(error: unknown): boolean {
  const told = storageFailure(error, '');
  return told instanceof WorkbenchError && told.code === 'storage/quota';
}

serve(api);
