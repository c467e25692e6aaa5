/** An attachment: acts when the browser has lost what was drawn, with the graphics process, and gives the canvas back empty. */
export const whenRestored =
  (act: () => void) =>
  (canvas: HTMLCanvasElement): (() => void) => {
    canvas.addEventListener('contextrestored', act);
    return () => canvas.removeEventListener('contextrestored', act);
  };
