/** What a text has given already, and on which line: nothing may be given twice, or the second would silently win. */
import { type Place, malformed } from '#core/simulation/text/fault.ts';

export class Given {
  readonly #lines = new Map<string, number>();

  /**
   * A line of which there is one.
   *
   * @throws WorkbenchError `scenario/malformed`
   */
  line(word: string, place: Place): void {
    const before = this.#first(word, place);
    if (before !== null) throw malformed(place, `“${word}” is on line ${before} already; take one of them out`);
  }

  /**
   * A name, of which there is one of each kind.
   *
   * @throws WorkbenchError `scenario/malformed`
   */
  name(kind: string, name: string, place: Place): void {
    const before = this.#first(`${kind} ${name}`, place);
    if (before !== null)
      throw malformed(place, `there is a ${kind} “${name}” on line ${before} already; call this one something else`);
  }

  #first(what: string, { line }: Place): number | null {
    const before = this.#lines.get(what) ?? null;
    if (before === null) this.#lines.set(what, line);
    return before;
  }
}
