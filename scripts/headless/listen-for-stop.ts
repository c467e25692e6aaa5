import { WorkbenchError } from '#core/errors/workbench-error.ts';

/** Ctrl-C, and how a process is asked to end otherwise. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Stop extends Disposable {
  /**
   * Waits for work until somebody wants it stopped. Whatever it does after that is not waited for.
   *
   * @throws WorkbenchError `cli/interrupted`
   */
  during<T>(work: Promise<T>): Promise<T>;
}

/** From here on Ctrl-C ends what is waited for, so that who waits can clean up; pressed again it ends the process at once. */
export function listenForStop(): Stop {
  let stop = () => {};
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(new WorkbenchError('cli/interrupted', 'Stopped before its end; nothing was written.'));
  });
  stopped.catch(() => undefined); // nobody may be waiting
  for (const signal of SIGNALS) process.once(signal, stop);
  return {
    during: (work) => Promise.race([work, stopped]),
    [Symbol.dispose]: () => SIGNALS.forEach((signal) => process.off(signal, stop)),
  };
}
