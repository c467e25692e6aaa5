/** Of bytes, or of numbers in the byte order of the machine; every one that has a browser is little-endian. */
export function base64Of(values: Float32Array | ArrayBuffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).replace(/^[^,]*,/u, ''));
    reader.onerror = () => reject(reader.error!);
    reader.readAsDataURL(new Blob([values instanceof ArrayBuffer ? values : new Float32Array(values)]));
  });
}
