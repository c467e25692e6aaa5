/** Keeps the screen on: a device that goes to sleep takes its cameras with it. */

/** @returns Lets the screen go dark again. Does nothing where the browser cannot, or will not. */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const take = async (): Promise<void> => {
    // The browser takes it away with the tab's being hidden, and refuses it on an empty battery.
    if (over || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
    if (lock?.released === false) return;
    const taken = await navigator.wakeLock.request('screen').catch(() => null);
    if (over) await taken?.release();
    else lock = taken;
  };
  const again = (): void => void take();
  document.addEventListener('visibilitychange', again);
  again();
  return () => {
    over = true;
    document.removeEventListener('visibilitychange', again);
    void lock?.release();
  };
}
