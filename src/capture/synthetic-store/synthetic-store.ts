/** A simulated store as its cameras see it. */
import {
  Camera,
  Color,
  LinearFilter,
  NearestFilter,
  Scene,
  type ShaderMaterial,
  type Vector3,
  WebGLRenderTarget,
  type WebGLRenderer,
} from 'three';
import type { Exposure } from '#capture/synthetic-store/lens/exposure.ts';
import { LensPass } from '#capture/synthetic-store/lens/lens-pass.ts';
import { aimCamera } from '#capture/synthetic-store/lens/three-camera.ts';
import { type WideView, wideView } from '#capture/synthetic-store/lens/wide-view.ts';
import { MeshWriter } from '#capture/synthetic-store/mesh/mesh-writer.ts';
import { WrittenMesh } from '#capture/synthetic-store/mesh/mesh.ts';
import { paintAtlas, type Atlas } from '#capture/synthetic-store/paint/atlas.ts';
import { paintFloor, paintWall } from '#capture/synthetic-store/paint/room-textures.ts';
import { type Company, drawPeople } from '#capture/synthetic-store/people/draw-people.ts';
import { wardrobeOf } from '#capture/synthetic-store/people/wardrobe.ts';
import { drawCounter, drawRack } from '#capture/synthetic-store/room/draw-rack.ts';
import { drawRoom } from '#capture/synthetic-store/room/draw-room.ts';
import { drawSheets, paintSheets } from '#capture/synthetic-store/room/draw-sheets.ts';
import { ShadowPass } from '#capture/synthetic-store/room/shadow-pass.ts';
import { type Drawn, lightOf, surface, textureOf } from '#capture/synthetic-store/surface.ts';
import type { Stage } from '#core/simulation/staging/stage.ts';
import { drawShelves } from '#capture/synthetic-store/wares/draw-shelves.ts';
import { type CameraModel, cameraCentre } from '#core/geometry/camera-model.ts';
import type { Posed } from '#core/simulation/body/seen-truth.ts';
import { personLook } from '#core/simulation/looks/person-look.ts';
import type { Colour } from '#core/simulation/looks/colour.ts';
import { roomLook } from '#core/simulation/looks/room-look.ts';
import type { Moment } from '#core/simulation/moment.ts';

/** px of the straight picture for one of the frame, in its middle; towards its corners a lens has more of them. */
const DENSITY = 1;
/** A strong lens sees so wide that its straight picture would be as large as a wall: px, or times those of the frame. */
const MOST_PIXELS = 4.5e5;
const MOST_TIMES = 1.3;

export class SyntheticStore implements Disposable {
  readonly canvas: OffscreenCanvas;
  readonly stage: Stage;
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new Camera();
  readonly #lens = new LensPass();
  readonly #shadow: ShadowPass;
  readonly #atlas: Atlas;
  readonly #company: Company;
  readonly #materials: readonly ShaderMaterial[];
  readonly #meshes: readonly WrittenMesh[];
  readonly #textures: readonly Drawn[];
  readonly #shelves: WrittenMesh;
  readonly #shelfWriter = new MeshWriter();
  readonly #people: WrittenMesh;
  readonly #peopleWriter = new MeshWriter();
  readonly #views = new Map<CameraModel, WideView>();
  readonly #targets = new Map<string, WebGLRenderTarget>();
  #standing: Moment['items'] = [];

