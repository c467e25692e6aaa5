import { clockText } from '#overlay/clock-text.ts';
import { CURVE_MARGIN, type Curve, type CurveScale, fitCurve, roundTicks, sampleAt } from '#overlay/curve-scale.ts';
import { timeTicks } from '#overlay/time-ticks.ts';

interface CurveInk {
  readonly surface: string;
  readonly line: string;
  readonly ink: string;
  readonly quiet: string;
  readonly accent: string;
}

interface CurveLook {
  /** µs; `null` when nothing is played. */
  readonly playhead: number | null;
  /** Where somebody points, px from the left; `null` when nowhere. */
  readonly pointer: number | null;
  /** What the marked moment changed, written; `null` of nothing. */
  readonly change: string | null;
  /** Writes a weight with its unit. */
  readonly grams: (value: number) => string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws grams over time with the interaction marked, in CSS px. */
export function drawCurve(
  context: CanvasRenderingContext2D,
  curve: Curve,
  look: CurveLook,
  ink: CurveInk,
  size: Size,
): void {
  const scale = fitCurve(curve, size);
  context.clearRect(0, 0, size.width, size.height);
  context.font = '12px system-ui, sans-serif';
  const bottom = size.height - CURVE_MARGIN.bottom;
  const [from, to] = curve.marked.map((time) => scale.x(time)) as [number, number];
  context.fillStyle = ink.line;
  context.fillRect(from, CURVE_MARGIN.top, Math.max(2, to - from), bottom - CURVE_MARGIN.top);
  drawAxes(context, curve, scale, look, ink, size);
  drawLine(context, curve, scale, ink);
  if (look.change !== null) drawChange(context, look.change, to, scale, ink, size);
  if (look.playhead !== null) upright(context, scale.x(look.playhead), ink.accent, size);
  if (look.pointer !== null) drawCrosshair(context, curve, scale, look, ink, size);
}

function drawAxes(
  context: CanvasRenderingContext2D,
  curve: Curve,
  scale: CurveScale,
  { grams }: CurveLook,
  ink: CurveInk,
  { width, height }: Size,
): void {
  const bottom = height - CURVE_MARGIN.bottom;
  context.fillStyle = ink.line;
  context.fillRect(CURVE_MARGIN.left, CURVE_MARGIN.top, 1, bottom - CURVE_MARGIN.top);
  context.fillRect(CURVE_MARGIN.left, bottom, width - CURVE_MARGIN.left - CURVE_MARGIN.right, 1);
  context.fillStyle = ink.quiet;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const value of roundTicks(scale.low, scale.high)) {
    context.fillText(grams(value), CURVE_MARGIN.left - 6, Math.min(bottom - 4, scale.y(value)));
  }
  context.textAlign = 'center';
  const span = { from: curve.times[0] ?? 0, to: curve.times.at(-1) ?? 1 };
  const wide = width - CURVE_MARGIN.left - CURVE_MARGIN.right;
  for (const { time, label } of timeTicks(span, wide, 56)) {
    const x = scale.x(time);
    if (x > CURVE_MARGIN.left + 16 && x < width - 20) context.fillText(label, x, height - 8);
  }
}

/** Beside the step, on the side where there is room. */
function drawChange(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  scale: CurveScale,
  ink: CurveInk,
  { width }: Size,
): void {
  const { width: wide } = context.measureText(text);
  const right = x + 8 + wide < width - CURVE_MARGIN.right;
  context.fillStyle = ink.ink;
  context.textAlign = right ? 'left' : 'right';
  context.textBaseline = 'middle';
  context.fillText(text, right ? x + 8 : x - 8, scale.y((scale.low + scale.high) / 2));
}

function drawLine(context: CanvasRenderingContext2D, { times, values }: Curve, scale: CurveScale, ink: CurveInk): void {
  context.strokeStyle = ink.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  let pen = false;
  times.forEach((time, index) => {
    const grams = values[index]!;
    if (Number.isNaN(grams)) pen = false;
    else if (pen) context.lineTo(scale.x(time), scale.y(grams));
    else {
      context.moveTo(scale.x(time), scale.y(grams));
      pen = true;
    }
  });
  context.stroke();
}

function drawCrosshair(
  context: CanvasRenderingContext2D,
  curve: Curve,
  scale: CurveScale,
  look: CurveLook,
  ink: CurveInk,
  size: Size,
): void {
  const sample = sampleAt(curve, scale.time(look.pointer!));
  if (sample === null) return;
  const x = scale.x(sample.time);
  upright(context, x, ink.quiet, size);
  const text = `${clockText(sample.time, 1)}  ${look.grams(sample.grams)}`;
  const { width } = context.measureText(text);
  const left = Math.min(size.width - width - 12, Math.max(CURVE_MARGIN.left, x + 6));
  context.fillStyle = ink.surface;
  context.fillRect(left, 0, width + 8, 18);
  context.fillStyle = ink.ink;
  context.textAlign = 'left';
  context.fillText(text, left + 4, 9);
}

function upright(context: CanvasRenderingContext2D, x: number, colour: string, { width, height }: Size): void {
  if (x < CURVE_MARGIN.left || x > width) return;
  context.fillStyle = colour;
  context.fillRect(Math.round(x), CURVE_MARGIN.top, 1, height - CURVE_MARGIN.top - CURVE_MARGIN.bottom);
}
