/**
 * What is ground truth and what are results among files that were dropped or chosen together. Paths only, with forward slashes:
 * `MOT17-02-SDP.txt`, or `MPNTrack/MOT17-02-SDP.txt` when a folder was dropped.
 */
import { type SequencePaths, sequenceOfFile, trackedIn, truthIn, withoutDetector } from '#core/datasets/mot-layout.ts';

/** MOTChallenge's text, a file a sequence; or COCO's JSON, one file. */
export type ResultKind = 'mot' | 'coco';

export interface TruthPaths {
  readonly kind: ResultKind;
  /** By name of sequence; COCO has one, called as its file. */
  readonly sequences: SequencePaths;
}

/** Results of one tracker or detector. */
export interface RunPaths extends TruthPaths {
  /** Of its folder or its file; `null` for loose files, a sequence each. */
  readonly name: string | null;
}

/** Folders that hold no results, whatever lies beside them. */
const NO_RESULTS = new Set(['gt', 'det', 'seqinfo']);

/** @returns `null` when none is among them. Of several JSON files the one called `instances…` is the ground truth. */
export function groundTruthIn(paths: readonly string[]): TruthPaths | null {
  const { folders, loose } = byFolder(paths);
  const sequences = new Map(loose.filter(isText).map((path) => [sequenceOfFile(path), path]));
  for (const [folder, inside] of folders) {
    for (const [name, path] of truthIn(folder, inside)) sequences.set(name, path);
  }
  const json = paths.filter(isJson).toSorted();
  const annotations = json.find((path) => fileName(path).startsWith('instances')) ?? json[0];
  // Notes lie beside JSON, too.
  if (annotations !== undefined && (sequences.size === 0 || fileName(annotations).startsWith('instances'))) {
    return { kind: 'coco', sequences: new Map([[sequenceOfFile(annotations), annotations]]) };
  }
  return sequences.size === 0 ? null : { kind: 'mot', sequences };
}

/**
 * @param truth - What they are results of: a folder is a run when it holds one of its sequences, or else its folders are.
 * Loose files are one run when they are called as its sequences, and one each otherwise.
 */
export function runsIn(paths: readonly string[], truth: TruthPaths): readonly RunPaths[] {
  if (truth.kind === 'coco') {
    const own = [...truth.sequences.values()];
    return paths
      .filter((path) => isJson(path) && !own.includes(path))
      .toSorted()
      .map(runOfFile);
  }
  const names = new Set([...truth.sequences.keys()].map(withoutDetector));
  const isKnown = (sequence: string): boolean => names.has(withoutDetector(sequence));
  const { folders, loose } = byFolder(paths);
  const texts = loose.filter(isText);
  const together = texts.filter((path) => isKnown(sequenceOfFile(path)));
  return [
    ...[...folders].flatMap(([folder, inside]) => runsBelow(folder, inside, isKnown)),
    ...(together.length === 0
      ? []
      : [
          runOf(
            null,
            together.map((path) => [sequenceOfFile(path), path] as const),
          ),
        ]),
    ...texts.filter((path) => !together.includes(path)).map(runOfFile),
    ...paths.filter(isJson).map(runOfFile),
  ];
}

function runsBelow(
  folder: string,
  inside: readonly string[],
  isKnown: (sequence: string) => boolean,
): readonly RunPaths[] {
  const found = trackedIn(folder, inside);
  const known = [...found].filter(([sequence]) => isKnown(sequence));
  if (known.length > 0) return [runOf(fileName(folder), known)];
  const below = [...byFolder(inside).folders].filter(([name]) => !NO_RESULTS.has(name));
  const runs = below.flatMap(([name, deeper]) => runsBelow(`${folder}/${name}`, deeper, isKnown));
  return runs.length > 0 || found.size === 0 ? runs : [runOf(fileName(folder), [...found])];
}

const runOf = (name: string | null, sequences: readonly (readonly [string, string])[]): RunPaths => ({
  kind: 'mot',
  name,
  sequences: new Map(sequences),
});

function runOfFile(path: string): RunPaths {
  const name = sequenceOfFile(path);
  return { kind: isJson(path) ? 'coco' : 'mot', name, sequences: new Map([[name, path]]) };
}

function byFolder(paths: readonly string[]): {
  readonly folders: ReadonlyMap<string, readonly string[]>;
  readonly loose: readonly string[];
} {
  const folders = new Map<string, string[]>();
  const loose: string[] = [];
  for (const path of paths) {
    const at = path.indexOf('/');
    if (at < 0) {
      loose.push(path);
      continue;
    }
    const folder = path.slice(0, at);
    const inside = folders.get(folder);
    if (inside) inside.push(path.slice(at + 1));
    else folders.set(folder, [path.slice(at + 1)]);
  }
  return { folders, loose };
}

const isText = (path: string): boolean => path.toLowerCase().endsWith('.txt');
const isJson = (path: string): boolean => path.toLowerCase().endsWith('.json');
const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
