import fc from 'fast-check';
import { expect, test } from 'vitest';
import { micros } from '#core/time/micros.ts';
import { Mailboxes } from '#engines/scheduling/mailboxes.ts';

class Frame {
  closed = 0;
  readonly timestamp: number;
  constructor(timestamp: number) {
    this.timestamp = timestamp;
  }
  close(): void {
    this.closed++;
  }
}

const PERIOD = 1000;

test('a newer frame takes the place of one that nobody took, which is closed and counted', () => {
  const mail = new Mailboxes<Frame>(['door', 'shelf'], PERIOD);
  const [old, fresh] = [new Frame(1), new Frame(2)];
  mail.put('door', old);
  mail.put('door', fresh);
  expect(mail.waiting).toEqual(['door']);
  expect(mail.take('door')).toBe(fresh);
  expect([old.closed, fresh.closed]).toEqual([1, 0]);
  expect(mail.leftOut('door')).toEqual({ replaced: 1, stale: 0, lost: 0 });
  expect(mail.take('door')).toBeNull();
});

test('a frame that was taken and lost with the device that looked is counted as that', () => {
  const mail = new Mailboxes<Frame>(['door'], PERIOD);
  mail.put('door', new Frame(1));
  mail.take('door');
  mail.lost('door');
  expect(mail.leftOut('door')).toEqual({ replaced: 0, stale: 0, lost: 1 });
});

test('what waited so long that its camera should have sent two since is dropped instead of looked at', () => {
  const mail = new Mailboxes<Frame>(['door'], PERIOD);
  const stale = new Frame(1000);
  mail.put('door', stale);
  mail.sweep(micros(3000));
  expect(mail.peek('door')).toBe(stale);
  mail.sweep(micros(3001));
  expect(mail.peek('door')).toBeNull();
  expect([stale.closed, mail.leftOut('door').stale]).toEqual([1, 1]);
});

test('a camera in the dark is given the time that it takes itself', () => {
  const mail = new Mailboxes<Frame>(['cellar'], PERIOD);
  mail.put('cellar', new Frame(0));
  mail.put('cellar', new Frame(700_000));
  mail.sweep(micros(2_000_000));
  expect(mail.waiting).toEqual(['cellar']);
});

test('the next frame is expected when a camera is due; of one that stopped nothing is', () => {
  const mail = new Mailboxes<Frame>(['door', 'shelf'], PERIOD);
  expect(mail.expected(micros(0))).toBe(Infinity);
  mail.put('door', new Frame(5000));
  mail.put('shelf', new Frame(5400));
  expect(mail.expected(micros(5500))).toBe(6000);
  expect(mail.expected(micros(6300))).toBe(6400);
  expect(mail.expected(micros(9000))).toBe(Infinity);
});

test('whatever happens, every frame is either handed out or closed once', () => {
  const event = fc.oneof(
    fc.record({ put: fc.constantFrom('a', 'b', 'unknown'), after: fc.nat(1500) }),
    fc.record({ take: fc.constantFrom('a', 'b') }),
    fc.record({ sweep: fc.nat(4000) }),
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const mail = new Mailboxes<Frame>(['a', 'b'], PERIOD);
      const [all, taken]: [Frame[], Frame[]] = [[], []];
      let time = 0;
      for (const each of events) {
        if ('put' in each) {
          const frame = new Frame((time += each.after));
          all.push(frame);
          mail.put(each.put, frame);
        } else if ('take' in each) {
          const frame = mail.take(each.take);
          if (frame !== null) taken.push(frame);
        } else mail.sweep(micros(time + each.sweep));
      }
      mail[Symbol.dispose]();
      for (const frame of all) expect(frame.closed).toBe(taken.includes(frame) ? 0 : 1);
    }),
  );
});