  /** @param canvas - What it films is on it. @param renderer - Of that canvas. */
  constructor(canvas: OffscreenCanvas, stage: Stage, renderer: WebGLRenderer) {
    const { furniture, cast, wares } = stage;
    const look = { ...roomLook(stage.look), height: stage.height };
    this.canvas = canvas;
    this.stage = stage;
    this.#renderer = renderer;
    this.#atlas = paintAtlas(cast, wares);
    const wardrobes = cast.map((person, i) => wardrobeOf(personLook(person), this.#atlas.people[i]!, i + 1));
    this.#company = { cast, wares, wardrobes, atlas: this.#atlas };
    this.#shadow = new ShadowPass(furniture.outline, look);

    const atlas = textureOf(this.#atlas.canvas, false);
    const floor = textureOf(paintFloor(look.floor), true);
    const wall = textureOf(paintWall(look), true);
    // Looked at from the side, paper stays readable.
    const paper = textureOf(paintSheets(furniture.sheets), false);
    paper.anisotropy = 8;
    this.#textures = [atlas, floor, wall, paper];
    const uniforms = lightOf(look, this.#shadow);
    const [things, floors, walls, papers] = this.#textures.map((map, i) => surface(uniforms, map, i === 2)) as [
      ShaderMaterial,
      ShaderMaterial,
      ShaderMaterial,
      ShaderMaterial,
    ];
    this.#materials = [things, floors, walls, papers];

    const writers = {
      floor: new MeshWriter(),
      walls: new MeshWriter(),
      things: new MeshWriter(),
      lights: new MeshWriter(),
      papers: new MeshWriter(),
    };
    drawRoom(writers, furniture, look, this.#atlas.white);
    drawSheets(writers.papers, furniture.sheets);
    for (const rack of furniture.racks) drawRack(writers.things, rack, look, this.#atlas);
    for (const counter of furniture.counters) drawCounter(writers.things, counter, look, this.#atlas);
    const drawn = (material: ShaderMaterial, writer: MeshWriter) => {
      const mesh = new WrittenMesh(material);
      mesh.upload(writer);
      return mesh;
    };
    this.#shelves = new WrittenMesh(things);
    this.#people = new WrittenMesh(things);
    // From what hides most to what is hidden most, so that little is shaded in vain.
    this.#meshes = [
      this.#people,
      this.#shelves,
      drawn(things, writers.things),
      drawn(papers, writers.papers),
      drawn(floors, writers.floor),
      drawn(walls, writers.walls),
      drawn(things, writers.lights),
    ];
    this.#meshes.forEach(({ mesh }, i) => {
      mesh.renderOrder = i;
      this.#scene.add(mesh);
    });
  }

  /** Sets everybody and everything where it is. @param posed - Of the same moment. */
  show(moment: Moment, posed: readonly Posed[]): void {
    const { wares, furniture } = this.stage;
    if (!sameOnShelves(this.#standing, moment.items)) {
      this.#shelfWriter.clear();
      drawShelves(this.#shelfWriter, moment.items, wares, furniture.racks, this.#atlas);
      this.#shelves.upload(this.#shelfWriter);
    }
    this.#standing = moment.items;
    this.#peopleWriter.clear();
    drawPeople(this.#peopleWriter, moment, posed, this.#company);
    this.#people.upload(this.#peopleWriter);
    // The floor is what shadows fall on; walls and ceiling keep light in; packs stand in the shadow of their shelves.
    const rest = this.#meshes.filter((_, i) => i === 1 || i > 2);
    for (const { mesh } of rest) mesh.visible = false;
    this.#shadow.cast(this.#renderer, this.#scene);
    for (const { mesh } of rest) mesh.visible = true;
  }

  /**
   * One frame, on the canvas.
   *
   * @param seed - Of its noise.
   * @param ground - What is seen where nothing stands; black when left out, and it must be for `tags`.
   * @param tags - Gets whose each pixel is: owner, part, 0, 255, row by row from the bottom.
   */
  film(camera: CameraModel, exposure: Exposure, seed: number, tags: Uint8Array | null, ground?: Colour): void {
    const view = this.#views.get(camera) ?? wideView(camera);
    this.#views.set(camera, view);
    const most = Math.max(MOST_PIXELS, MOST_TIMES * camera.width * camera.height);
    const density = Math.min(DENSITY, Math.sqrt(most / (view.width * view.height)));
    const wide = this.#target('wide', Math.round(view.width * density), Math.round(view.height * density));
    aimCamera(this.#camera, camera, view);
    const eye = cameraCentre(camera);
    // They share their light and their eye.
    (this.#materials[0]!.uniforms['eye']!.value as Vector3).set(eye.x, eye.y, eye.z);
    this.#renderer.setRenderTarget(wide);
    if (ground !== undefined) this.#renderer.setClearColor(new Color(...ground), 1);
    this.#renderer.render(this.#scene, this.#camera);
    if (ground !== undefined) this.#renderer.setClearColor(0, 0);
    if (tags !== null) {
      const frame = this.#target('tags', camera.width, camera.height);
      this.#lens.tag(this.#renderer, frame, wide.textures[1]!, view);
      this.#renderer.readRenderTargetPixels(frame, 0, 0, camera.width, camera.height, tags);
    }
    if (this.canvas.width !== camera.width || this.canvas.height !== camera.height)
      this.#renderer.setSize(camera.width, camera.height, false);
    this.#lens.film(this.#renderer, null, wide.textures[0]!, view, exposure, seed);
  }

  #target(use: 'wide' | 'tags', width: number, height: number): WebGLRenderTarget {
    const old = this.#targets.get(use);
    if (old?.width === width && old.height === height) return old;
    old?.dispose();
    const target = new WebGLRenderTarget(width, height, { count: use === 'wide' ? 2 : 1, depthBuffer: use === 'wide' });
    target.textures.forEach((texture, i) => {
      const filter = use === 'wide' && i === 0 ? LinearFilter : NearestFilter;
      texture.minFilter = filter;
      texture.magFilter = filter;
    });
    this.#targets.set(use, target);
    return target;
  }

  [Symbol.dispose](): void {
    for (const each of this.#meshes) each[Symbol.dispose]();
    for (const each of [...this.#textures, ...this.#materials, ...this.#targets.values()]) each.dispose();
    this.#shadow[Symbol.dispose]();
    this.#lens[Symbol.dispose]();
  }
}

/** Whether nothing was taken or put since: the shelves can stay as they are drawn. */
function sameOnShelves(before: Moment['items'], now: Moment['items']): boolean {
  return (
    before === now ||
    (before.length === now.length &&
      now.every(({ ware, place }, i) => {
        const { ware: other, place: was } = before[i]!;
        if (ware !== other) return false;
        return (
          place === was ||
          (place.kind !== 'shelf' && was.kind !== 'shelf') ||
          (place.kind === 'shelf' &&
            was.kind === 'shelf' &&
            place.at.x === was.at.x &&
            place.at.y === was.at.y &&
            place.at.z === was.at.z)
        );
      }))
  );
}
