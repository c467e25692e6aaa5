/** Offers a file to the person, under a name. */
export function downloadBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by the next turn of a minute at the latest.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
