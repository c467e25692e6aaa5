/** A weight series with the span of an interaction marked. */
interface Curve {
  readonly plate: string;
  /** µs */
  readonly times: readonly number[];
  /** g; NaN breaks the line. */
  readonly values: readonly number[];
  /** µs */
  readonly marked: readonly [number, number];
}

interface CurveInk {
  readonly line: string;
  readonly quiet: string;
  readonly accent: string;
}

const MARGIN = 24;

/** Draws grams over time; the scale leaves out the wildest 2 % of the samples at either end. */
export function drawCurve(
  context: CanvasRenderingContext2D,
  curve: Curve,
  ink: CurveInk,
  size: { readonly width: number; readonly height: number },
): void {
  const { times, values, marked } = curve;
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const [from, to] = [times[0] ?? 0, times.at(-1) ?? 1];
  const low = known[Math.floor(0.02 * known.length)] ?? 0;
  const high = Math.max(low + 20, known[Math.floor(0.98 * known.length)] ?? 1);
  const x = (time: number) => MARGIN + ((time - from) / (to - from)) * (size.width - 2 * MARGIN);
  const y = (grams: number) => size.height - MARGIN - ((grams - low) / (high - low)) * (size.height - 2 * MARGIN);

  context.clearRect(0, 0, size.width, size.height);
  context.fillStyle = ink.line;
  context.fillRect(x(marked[0]), 0, Math.max(2, x(marked[1]) - x(marked[0])), size.height);
  context.font = '12px system-ui, sans-serif';
  context.fillStyle = ink.quiet;
  context.fillText(`${curve.plate} · ${Math.round(high)} g`, 4, 14);
  context.fillText(`${Math.round(low)} g`, 4, size.height - 6);
  context.strokeStyle = ink.accent;
  context.lineWidth = 1.5;
  context.beginPath();
  let pen = false;
  times.forEach((time, index) => {
    const grams = values[index]!;
    if (Number.isNaN(grams)) pen = false;
    else if (pen) context.lineTo(x(time), y(grams));
    else {
      context.moveTo(x(time), y(grams));
      pen = true;
    }
  });
  context.stroke();
}
