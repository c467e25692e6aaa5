/** A list of indices that is filled anew in every frame, in memory that is kept. */
export class IndexList {
  /** The first `length` of them count. */
  items: Int32Array = new Int32Array(64);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  push(index: number): void {
    if (this.length === this.items.length) {
      const longer = new Int32Array(2 * this.length);
      longer.set(this.items);
      this.items = longer;
    }
    this.items[this.length++] = index;
  }

  /** All of another list behind its own. */
  add(other: IndexList): void {
    for (let i = 0; i < other.length; i++) this.push(other.items[i]!);
  }
}
