import { seeded } from '#core/math/seeded.ts';

/** Files in COCO's format, as large as its validation set of 2017: most boxes are found a little off, and more is found than there is. */
export function crowdCoco(
  images = 5000,
  categories = 80,
  perImage = { truth: 7, detections: 100 },
): { readonly truth: string; readonly detections: string } {
  const next = seeded(1);
  const below = (limit: number): number => Math.floor(next() * limit);
  const annotations: object[] = [];
  const detections: object[] = [];
  for (let image = 1; image <= images; image++) {
    const there = Array.from({ length: perImage.truth }, () => {
      const bbox = [below(500), below(400), 10 + below(200), 10 + below(200)];
      return { image_id: image, category_id: 1 + below(categories), bbox, area: bbox[2]! * bbox[3]! };
    });
    for (const each of there) annotations.push({ ...each, id: annotations.length + 1, iscrowd: next() < 0.01 ? 1 : 0 });
    for (let d = 0; d < perImage.detections; d++) {
      const near = there[d % there.length]!;
      const bbox = near.bbox.map((value) => value + below(20));
      const category = next() < 0.7 ? near.category_id : 1 + below(categories);
      detections.push({ image_id: image, category_id: category, bbox, score: next() });
    }
  }
  return {
    truth: JSON.stringify({
      images: Array.from({ length: images }, (_, i) => ({ id: i + 1 })),
      categories: Array.from({ length: categories }, (_, i) => ({ id: i + 1, name: `c${i + 1}` })),
      annotations,
    }),
    detections: JSON.stringify(detections),
  };
}
