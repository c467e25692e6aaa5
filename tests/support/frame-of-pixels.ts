/** A frame for Node, which has no `VideoFrame`: RGBA bytes that answer what the import by writing asks. */
export function frameOfPixels(rgba: Uint8Array, width: number, height: number): VideoFrame & { closed: boolean } {
  const frame = {
    closed: false,
    format: 'RGBA',
    displayWidth: width,
    displayHeight: height,
    visibleRect: { x: 0, y: 0, width, height },
    allocationSize: () => rgba.length,
    copyTo: async (target: Uint8Array) => {
      if (frame.closed) throw new Error('the frame is closed');
      target.set(rgba);
      return [{ offset: 0, stride: 4 * width }];
    },
    clone: () => frameOfPixels(rgba, width, height),
    close: () => void (frame.closed = true),
  };
  return frame as unknown as VideoFrame & { closed: boolean };
}
