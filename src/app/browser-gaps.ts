/** What this browser lacks, in the order in which somebody would miss it. */
export const GAPS = ['decoding', 'storing', 'encoding', 'hidden-cameras', 'handles', 'threads', 'gpu'] as const;
export type Gap = (typeof GAPS)[number];

/** What is looked for; a browser is never asked for its name. */
export interface BrowserTraits {
  readonly crossOriginIsolated: boolean;
  readonly navigator: { readonly storage?: { readonly getDirectory?: unknown }; readonly gpu?: unknown };
  readonly VideoDecoder?: unknown;
  readonly VideoEncoder?: unknown;
  readonly MediaStreamTrackProcessor?: unknown;
  readonly showOpenFilePicker?: unknown;
}

const lacks: Readonly<Record<Gap, (browser: BrowserTraits) => boolean>> = {
  decoding: ({ VideoDecoder }) => VideoDecoder === undefined,
  storing: ({ navigator }) => navigator.storage?.getDirectory === undefined,
  encoding: ({ VideoEncoder }) => VideoEncoder === undefined,
  'hidden-cameras': ({ MediaStreamTrackProcessor }) => MediaStreamTrackProcessor === undefined,
  handles: ({ showOpenFilePicker }) => showOpenFilePicker === undefined,
  threads: ({ crossOriginIsolated }) => !crossOriginIsolated,
  gpu: ({ navigator }) => navigator.gpu === undefined,
};

export function browserGaps(browser: BrowserTraits): readonly Gap[] {
  return GAPS.filter((gap) => lacks[gap](browser));
}

/** Without these the main job cannot be done. */
const GRAVE = ['decoding', 'storing'] as const satisfies readonly Gap[];
export type GraveGap = (typeof GRAVE)[number];
export type SlightGap = Exclude<Gap, GraveGap>;

export const isGrave = (gap: Gap): gap is GraveGap => GRAVE.some((grave) => grave === gap);
export const isSlight = (gap: Gap): gap is SlightGap => !isGrave(gap);
