import { outcomesOf } from '#core/basket/outcome.ts';
import type { Posting } from '#core/basket/posting.ts';
import type { Micros } from '#core/time/micros.ts';

/** What a person said at one time, read from the ledger. */
export interface Entry {
  /** Sequence number of its first posting: what it is known by. */
  readonly id: number;
  readonly postings: readonly Posting[];
  /** Id of the interaction or the addition it is about. */
  readonly about: string;
  readonly time: Micros;
  readonly operator: string;
  readonly reason: string;
  /** Id of the entry it takes back; `null` when it takes back none. */
  readonly takesBack: number | null;
  /** Another one took it back. */
  readonly takenBack: boolean;
  /** It says what was posted before, so it changes no basket. */
  readonly confirms: boolean;
  /** Nothing that counts was said about the same afterwards, so it can be taken back. */
  readonly last: boolean;
}

type ByHand = Posting & Required<Pick<Posting, 'correction'>>;

/** Everything that people said, oldest first. */
export function entriesOf(postings: readonly Posting[]): readonly Entry[] {
  const groups: ByHand[][] = [];
  for (const posting of postings.filter((each): each is ByHand => each.correction !== undefined)) {
    const group = groups.at(-1);
    if (group !== undefined && goesOn(postings, group, posting)) group.push(posting);
    else groups.push([posting]);
  }
  const undone = new Set(groups.map(([first]) => first!.correction.takesBack));
  const about = new Set<string>();
  const entries = groups.toReversed().map((group): Entry => {
    const { sequence, interaction, time, correction } = group[0]!;
    const { operator, reason, takesBack = null } = correction;
    const takenBack = undone.has(sequence);
    const counts = takesBack === null && !takenBack;
    const last = counts && !about.has(interaction);
    if (counts) about.add(interaction);
    const confirms = takesBack === null && outcomesOf(group, interaction).length === 0;
    const said = { about: interaction, time, operator, reason, takesBack, takenBack, confirms, last };
    return { id: sequence, postings: group, ...said };
  });
  return entries.toReversed();
}

/**
 * Whether a posting belongs to the entry of those before it. A correction takes off what there was and then puts on what
 * really was; so two of the same minute, name and reason are told apart: the first had put something on.
 */
function goesOn(postings: readonly Posting[], group: readonly ByHand[], next: ByHand): boolean {
  const before = group.at(-1)!;
  const { correction } = before;
  const alike =
    next.sequence === before.sequence + 1 &&
    next.interaction === before.interaction &&
    next.time === before.time &&
    next.correction.operator === correction.operator &&
    next.correction.reason === correction.reason &&
    next.correction.takesBack === correction.takesBack;
  if (!alike || correction.takesBack !== undefined) return alike;
  return outcomesOf(postings.slice(0, before.sequence), before.interaction).length === 0;
}
