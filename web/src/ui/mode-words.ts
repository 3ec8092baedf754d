/** A dialing mode as a person reads it: `Progressive`, `Predictive with seizing`. */
export function modeWord(mode: string): string {
  const words = mode
    .replace(/-seizing$/, ' with seizing')
    .replace(/-ivr$/, ' IVR')
    .replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
