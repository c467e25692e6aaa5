/**
 * The least cost of an assignment by another way than ours, to hold ours against: a flow of one unit after another through
 * the cheapest path of the residual graph, found by relaxing every edge until nothing changes.
 *
 * Source: Busacker & Gowen (1961), paths by Bellman (1958) and Ford (1956).
 *
 * @param cost - `rows × cols`, row by row. Pairs at `limit` or above are forbidden.
 * @param limit - What a row left single costs; `Infinity` when as many as can be must be matched.
 * @returns What is matched costs in sum, and how many pairs there are.
 */
export function leastCostFlow(
  cost: readonly number[],
  rows: number,
  cols: number,
  limit: number,
): { readonly cost: number; readonly pairs: number } {
  const rowOf = new Array<number>(cols).fill(-1);
  const matched = new Array<boolean>(rows).fill(false);
  let total = 0;
  let pairs = 0;
  for (;;) {
    // Distances to rows and columns from a source that reaches every row that has nothing yet.
    const toRow = matched.map((has) => (has ? Infinity : 0));
    const toCol = new Array<number>(cols).fill(Infinity);
    const cameFrom = new Array<number>(cols).fill(-1);
    for (let changed = true; changed;) {
      changed = false;
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < cols; c++) {
          const entry = cost[r * cols + c]!;
          if (entry >= limit || rowOf[c] === r || !(toRow[r]! + entry < toCol[c]! - 1e-12)) continue;
          toCol[c] = toRow[r]! + entry;
          cameFrom[c] = r;
          changed = true;
        }
      }
      for (let c = 0; c < cols; c++) {
        const r = rowOf[c]!;
        if (r < 0 || !(toCol[c]! - cost[r * cols + c]! < toRow[r]! - 1e-12)) continue;
        toRow[r] = toCol[c]! - cost[r * cols + c]!;
        changed = true;
      }
    }
    let end = -1;
    for (let c = 0; c < cols; c++) if (rowOf[c]! < 0 && (end < 0 || toCol[c]! < toCol[end]!)) end = c;
    // A unit that costs more than leaving its row single is not sent.
    if (end < 0 || !(toCol[end]! < limit)) return { cost: total, pairs };
    total += toCol[end]!;
    pairs++;
    for (let c = end; c >= 0;) {
      const r = cameFrom[c]!;
      const before = rowOf.indexOf(r);
      rowOf[c] = r;
      if (before < 0) matched[r] = true;
      c = before;
    }
  }
}
