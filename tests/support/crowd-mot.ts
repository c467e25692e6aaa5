/** Truth and tracks of a crowd that does not exist, as MOT text: everybody walks, and trackers err a little. */
export function crowdText(frames: number, people: number): { readonly truth: string; readonly tracked: string } {
  let dice = 20_261_122;
  const next = (): number => (dice = (dice * 48_271) % 2_147_483_647) / 2_147_483_647;
  const walkers = Array.from({ length: people }, (_, i) => ({
    x: 1920 * next(),
    y: 1000 * next(),
    speed: 4 * next() - 2,
    name: i + 1,
  }));
  let names = people;
  const [truth, tracked]: [string[], string[]] = [[], []];
  for (let frame = 1; frame <= frames; frame++) {
    walkers.forEach((walker, i) => {
      walker.x = (walker.x + walker.speed + 1920) % 1920;
      if (next() < 0.005) walker.name = ++names;
      truth.push(row(frame, i + 1, walker.x, walker.y, 40, 100));
      const [dx, dy] = [6 * next() - 3, 6 * next() - 3];
      tracked.push(row(frame, walker.name, walker.x + dx, walker.y + dy, 40 + dy, 100 + dx));
    });
  }
  return { truth: truth.join(''), tracked: tracked.join('') };
}

function row(frame: number, id: number, ...box: readonly number[]): string {
  return `${frame},${id},${box.map((value) => value.toFixed(3)).join(',')},1,-1,-1,-1\n`;
}
