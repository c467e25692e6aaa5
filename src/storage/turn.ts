/** Long work on a thread that others wait for, too. */

/** Resolves when messages, clicks and frames that came meanwhile have had their turn. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** ms: of a frame of 60 a second, the half that it can spare. */
const LONGEST = 8;

/** @returns To be waited for now and then: others get a {@link turn} when they have had none for a while. */
export function takeTurns(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < LONGEST) return;
    await turn();
    since = performance.now();
  };
}
