/** px between the two, and to the edge of the window. */
const GAP = 6;

/** Shows a popover above an element, or below where there is no room, and within the window. */
export function placeBeside(popover: HTMLElement, element: HTMLElement): void {
  popover.showPopover();
  const { left, top, bottom, width } = element.getBoundingClientRect();
  const { width: wide, height: high } = popover.getBoundingClientRect();
  const above = top - GAP - high;
  popover.style.top = `${above >= GAP ? above : bottom + GAP}px`;
  popover.style.left = `${Math.max(GAP, Math.min(left + (width - wide) / 2, innerWidth - GAP - wide))}px`;
}
