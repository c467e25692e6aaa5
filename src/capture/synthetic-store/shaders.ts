/** The programs of the graphics processor. Light is reckoned with as if screens had a gamma of 2, which costs a multiplication. */

export const SURFACE_VERTEX = /* glsl */ `
in vec4 paint;
in vec4 tag;
out vec3 at;
out vec3 outward;
out vec2 st;
out vec4 painted;
out vec2 lit;
flat out vec2 whose;
void main() {
  at = position;
  outward = normal;
  st = uv;
  painted = paint;
  whose = tag.xy;
  lit = tag.zw;
  gl_Position = projectionMatrix * viewMatrix * vec4(position, 1.0);
}`;

export const SURFACE_FRAGMENT = /* glsl */ `
precision highp float;
uniform sampler2D map;
uniform highp sampler2DShadow shadow;
uniform mat4 shadowMatrix;
uniform vec3 eye;
uniform vec3 lampWay;
uniform vec3 lampColour;
uniform vec3 ambient;
uniform vec3 bounce;
uniform vec3 fillWay;
uniform vec4 ceiling; // height, pitch, reach of the shadow's blur, bias
in vec3 at;
in vec3 outward;
in vec2 st;
in vec4 painted;
in vec2 lit;
flat in vec2 whose;
layout(location = 0) out vec4 colour;
layout(location = 1) out vec4 owner;

float shaded(vec3 n) {
  // A little off the surface: it does not throw a shadow on itself.
  vec3 p = (shadowMatrix * vec4(at + 0.07 * n, 1.0)).xyz;
  float z = p.z - ceiling.w;
  // In another direction at every pixel, the edges of shadows are grain instead of steps.
  float grain = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
  vec2 r = ceiling.z * vec2(2.0 * grain - 1.0, 4.0 * abs(grain - 0.5) - 1.0);
  return 0.5 * (texture(shadow, vec3(p.xy + r, z)) + texture(shadow, vec3(p.xy - 0.6 * r, z)));
}

float lampSeen(vec3 way) {
  if (way.z <= 0.02) return 0.0;
  vec2 p = at.xy + way.xy * ((ceiling.x - at.z) / way.z);
  vec2 d = abs(mod(p + 0.5 * ceiling.y, ceiling.y) - 0.5 * ceiling.y);
  return smoothstep(0.75, 0.5, d.x) * smoothstep(0.32, 0.12, d.y);
}

void main() {
  vec3 n = normalize(outward);
  vec3 view = normalize(eye - at);
  if (dot(n, view) < -0.2) n = -n;
  vec4 ink = texture(map, st);
  vec3 albedo = ink.rgb * painted.rgb;
  albedo *= albedo;
  float gloss = painted.a;
  float open = shaded(n);
  vec3 light = mix(bounce, ambient, 0.5 + 0.5 * n.z) * (0.55 + 0.45 * open);
  light += lampColour * (0.75 * max(0.0, dot(n, lampWay)) * open + 0.3 * max(0.0, dot(n, fillWay)));
  vec3 shown = albedo * light * lit.x;
  if (gloss > 0.02) {
    vec3 mirror = reflect(-view, n);
    float fresnel = 0.04 + 0.5 * pow(1.0 - max(0.0, dot(n, view)), 4.0);
    shown += lampColour * gloss * lit.x * (fresnel * (0.25 * (0.5 + 0.5 * mirror.z) + 1.6 * lampSeen(mirror)) + 0.12 * pow(max(0.0, dot(mirror, lampWay)), 24.0));
  }
  shown = mix(shown, albedo * 1.6, lit.y);
  colour = vec4(sqrt(shown * 0.5), 1.0);
  owner = vec4(whose, 0.0, 1.0);
}`;

export const DEPTH_VERTEX = /* glsl */ `
void main() {
  gl_Position = projectionMatrix * viewMatrix * vec4(position, 1.0);
}`;

export const DEPTH_FRAGMENT = /* glsl */ `
precision mediump float;
out vec4 nothing;
void main() {
  nothing = vec4(1.0);
}`;

export const LENS_VERTEX = /* glsl */ `
out vec2 st;
out vec2 frame;
void main() {
  st = uv;
  frame = position.xy;
  gl_Position = vec4(position.xy, 0.0, 1.0);
}`;

export const LENS_FRAGMENT = /* glsl */ `
precision highp float;
uniform sampler2D map;
uniform vec2 pixel; // of the frame, in parts of the straight picture
uniform vec4 tone; // gain, contrast, saturation, vignette
uniform vec4 grain; // noise, blur, sharpen, seed
uniform vec2 balance;
in vec2 st;
in vec2 frame;
layout(location = 0) out vec4 colour;

float dice(vec3 p) {
  p = fract(p * vec3(0.1031, 0.1030, 0.0973));
  p += dot(p, p.yxz + 33.33);
  return fract((p.x + p.y) * p.z);
}

void main() {
  vec2 b = pixel * grain.y;
  vec3 middle = texture(map, st).rgb;
  vec3 near = texture(map, st + b * vec2(0.6, 0.25)).rgb + texture(map, st + b * vec2(-0.6, -0.25)).rgb
    + texture(map, st + b * vec2(-0.25, 0.6)).rgb + texture(map, st + b * vec2(0.25, -0.6)).rgb;
  vec3 seen = 0.2 * (middle + near);
  seen = max(vec3(0.0), seen + grain.z * 1.6 * (middle - 0.25 * near));
  vec3 light = 2.0 * seen * seen * tone.x * vec3(balance.x, 1.0, balance.y);
  light *= 1.0 - tone.w * dot(frame, frame) * 0.5;
  // Highlights give way slowly, as film and sensors' firmware do it.
  light = light * (1.0 + light * 0.25) / (1.0 + light * 0.75);
  float grey = dot(light, vec3(0.3, 0.59, 0.11));
  light = max(vec3(0.0), mix(vec3(grey), light, tone.z));
  vec3 shown = sqrt(light);
  shown = (shown - 0.45) * tone.y + 0.45;
  vec2 at = floor(gl_FragCoord.xy);
  float brightness = dice(vec3(at, grain.w)) + dice(vec3(at, grain.w + 7.0)) - 1.0;
  float tint = dice(vec3(floor(0.5 * at), grain.w + 3.0)) - 0.5;
  shown += grain.x * (2.4 * brightness + vec3(1.2, 0.0, -1.2) * tint) * (1.3 - shown);
  colour = vec4(shown, 1.0);
}`;

export const TAG_FRAGMENT = /* glsl */ `
precision highp float;
uniform sampler2D map;
in vec2 st;
in vec2 frame;
layout(location = 0) out vec4 colour;
void main() {
  colour = texture(map, st);
}`;
