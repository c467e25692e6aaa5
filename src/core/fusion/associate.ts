/**
 * Whose sightings these are: shoppers first, then people who may become one, each as a least-cost assignment.
 *
 * Source: the cost is that of Yi et al., *UCMCTrack*, AAAI 2024, eq. 6 (Mahalanobis² + ln det S); the two stages follow
 * Wojke et al., *Simple Online and Realtime Tracking with a Deep Association Metric*, ICIP 2017.
 */
import { unlikeness } from '#core/fusion/alike.ts';
import { type Belief, unseen } from '#core/fusion/belief.ts';
import { type Motion, expectedAt, innovate, predict } from '#core/fusion/constant-velocity.ts';
import type { FloorFix, FloorSighting, LikelyPlace } from '#core/fusion/floor-sighting.ts';
import type { FusionParameters } from '#core/fusion/parameters.ts';
import { FORBIDDEN, assignWithin } from '#core/math/assignment.ts';

/**
 * What it counts that a track was the same shopper's before, in units of the cost, as long as no other box touches it. More, and
 * who is taken along by a camera that mixes two people up stays there; less, and cameras that disagree a little change their minds.
 */
const LOYALTY = 2;
/**
 * What it costs that a camera does not see somebody, in units of the cost: a sighting that fits worse is somebody else, or nobody. It
 * is −2 ln of how probable a miss and a false box are beside a find (9 in 10 are found, and a box where nobody is known falls on
 * every 5 m²). Without it whoever a camera misses takes what is their neighbour's, who takes the next one's.
 */
const UNSEEN = 4;

/** A fix that was given to a belief, in the place that belief explains best. */
export interface Given {
  readonly index: number;
  readonly fix: FloorFix;
}

/** One way to say whose a sighting's fixes are. */
export interface Association {
  /** −2 ln of how probable it is, but for what all ways have in common. */
  readonly cost: number;
  /** For each belief what it is given, or `null`; no fix is given twice. Worked out when it is asked for. */
  readonly given: () => readonly (Given | null)[];
}

/** What fits whom, of each belief, worked out once for all histories: most people are where they are in every one of them. */
export type Matches = Map<Belief, readonly (Match | null)[]>;

/**
 * @param known - Of this sighting; it is added to.
 * @returns The likeliest way, and after it those in which two shoppers exchange what they get at no more than `slack`.
 */
export function associate(
  beliefs: readonly Belief[],
  sighting: FloorSighting,
  parameters: FusionParameters,
  slack: number,
  known: Matches,
): readonly Association[] {
  const matches = beliefs.map((belief) => {
    const found = known.get(belief) ?? matchesOf(belief, sighting, parameters);
    known.set(belief, found);
    return found;
  });
  const owners = ownersOf(beliefs, sighting);
  const costs = (b: number, f: number): number => {
    const match = matches[b]![f]!;
    const own = owners[f] === b;
    const lost = unseen(beliefs[b]!, sighting.time) > parameters.coast;
    const barred = !own && (lost || isAnothers(beliefs[b]!, beliefs[owners[f]!], sighting, parameters));
    const loyalty = own && sighting.fixes[f]!.contested === undefined ? LOYALTY : 0;
    if (match === null || barred) return FORBIDDEN;
    return match.cost - loyalty + unlike(beliefs[b]!, sighting.fixes[f]!, parameters);
  };
  const stageOf = (confirmed: boolean) => [...beliefs.keys()].filter((b) => beliefs[b]!.confirmed === confirmed);
  const [shoppers, candidates] = [stageOf(true), stageOf(false)];
  const all = new Set(sighting.fixes.keys());

  const first = settle(shoppers, all, owners, sighting.trusted, costs);
  const ways = sighting.trusted ? [first] : [first, ...exchanges(first, slack)];
  const given = (fixOf: Settled['fixOf']): readonly (Given | null)[] => {
    const taken = new Set(fixOf.values());
    const free = new Set([...all].filter((f) => !taken.has(f)));
    const rest = settle(candidates, free, owners, sighting.trusted, costs);
    return beliefs.map((_, b) => {
      const index = fixOf.get(b) ?? rest.fixOf.get(b);
      if (index === undefined) return null;
      return matches[b]![index]?.given ?? { index, fix: sighting.fixes[index]! };
    });
  };
  return ways.map(({ cost, fixOf }) => ({ cost, given: () => given(fixOf) }));
}

interface Settled {
  readonly cost: number;
  /** By belief the fix it gets. */
  readonly fixOf: ReadonlyMap<number, number>;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  readonly entries: Float64Array;
  /** Of each row the column. */
  readonly found: readonly number[] | Int32Array;
}

