/** @returns When what the page is now has been painted: what follows is in a task of its own. */
export const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** Does `work` then. @returns What calls it off until then. */
export function afterPaint(work: () => void): () => void {
  let wanted = true;
  void painted().then(() => {
    if (wanted) work();
  });
  return () => {
    wanted = false;
  };
}
