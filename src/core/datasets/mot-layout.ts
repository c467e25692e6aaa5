/**
 * Where MOTChallenge and those who publish results keep their files. Paths only, with forward slashes: a folder of the disk and
 * one that was dropped on a page look the same here.
 */

/** Of ground truth. The first that fits any file is the folder's; without a name of its own a sequence is called as its folder. */
const TRUTH = [
  /^(?:gt\/)?gt\.txt$/u,
  /^([^/]+)\/(?:gt\/)?gt\.txt$/u,
  /^gt\/([^/]+)\/(?:gt\/)?gt\.txt$/u,
  /^gt\/([^/]+)\.txt$/u,
  /^([^/]+)\.txt$/u,
];
/** Of tracks, and a folder may mix them. `data` is TrackEval's. */
const TRACKED = [/^([^/]+)\.txt$/u, /^data\/([^/]+)\.txt$/u, /^([^/]+)\/(?:gt\/)?gt\.txt$/u];

/** The three detectors of MOT16 and MOT17: one sequence, one ground truth, three names. */
const DETECTORS = ['DPM', 'FRCNN', 'SDP'];
const VARIANT = new RegExp(`^(MOT1[67]-\\d+)-(?:${DETECTORS.join('|')})$`, 'u');

/** Paths by name of sequence. */
export type SequencePaths = ReadonlyMap<string, string>;

/** @param paths - Of all files, relative to the folder. */
export function truthIn(folder: string, paths: readonly string[]): SequencePaths {
  const found = TRUTH.map((layout) => matching(layout, folder, paths)).find(({ size }) => size > 0);
  return found ?? new Map();
}

/** @param paths - Of all files, relative to the folder. */
export function trackedIn(folder: string, paths: readonly string[]): SequencePaths {
  const found = TRACKED.flatMap((layout) => [...matching(layout, folder, paths)]);
  return new Map(found.reverse());
}

function matching(layout: RegExp, folder: string, paths: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const path of paths.toSorted()) {
    const match = layout.exec(path);
    if (match !== null) found.set(match[1] ?? lastOf(folder), `${folder}/${path}`);
  }
  return found;
}

/** What a file that stands alone is about: `TUD-Campus` of `TUD-Campus/gt/gt.txt`, `out` of `run/out.txt`. */
export function sequenceOfFile(path: string): string {
  const parts = path.split('/').filter((part) => part !== '');
  const own = (parts.pop() ?? '').replace(/\.[^.]*$/u, '');
  if (own !== 'gt') return own;
  const folder = parts.pop() ?? own;
  return folder === 'gt' ? (parts.pop() ?? own) : folder;
}

/** @returns `MOT17-02` of `MOT17-02-DPM`; any other name as it is. */
export function withoutDetector(name: string): string {
  return VARIANT.exec(name)?.[1] ?? name;
}

export interface SequencePair {
  readonly name: string;
  readonly truth: string;
  readonly tracked: string;
}

/**
 * @returns Every tracked file with its ground truth, in order of name; ground truth that nothing was tracked for; and tracked
 * files that no ground truth is there for.
 */
export function pairSequences(
  truth: SequencePaths,
  tracked: SequencePaths,
): { readonly pairs: readonly SequencePair[]; readonly missing: readonly string[]; readonly extra: readonly string[] } {
  const byBase = new Map([...truth].reverse().map(([name, path]) => [withoutDetector(name), path]));
  const pairs: SequencePair[] = [];
  const extra: string[] = [];
  for (const [name, path] of [...tracked].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const wanted = truth.get(name) ?? byBase.get(withoutDetector(name));
    if (wanted === undefined) extra.push(path);
    else pairs.push({ name, truth: wanted, tracked: path });
  }
  const covered = new Set(pairs.map(({ name }) => withoutDetector(name)));
  const missing = [...truth.keys()].filter((name) => !covered.has(withoutDetector(name)));
  return { pairs, missing, extra };
}

/** As {@link pairSequences}; but one file beside one file is a pair, whatever they are called. */
export function pairFiles(truth: SequencePaths, tracked: SequencePaths): ReturnType<typeof pairSequences> {
  const paired = pairSequences(truth, tracked);
  if (paired.pairs.length > 0 || truth.size !== 1 || tracked.size !== 1) return paired;
  const [[name, truthPath]] = [...truth] as [[string, string]];
  const [trackedPath] = [...tracked.values()] as [string];
  return { pairs: [{ name, truth: truthPath, tracked: trackedPath }], missing: [], extra: [] };
}

/**
 * @param isThere - Asked of paths that may go up with `..`.
 * @returns Where the length of a sequence is written; `null` when nowhere.
 */
export function seqinfoOf(pair: SequencePair, truth: SequencePaths, isThere: (path: string) => boolean): string | null {
  const folder = folderOf(pair.truth);
  const beside = [...truth.values()].filter((path) => folderOf(path) === folder);
  return seqinfoPaths(pair, beside.length === 1).find(isThere) ?? null;
}

/**
 * Where the `seqinfo.ini` of a sequence may be, likeliest first.
 *
 * @param alone - No other ground truth is in its folder.
 */
export function seqinfoPaths({ name, truth }: SequencePair, alone: boolean): readonly string[] {
  const folder = folderOf(truth);
  const base = withoutDetector(name);
  const variants = DETECTORS.map((detector) => `${base}-${detector}`);
  return [
    ...(alone ? [`${folder}seqinfo.ini`] : []),
    ...(truth.endsWith('/gt/gt.txt') ? [`${folder}../seqinfo.ini`] : []),
    ...[name, base, ...variants].map((each) => `${folder}../seqinfo/${each}.ini`),
  ];
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1) || './';
const lastOf = (path: string): string => path.split('/').findLast((part) => part !== '') ?? path;
