/** Cores for the page and for writing the pictures, beside a network that never rests while cameras are live. */
export const LIVE_SPARED = 1;
