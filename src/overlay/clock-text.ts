/**
 * A moment of a session as a clock shows it: `0:07`, `12:34.5`, `1:02:03`.
 *
 * @param time - µs
 * @param decimals - Of the second; what is finer is cut off, as clocks do.
 */
export function clockText(time: number, decimals = 0): string {
  const unit = 10 ** decimals;
  const whole = Math.floor((Math.max(0, time) * unit) / 1e6 + 1e-9);
  const seconds = Math.floor(whole / unit);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  const rest = decimals === 0 ? '' : `.${String(whole % unit).padStart(decimals, '0')}`;
  const head = hours > 0 ? `${hours}:${two(minutes)}` : `${minutes}`;
  return `${head}:${two(seconds % 60)}${rest}`;
}
