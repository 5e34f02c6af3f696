const MOST = 127;
export const SCALE_BYTES = 4;

/** A vector in a quarter of its room: a scale (little-endian float) and each number as a byte of it. */
export function packVector(vector: Float32Array): Uint8Array {
  const packed = new Uint8Array(SCALE_BYTES + vector.length);
  const highest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = Math.fround(highest / MOST);
  new DataView(packed.buffer).setFloat32(0, scale, true);
  if (scale > 0)
    packed.set(new Uint8Array(Int8Array.from(vector, (value) => Math.round(value / scale)).buffer), SCALE_BYTES);
  return packed;
}

export function unpackVector(packed: Uint8Array): Float32Array {
  const scale = new DataView(packed.buffer, packed.byteOffset).getFloat32(0, true);
  const bytes = new Int8Array(packed.buffer, packed.byteOffset + SCALE_BYTES, packed.byteLength - SCALE_BYTES);
  return Float32Array.from(bytes, (value) => value * scale);
}
