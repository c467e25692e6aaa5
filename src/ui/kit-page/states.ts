/**
 * Every state that a place can be in, by place. The address of one is `#/kit/<state>`, so that whoever builds,
 * translates or reviews the page can be sent to it.
 */
export const STATES = {
  home: ['home-loading', 'home-empty', 'home-sessions', 'home-no-match', 'home-deleted', 'home-read-only', 'home-gaps'],
  pilot: [
    'pilot-nothing-open',
    'pilot-opening',
    'pilot-no-detector',
    'pilot-no-cameras',
    'pilot-cpu',
    'pilot-camera-lost',
    'pilot-sharing',
    'pilot-recalling',
    'pilot-clips-locked',
    'pilot-clips-gone',
    'pilot-interrupted',
    'pilot-nothing-taken',
    'pilot-read-only',
  ],
  evidence: [
    'evidence-gathering',
    'evidence-forgotten',
    'evidence-no-clip',
    'evidence-no-scale',
    'evidence-nobody',
    'evidence-no-match',
    'evidence-read-only',
  ],
  calibrate: [
    'calibrate-first',
    'calibrate-known',
    'calibrate-fault',
    'calibrate-done',
    'calibrate-unknown-camera',
    'calibrate-read-only',
  ],
  webcams: [
    'webcams-looking',
    'webcams-unknown',
    'webcams-asking',
    'webcams-denied',
    'webcams-none',
    'webcams-insecure',
    'webcams-busy',
    'webcams-lost',
    'webcams-no-detector',
    'webcams-read-only',
  ],
  label: ['label-coming'],
  compare: [
    'compare-empty',
    'compare-truth',
    'compare-listing',
    'compare-scoring',
    'compare-stopped',
    'compare-scored',
    'compare-partial',
    'compare-failed',
    'compare-refused',
    'compare-read-only',
  ],
  settings: [
    'settings-no-detectors',
    'settings-detectors',
    'settings-downloading',
    'settings-download-failed',
    'settings-offline',
    'settings-engine-unmeasured',
    'settings-engine-measuring',
    'settings-engine-fastest',
    'settings-engine-chosen',
    'settings-engine-software',
    'settings-read-only',
    'settings-measuring',
    'settings-storage',
    'settings-nearly-full',
    'settings-refused',
    'settings-unknown',
    'settings-copy-not-yet',
    'settings-copy-keeping',
    'settings-copy-kept',
    'settings-copy-failed',
    'settings-copy-impossible',
  ],
  bench: ['bench-no-detector', 'bench-ready', 'bench-going', 'bench-measured', 'bench-failed'],
  page: [
    'page-working',
    'page-read-only',
    'page-nearly-full',
    'page-full',
    'page-offline',
    'page-offline-kept',
    'page-update',
    'page-update-waits',
    'page-no-store',
    'page-failed',
  ],
} as const;

export type StatePlace = keyof typeof STATES;
export type State = (typeof STATES)[StatePlace][number];

/** @returns The place that an address of the kit names; `null` for the components themselves. */
export function placeOfState(state: string | null): StatePlace | null {
  const named = state?.split('-')[0];
  return (Object.keys(STATES) as StatePlace[]).find((place) => place === named) ?? null;
}
