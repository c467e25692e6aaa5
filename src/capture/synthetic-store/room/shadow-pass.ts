import {
  DepthTexture,
  GLSL3,
  Matrix4,
  Camera,
  LessEqualCompare,
  LinearFilter,
  type Scene,
  ShaderMaterial,
  DoubleSide,
  WebGLRenderTarget,
  type WebGLRenderer,
} from 'three';
import { DEPTH_FRAGMENT, DEPTH_VERTEX } from '#capture/synthetic-store/shaders.ts';
import type { PlanPolygon } from '#core/geometry/polygon.ts';
import type { RoomLook } from '#core/simulation/looks/room-look.ts';

/** px */
const SIZE = 512;
/** m */
const MARGIN = 1;

/** What the lamps reach: the store as seen by slanting light, by depth. */
export class ShadowPass implements Disposable {
  readonly target: WebGLRenderTarget;
  /** From the ground frame to the shadow's texture and depth, each in `[0, 1]`. */
  readonly matrix = new Matrix4();
  /** m of the store to the texture. */
  readonly span: number;
  readonly #material = new ShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: DEPTH_VERTEX,
    fragmentShader: DEPTH_FRAGMENT,
    side: DoubleSide,
    colorWrite: false,
  });
  readonly #camera = new Camera();

  constructor(outline: PlanPolygon, { lamp, height }: RoomLook) {
    const depthTexture = new DepthTexture(SIZE, SIZE);
    // Compared where it is read, between four neighbours: edges are soft at no cost.
    depthTexture.compareFunction = LessEqualCompare;
    depthTexture.minFilter = LinearFilter;
    depthTexture.magFilter = LinearFilter;
    this.target = new WebGLRenderTarget(SIZE, SIZE, { depthTexture });
    const xs = outline.map(([x]) => x);
    const ys = outline.map(([, y]) => y);
    const x = (Math.min(...xs) + Math.max(...xs)) / 2;
    const y = (Math.min(...ys) + Math.max(...ys)) / 2;
    const half = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)) / 2 + MARGIN;
    this.span = 2 * half;
    const [sx, sy] = lamp.slant;
    // Straight down, sheared: a point at height z throws its shadow on the floor at x + z·sx, y + z·sy.
    this.#camera.projectionMatrix.set(
      ...([1 / half, 0, sx / half, -x / half] as const),
      ...([0, 1 / half, sy / half, -y / half] as const),
      ...([0, 0, -2 / (height + 0.2), 1] as const),
      ...([0, 0, 0, 1] as const),
    );
    this.#camera.projectionMatrixInverse.copy(this.#camera.projectionMatrix).invert();
    this.matrix.set(0.5, 0, 0, 0.5, 0, 0.5, 0, 0.5, 0, 0, 0.5, 0.5, 0, 0, 0, 1).multiply(this.#camera.projectionMatrix);
  }

  cast(renderer: WebGLRenderer, scene: Scene): void {
    scene.overrideMaterial = this.#material;
    renderer.setRenderTarget(this.target);
    renderer.render(scene, this.#camera);
    scene.overrideMaterial = null;
  }

  [Symbol.dispose](): void {
    this.target.dispose();
    this.#material.dispose();
  }
}