function settle(
  stage: readonly number[],
  free: ReadonlySet<number>,
  owners: readonly number[],
  trusted: boolean,
  costs: (belief: number, fix: number) => number,
): Settled {
  const fixOf = new Map<number, number>();
  if (trusted) {
    for (const b of stage) {
      const own = owners.indexOf(b);
      if (own !== -1 && free.has(own)) fixOf.set(b, own);
    }
  }
  const taken = new Set(fixOf.values());
  const rows = stage.filter((b) => !fixOf.has(b));
  const columns = [...free].filter((f) => !taken.has(f));
  const entries = new Float64Array(rows.length * columns.length);
  rows.forEach((b, r) => columns.forEach((f, c) => (entries[r * columns.length + c] = costs(b, f))));
  const found = Int32Array.from(assignWithin({ entries, rows: rows.length, cols: columns.length, limit: UNSEEN }));
  let cost = 0;
  rows.forEach((b, r) => {
    const c = found[r]!;
    cost += c < 0 ? UNSEEN : entries[r * columns.length + c]!;
    if (c >= 0) fixOf.set(b, columns[c]!);
  });
  return { cost, fixOf, rows, columns, entries, found };
}

/** Each two shoppers who may have been mixed up: one has what the other got, and the other what is best of the rest. */
function exchanges(first: Settled, slack: number): readonly Pick<Settled, 'cost' | 'fixOf'>[] {
  const { rows, columns, entries, found } = first;
  const width = columns.length;
  const at = (r: number, c: number) => (c < 0 ? UNSEEN : entries[r * width + c]!);
  const used = new Set(found);
  const unused = [...columns.keys()].filter((c) => !used.has(c));
  const ways: Pick<Settled, 'cost' | 'fixOf'>[] = [];
  for (let r = 0; r < rows.length; r++) {
    for (let other = 0; other < rows.length; other++) {
      const [mine, theirs] = [found[r]!, found[other]!];
      if (other === r || theirs < 0) continue;
      const gain = at(r, theirs) - at(r, mine) - at(other, theirs);
      if (gain > slack) continue;
      let best = -1;
      for (const c of mine < 0 ? unused : [mine, ...unused]) if (at(other, c) < at(other, best)) best = c;
      // A whole exchange is found from both sides.
      if (best === mine && mine >= 0 && other < r) continue;
      const delta = gain + at(other, best);
      if (delta > slack) continue;
      const fixOf = new Map(first.fixOf);
      fixOf.set(rows[r]!, columns[theirs]!);
      if (best < 0) fixOf.delete(rows[other]!);
      else fixOf.set(rows[other]!, columns[best]!);
      ways.push({ cost: first.cost + delta, fixOf });
    }
  }
  return ways;
}

/** What their looks cost: nothing where they were not compared. */
const unlike = ({ looks }: Belief, { likeness }: FloorFix, { appearance }: FusionParameters): number =>
  looks === null || likeness === undefined ? 0 : appearance * unlikeness([likeness], looks.portraits);

/** Of each fix whose track it was before, as an index; -1 when it is a new one. */
function ownersOf(beliefs: readonly Belief[], { source, fixes }: FloorSighting): readonly number[] {
  const owner = new Map<string, number>();
  beliefs.forEach(({ tracks }, b) => {
    const track = tracks[source];
    if (track !== undefined) owner.set(track, b);
  });
  return fixes.map(({ track }) => owner.get(track) ?? -1);
}

interface Match {
  readonly cost: number;
  readonly given: Given;
}

/**
 * Each fix in the place that costs least, with −2 log of its share: a box that does not say whether its person stands further
 * off or has hidden feet is told by where they were. `null` outside the gate.
 */
function matchesOf(belief: Belief, sighting: FloorSighting, parameters: FusionParameters): readonly (Match | null)[] {
  let motion: Motion | null = null;
  const expected = expectedAt(belief.motion, sighting.time, parameters);
  return sighting.fixes.map((fix, index) => {
    let best: { readonly cost: number; readonly place: LikelyPlace } | null = null;
    for (const place of fix.places ?? [{ at: fix.at, cov: fix.cov, share: 1 }]) {
      const [x, y] = [place.at.x - expected.x, place.at.y - expected.y];
      if (x * x + y * y > parameters.distance ** 2) continue;
      motion ??= predict(belief.motion, sighting.time, parameters);
      const { mahalanobis, logDet } = innovate(motion, place);
      const cost = mahalanobis + logDet - 2 * Math.log(place.share);
      if (mahalanobis <= parameters.gate && (best === null || cost < best.cost)) best = { cost, place };
    }
    if (best === null) return null;
    const { at, cov } = best.place;
    return { cost: best.cost, given: { index, fix: { ...fix, at, cov } } };
  });
}

/** A shopper does not take the track of a candidate whom this or another camera has seen beside them. */
function isAnothers(
  belief: Belief,
  owner: Belief | undefined,
  { trusted }: FloorSighting,
  parameters: FusionParameters,
): boolean {
  if (owner === undefined) return false;
  return trusted || (!owner.confirmed && (owner.apart[belief.id] ?? 0) >= parameters.exclusive);
}
