import {
  BufferAttribute,
  BufferGeometry,
  Camera,
  GLSL3,
  Mesh,
  NoBlending,
  Scene,
  ShaderMaterial,
  type Texture,
  Vector2,
  Vector4,
  type WebGLRenderer,
  type WebGLRenderTarget,
} from 'three';
import type { Exposure } from '#capture/synthetic-store/lens/exposure.ts';
import type { WideView } from '#capture/synthetic-store/lens/wide-view.ts';
import { LENS_FRAGMENT, LENS_VERTEX, TAG_FRAGMENT } from '#capture/synthetic-store/shaders.ts';

/** Bends a straight picture as the lens does, and treats it as the sensor does. */
export class LensPass implements Disposable {
  readonly #scene = new Scene();
  readonly #camera = new Camera();
  readonly #mesh = new Mesh<BufferGeometry, ShaderMaterial>();
  readonly #lens: ShaderMaterial;
  readonly #tags: ShaderMaterial;
  #view: WideView | null = null;

  constructor() {
    const settings = {
      glslVersion: GLSL3,
      vertexShader: LENS_VERTEX,
      depthTest: false,
      depthWrite: false,
      blending: NoBlending,
    };
    this.#lens = new ShaderMaterial({
      ...settings,
      fragmentShader: LENS_FRAGMENT,
      uniforms: {
        map: { value: null },
        pixel: { value: new Vector2() },
        tone: { value: new Vector4() },
        grain: { value: new Vector4() },
        balance: { value: new Vector2() },
      },
    });
    this.#tags = new ShaderMaterial({ ...settings, fragmentShader: TAG_FRAGMENT, uniforms: { map: { value: null } } });
    this.#mesh.frustumCulled = false;
    this.#scene.add(this.#mesh);
  }

  /** @param seed - Of the noise. */
  film(
    renderer: WebGLRenderer,
    target: WebGLRenderTarget | null,
    picture: Texture,
    view: WideView,
    { gain, contrast, saturation, vignette, noise, blur, sharpen, balance }: Exposure,
    seed: number,
  ): void {
    const { uniforms } = this.#lens;
    uniforms['map']!.value = picture;
    (uniforms['pixel']!.value as Vector2).set(1 / view.width, 1 / view.height);
    (uniforms['tone']!.value as Vector4).set(gain, contrast, saturation, vignette);
    (uniforms['grain']!.value as Vector4).set(noise, blur, sharpen, (seed % 1009) + 0.5);
    (uniforms['balance']!.value as Vector2).set(...balance);
    this.#draw(renderer, target, view, this.#lens);
  }

  /** Whose each pixel is. */
  tag(renderer: WebGLRenderer, target: WebGLRenderTarget, tags: Texture, view: WideView): void {
    this.#tags.uniforms['map']!.value = tags;
    this.#draw(renderer, target, view, this.#tags);
  }

  #draw(renderer: WebGLRenderer, target: WebGLRenderTarget | null, view: WideView, material: ShaderMaterial): void {
    if (this.#view !== view) {
      this.#mesh.geometry.dispose();
      this.#mesh.geometry = netOf(view);
      this.#view = view;
    }
    this.#mesh.material = material;
    renderer.setRenderTarget(target);
    renderer.render(this.#scene, this.#camera);
  }

  [Symbol.dispose](): void {
    this.#mesh.geometry.dispose();
    this.#lens.dispose();
    this.#tags.dispose();
  }
}

function netOf({ across, down, corners }: WideView): BufferGeometry {
  const row = across + 1;
  const positions = new Float32Array(3 * row * (down + 1));
  const uvs = new Float32Array(2 * row * (down + 1));
  const indices: number[] = [];
  for (let j = 0; j <= down; j++)
    for (let i = 0; i <= across; i++) {
      const k = j * row + i;
      positions[3 * k] = (2 * i) / across - 1;
      positions[3 * k + 1] = 1 - (2 * j) / down;
      // A texture begins at its lower left.
      uvs[2 * k] = corners[2 * k]!;
      uvs[2 * k + 1] = 1 - corners[2 * k + 1]!;
      const quad = [k, k + 1, k + row, k + row + 1];
      // Where the lens sees nothing the frame stays black.
      if (i === across || j === down || quad.some((corner) => Number.isNaN(corners[2 * corner]!))) continue;
      indices.push(k, k + row, k + 1, k + 1, k + row, k + row + 1);
    }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setAttribute('uv', new BufferAttribute(uvs, 2));
  geometry.setIndex(indices);
  return geometry;
}
