// A frame that was copied into a texture of ours.
@group(0) @binding(0) var source: texture_2d<f32>;

fn source_size() -> vec2u {
  return textureDimensions(source);
}

fn texel(at: vec2u) -> vec3f {
  return textureLoad(source, at, 0).rgb;
}

// Between texels, at a place in [0, 1].
fn sampled(at: vec2f) -> vec3f {
  return textureSampleLevel(source, bilinear, at, 0.0).rgb;
}
