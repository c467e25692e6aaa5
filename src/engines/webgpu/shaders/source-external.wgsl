// A frame that the browser holds, in whatever colours it came; read as sRGB.
@group(0) @binding(0) var source: texture_external;

fn source_size() -> vec2u {
  return textureDimensions(source);
}

fn texel(at: vec2u) -> vec3f {
  return textureLoad(source, at).rgb;
}

// Between texels, at a place in [0, 1].
fn sampled(at: vec2f) -> vec3f {
  return textureSampleBaseClampToEdge(source, bilinear, at).rgb;
}
