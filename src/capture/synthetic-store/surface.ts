/** What surfaces are made of and what lights them, as three.js takes it. */
import {
  CanvasTexture,
  DoubleSide,
  FrontSide,
  GLSL3,
  LinearFilter,
  LinearMipmapNearestFilter,
  RepeatWrapping,
  ShaderMaterial,
  Vector3,
  Vector4,
} from 'three';
import { LAMP_PITCH } from '#capture/synthetic-store/room/draw-room.ts';
import type { ShadowPass } from '#capture/synthetic-store/room/shadow-pass.ts';
import { SURFACE_FRAGMENT, SURFACE_VERTEX } from '#capture/synthetic-store/shaders.ts';
import { blend } from '#core/simulation/looks/colour.ts';
import type { RoomLook } from '#core/simulation/looks/room-look.ts';

export type Drawn = CanvasTexture<OffscreenCanvas>;

export function textureOf(canvas: OffscreenCanvas, repeats: boolean): Drawn {
  const texture = new CanvasTexture(canvas);
  texture.flipY = false;
  texture.minFilter = LinearMipmapNearestFilter;
  texture.magFilter = LinearFilter;
  if (repeats) {
    texture.wrapS = RepeatWrapping;
    texture.wrapT = RepeatWrapping;
  }
  return texture;
}

export function surface(uniforms: ShaderMaterial['uniforms'], map: Drawn, oneSided: boolean): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: SURFACE_VERTEX,
    fragmentShader: SURFACE_FRAGMENT,
    uniforms: { ...uniforms, map: { value: map } },
    side: oneSided ? FrontSide : DoubleSide,
  });
}

export function lightOf({ lamp, height, floor, wall, seed }: RoomLook, shadow: ShadowPass): ShaderMaterial['uniforms'] {
  const [sx, sy] = lamp.slant;
  const squared = (parts: readonly number[], by: number) => new Vector3(...parts.map((part) => part * part * by));
  return {
    shadow: { value: shadow.target.depthTexture },
    shadowMatrix: { value: shadow.matrix },
    eye: { value: new Vector3() },
    lampWay: { value: new Vector3(-sx, -sy, 1).normalize() },
    fillWay: { value: new Vector3(Math.cos(seed), Math.sin(seed), 0.4).normalize() },
    lampColour: { value: squared(lamp.colour, 1.3 * lamp.power) },
    ambient: { value: squared(lamp.colour, lamp.ambient) },
    bounce: { value: squared(blend(floor.colour, wall, 0.6), 0.75 * lamp.ambient) },
    ceiling: { value: new Vector4(height, LAMP_PITCH, 0.06 / shadow.span, 0.012) },
  };
}
