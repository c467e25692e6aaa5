import type { CastMember, ProductWord } from '#core/simulation/scenario/scenario.ts';
import { malformed } from '#core/simulation/text/fault.ts';

/**
 * Whoever somebody follows, gives to or receives from is there, and what is given is received.
 *
 * @throws WorkbenchError `scenario/malformed`
 */
export function checkCompany(cast: readonly CastMember[]): void {
  for (const { name, steps } of cast) {
    for (const step of steps) {
      if (step.does !== 'follow' && step.does !== 'give' && step.does !== 'receive') continue;
      const other = cast.find((member) => member.name === step.other);
      if (other === undefined || other.name === name) {
        const others = cast.flatMap((member) => (member.name === name ? [] : [member.name]));
        const who = others.length === 0 ? 'nobody else comes; add them' : `there are ${others.join(', ')}`;
        throw malformed(step.place, `“${step.other}” is nobody ${name} can meet; ${who}`);
      }
      if (step.does === 'follow') continue;
      const half = step.does === 'give' ? 'receive' : 'give';
      const fits = other.steps.some((each) => each.does === half && each.other === name && same(each.what, step.what));
      if (!fits)
        throw malformed(step.place, `${other.name} has no “${half}” for this; add it to what ${other.name} does`);
    }
  }
}

const same = (a: ProductWord, b: ProductWord): boolean => JSON.stringify(a) === JSON.stringify(b);
