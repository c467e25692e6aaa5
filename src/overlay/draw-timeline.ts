import { drawEventMark } from '#overlay/draw-event-mark.ts';
import { shopperColour } from '#overlay/shopper-colour.ts';
import { type TimeSpan, xOfTime } from '#overlay/time-span.ts';
import { timeTicks } from '#overlay/time-ticks.ts';
import { type EventIndex, markEvents } from '#overlay/timeline-events.ts';
import { TIMELINE, eventsTop, visitTop } from '#overlay/timeline-layout.ts';
import { type TrackLane, trackTop } from '#overlay/timeline-tracks.ts';
import { type VisitIndex, visitsWithin } from '#overlay/timeline-visits.ts';

/** Everything a timeline shows. */
export interface Timeline {
  readonly span: TimeSpan;
  /** Of the session, µs. */
  readonly end: number;
  /** µs; `null` when nothing is played. */
  readonly playhead: number | null;
  readonly visits: VisitIndex;
  /** Of each camera; empty while they are not shown. */
  readonly lanes: readonly TrackLane[];
  readonly events: EventIndex;
  readonly interaction: string | null;
  /** Everybody else is dimmed; `null` while nobody is pointed at. */
  readonly lit: ReadonlySet<string> | null;
  /** A stretch that is played over and over, µs. */
  readonly loop: readonly [from: number, to: number] | null;
}

export interface TimelineInk {
  readonly ground: string;
  readonly surface: string;
  readonly line: string;
  readonly ink: string;
  readonly quiet: string;
  readonly accent: string;
  readonly bad: string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws visits over interactions over time, in CSS px. What is off the screen is not looked at. */
export function drawTimeline(
  context: CanvasRenderingContext2D,
  timeline: Timeline,
  ink: TimelineInk,
  size: Size,
): void {
  const { span, end, playhead, loop } = timeline;
  const x = (time: number) => xOfTime(span, size.width, time);
  context.clearRect(0, 0, size.width, size.height);
  if (loop) {
    context.fillStyle = ink.line;
    context.fillRect(x(loop[0]), TIMELINE.axis, x(loop[1]) - x(loop[0]), size.height - TIMELINE.axis);
  }
  drawAxis(context, span, ink, size);
  if (x(end) < size.width) {
    context.fillStyle = ink.ground;
    context.fillRect(x(end), 0, size.width - x(end), size.height);
  }
  drawVisits(context, timeline, timeline.visits, visitTop, ink, size.width);
  for (const lane of timeline.lanes) {
    context.fillStyle = ink.quiet;
    context.fillText(lane.name, 4, lane.top + 8);
    drawVisits(context, timeline, lane.tracks, (row) => trackTop(lane, row), ink, size.width);
  }
  drawEvents(context, timeline, ink, size.width);
  if (playhead !== null) drawPlayhead(context, x(playhead), ink, size.height);
}

function drawAxis(context: CanvasRenderingContext2D, span: TimeSpan, ink: TimelineInk, { width, height }: Size): void {
  context.font = '12px system-ui, sans-serif';
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const { time, label } of timeTicks(span, width, 72)) {
    const x = Math.round(xOfTime(span, width, time));
    context.fillStyle = ink.line;
    context.fillRect(x, 0, 1, height);
    context.fillStyle = ink.quiet;
    context.fillText(label, x + 4, TIMELINE.axis / 2);
  }
}

function drawVisits(
  context: CanvasRenderingContext2D,
  { span, lit }: Timeline,
  visits: VisitIndex,
  topOf: (row: number) => number,
  ink: TimelineInk,
  width: number,
): void {
  const painted = new Array<number>(visits.rows).fill(-1);
  for (const visit of visitsWithin(visits, span)) {
    const from = Math.max(0, Math.round(xOfTime(span, width, visit.from)));
    const to = Math.min(width, Math.max(from + 2, Math.round(xOfTime(span, width, visit.to))));
    if (to <= painted[visit.row]!) continue; // this pixel already has a bar
    painted[visit.row] = to;
    context.globalAlpha = lit === null || (visit.shopper !== null && lit.has(visit.shopper)) ? 1 : 0.35;
    context.fillStyle = visit.shopper === null ? ink.quiet : shopperColour(visit.shopper);
    context.fillRect(from, topOf(visit.row), to - from, TIMELINE.bar);
  }
  context.globalAlpha = 1;
}

function drawEvents(context: CanvasRenderingContext2D, timeline: Timeline, ink: TimelineInk, width: number): void {
  const { events, span, interaction, lit, visits } = timeline;
  const y = eventsTop(visits.rows) + TIMELINE.events / 2;
  for (const mark of markEvents(events, span, width)) {
    const others = lit !== null && mark.count === 1 && (mark.first.shopper === null || !lit.has(mark.first.shopper));
    context.globalAlpha = others ? 0.35 : 1;
    drawEventMark(context, mark, y, ink);
  }
  context.globalAlpha = 1;
  const chosen = interaction === null ? undefined : events.events.find(({ id }) => id === interaction);
  if (!chosen) return;
  context.strokeStyle = ink.accent;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(xOfTime(span, width, chosen.time), y, 11, 0, 2 * Math.PI);
  context.stroke();
}

function drawPlayhead(context: CanvasRenderingContext2D, x: number, ink: TimelineInk, height: number): void {
  const at = Math.round(x);
  context.fillStyle = ink.accent;
  context.fillRect(at - 1, 0, 2, height);
  context.beginPath();
  context.moveTo(at - 6, 0);
  context.lineTo(at + 6, 0);
  context.lineTo(at, 9);
  context.fill();
}
