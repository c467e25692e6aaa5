/** What people call the codecs they meet in files that a browser does not play. */
const names: Readonly<Record<string, string>> = {
  mp4v: 'MPEG-4 Part 2',
  'V_MPEG4/ISO/SP': 'MPEG-4 Part 2',
  'V_MPEG4/ISO/ASP': 'MPEG-4 Part 2',
  V_MPEG2: 'MPEG-2',
  jpeg: 'Motion JPEG',
  mjpg: 'Motion JPEG',
  V_MJPEG: 'Motion JPEG',
  hevc: 'H.265',
  apcn: 'Apple ProRes',
  apch: 'Apple ProRes',
};

/** @param id - As the container or WebCodecs names it. */
export function codecName(id: string): string {
  return id in names ? `${names[id]!} (${id})` : id;
}
