/** A timeline of eight full hours, panned and zoomed by a program as fast as the screen is drawn. */
import { drawTimeline } from '#overlay/draw-timeline.ts';
import { type TimeSpan, panSpan, wholeSpan, zoomSpan } from '#overlay/time-span.ts';
import { indexEvents } from '#overlay/timeline-events.ts';
import { placeVisits } from '#overlay/timeline-visits.ts';
import { mulberry32 } from '../../floor-world.ts';

export interface TimelinePage {
  /** Pans and zooms for `frames` frames. @returns ms between frames, and ms that drawing took in each. */
  play(frames: number): Promise<{ readonly intervals: readonly number[]; readonly draws: readonly number[] }>;
}

const [WIDTH, HEIGHT] = [1400, 100];
const END = 8 * 3600 * 1e6;
const INTERACTIONS = 5000;
const VISITS = 800;
const ink = {
  ...{ ground: '#f7f7f5', surface: '#ffffff', line: '#d9dad5', ink: '#1b1d1b' },
  ...{ quiet: '#575c57', accent: '#0f5c4d', bad: '#a3221c' },
};

const random = mulberry32(1);
const TYPES = ['take', 'return', 'touch'] as const;
const events = indexEvents(
  Array.from({ length: INTERACTIONS }, (_, i) => ({
    id: `I${i}`,
    type: TYPES[Math.floor(3 * random())]!,
    time: END * random(),
    shopper: `S${1 + Math.floor(VISITS * random())}`,
    doubtful: random() < 0.1,
  })),
);
const visits = placeVisits(
  Array.from({ length: VISITS }, (_, i) => {
    const from = END * random();
    return { shopper: `S${i + 1}`, from, to: from + 300e6 * random() };
  }),
  5,
);
const canvas = document.querySelector('canvas')!;
canvas.width = WIDTH;
canvas.height = HEIGHT;
const context = canvas.getContext('2d')!;

const page: TimelinePage = {
  async play(frames) {
    const [intervals, draws]: [number[], number[]] = [[], []];
    let span: TimeSpan = wholeSpan(END);
    let before = await nextFrame();
    for (let frame = 0; frame < frames; frame++) {
      span = frame % 200 < 100 ? zoomSpan(span, 0.95, END * 0.4, END) : zoomSpan(span, 1 / 0.95, END * 0.4, END);
      span = panSpan(span, (span.to - span.from) * 0.01 * (frame % 400 < 200 ? 1 : -1), END);
      const start = performance.now();
      const look = { playhead: END / 2, interaction: 'I7', lit: null, loop: null, lanes: [] };
      drawTimeline(context, { span, end: END, visits, events, ...look }, ink, { width: WIDTH, height: HEIGHT });
      draws.push(performance.now() - start);
      const now = await nextFrame();
      intervals.push(now - before);
      before = now;
    }
    return { intervals, draws };
  },
};

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

Object.assign(window, { page });
