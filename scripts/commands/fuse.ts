import { readFileSync, statSync } from 'node:fs';
import { readProjectionCameras } from '#core/datasets/projection-cameras.ts';
import { writeWorld } from '#core/datasets/world-table.ts';
import { writeNew } from '../files/write-new.ts';
import { fuseRoom } from '../fusion/fuse-room.ts';
import { readRoomDetections } from '../fusion/room-detections.ts';
import { readRoomPortraits } from '../fusion/room-portraits.ts';
import type { Command } from './command.ts';
import { checkOutputFile } from './output.ts';
import { existingFile, readArguments, readFrameRate, usage } from './read-arguments.ts';

/** Until somebody says: what webcams send. */
const USUAL_FPS = 30;

/** Follows everybody in a room through several cameras, from detection files, and writes where on the floor they are. */
export const fuseCommand: Command = {
  name: 'fuse',
  usage: '--cameras FILE --detections DIR --out FILE [--fps N] [--appearance DIR]',
  run(args) {
    const options = {
      cameras: { type: 'string' },
      detections: { type: 'string' },
      out: { type: 'string' },
      fps: { type: 'string' },
      appearance: { type: 'string' },
    } as const;
    const { values } = readArguments(fuseCommand, args, { options });
    const file = existingFile(fuseCommand, '--cameras', values.cameras);
    const folder = existingFile(fuseCommand, '--detections', values.detections);
    if (!statSync(file).isFile()) throw usage(fuseCommand, `--cameras: ${file} is a folder; expected a file`);
    if (!statSync(folder).isDirectory())
      throw usage(fuseCommand, `--detections: ${folder} is a file; expected a folder`);
    const looks = values.appearance === undefined ? null : existingFile(fuseCommand, '--appearance', values.appearance);
    if (looks !== null && !statSync(looks).isDirectory())
      throw usage(fuseCommand, `--appearance: ${looks} is a file; expected a folder`);
    if (values.out === undefined) throw usage(fuseCommand, '--out is missing');
    checkOutputFile(fuseCommand, '--out', values.out, file, folder, values.appearance);
    const given = values.fps === undefined ? null : readFrameRate(fuseCommand, values.fps);

    const room = readProjectionCameras(readFileSync(file, 'utf8'), file);
    const detected = readRoomDetections(folder, room, file);
    const portraits = looks === null ? undefined : readRoomPortraits(looks, detected);
    const fps = given ?? room.fps ?? USUAL_FPS;
    const { entries, frames, ids } = fuseRoom(room, detected, fps, portraits);
    writeNew(values.out, writeWorld(entries));
    const summary = { cameras: room.cameras.size, fps, frames, rows: entries.length, ids };
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    return Promise.resolve();
  },
};
