interface Gestures {
  /** @param factor - Below 1 looks closer. @param x - What stays in place, px. */
  readonly zoom: (factor: number, x: number) => void;
  /** @param pixels - Positive shows what comes later. */
  readonly pan: (pixels: number) => void;
  readonly press: (x: number, y: number) => void;
}

/** Less than this is a press with an unsteady hand, px. */
const STEADY = 4;

/** Wheel and pinch zoom, drag and shift-wheel pan, a press is a press. For Svelte's `@attach`. */
export function timelinePointer({ zoom, pan, press }: Gestures): (element: HTMLElement) => () => void {
  return (element) => {
    const down = new Map<number, { readonly x: number; readonly moved: boolean }>();
    const listening = new AbortController();
    const { signal } = listening;
    const at = ({ clientX, clientY }: MouseEvent) => {
      const { left, top } = element.getBoundingClientRect();
      return { x: clientX - left, y: clientY - top };
    };
    const gap = () => {
      const xs = [...down.values()].map(({ x }) => x);
      return Math.max(1, Math.abs(xs[0]! - xs[1]!));
    };

    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (sideways) pan(event.deltaX || event.deltaY);
      else zoom(Math.exp(event.deltaY * 0.002), at(event).x);
    };
    const start = (event: PointerEvent) => {
      element.setPointerCapture(event.pointerId);
      down.set(event.pointerId, { x: at(event).x, moved: false });
    };
    const move = (event: PointerEvent) => {
      const before = down.get(event.pointerId);
      if (before === undefined) return;
      const { x } = at(event);
      if (!before.moved && Math.abs(x - before.x) < STEADY) return;
      const apart = down.size === 2 ? gap() : null;
      down.set(event.pointerId, { x, moved: true });
      if (apart === null) pan(before.x - x);
      else zoom(apart / gap(), x);
    };
    const end = (event: PointerEvent) => {
      const before = down.get(event.pointerId);
      down.delete(event.pointerId);
      if (before === undefined || before.moved || event.type === 'pointercancel') return;
      const { x, y } = at(event);
      press(x, y);
    };

    element.addEventListener('wheel', wheel, { passive: false, signal });
    element.addEventListener('pointerdown', start, { signal });
    element.addEventListener('pointermove', move, { signal });
    element.addEventListener('pointerup', end, { signal });
    element.addEventListener('pointercancel', end, { signal });
    return () => listening.abort();
  };
}
