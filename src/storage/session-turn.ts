import { WorkbenchError } from '#core/errors/workbench-error.ts';
import { emptyTrash } from '#storage/session-delete.ts';
import { markInterrupted, sweepJournal } from '#storage/session-recovery.ts';
import type { SessionRooms } from '#storage/session-rooms.ts';

/** Whose turn it is to write: one tab at a time. */
export interface Turn {
  /** Whether this tab may write now. */
  mine(): boolean;
  /** Resolves when this tab may write, which may be never; rejects when what others left cannot be put in order. */
  readonly came: Promise<void>;
}

/** Waits in line to write, and puts in order what tabs that have gone left, before anything else is done. */
export async function takeTurn(rooms: SessionRooms): Promise<Turn> {
  const { media, locks } = rooms;
  let mine = false;
  const begin = async (alone: boolean): Promise<void> => {
    await markInterrupted(rooms);
    await sweepJournal(rooms);
    // A trash can still be asked back by the tab that filled it, and footage is kept before its session exists.
    if (alone) {
      await emptyTrash(rooms);
      await media.sweep();
    }
    mine = true;
  };
  const { mine: first, came } = await locks.enter(begin);
  if (first) await came;
  return { mine: () => mine, came };
}

export function readOnly(): WorkbenchError {
  return new WorkbenchError(
    'storage/read-only',
    'Another tab of this browser has OpenAisle open, and only one at a time may write. Close the other tab, or go on there.',
  );
}
