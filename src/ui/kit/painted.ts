/** @returns When what the page is now has been painted: what follows is in a task of its own. */
export const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
