/** The journal for whoever writes it all the time, or goes through it: its format comes along, and nothing waits for the network. */
import { packChunk, unpackChunk } from '#storage/journal-format.ts';
import { type Journal, openJournal } from '#storage/journal.ts';

const here = Promise.resolve({ packChunk, unpackChunk });

/** As `openJournal`. */
export const openRunningJournal = (name?: string): Promise<Journal> => openJournal(() => here, name);
