/** How the recording of live cameras is called, and its files. */

export const LIVE_RECORDING = 'live';

/** Where in the project a recorded file stands. @param name - Its name without extension. */
export const clipPath = (name: string): string => `clips/${name}.mkv`;
