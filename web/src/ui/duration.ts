/** A length of time as a stopwatch shows it: `01:32`, from an hour on `1:02:05`. Never negative. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (count: number): string => String(count).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${two(minutes)}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

/** A countdown: the last second is shown whole, so that 0 means over. */
export const formatCountdown = (ms: number): string =>
  formatDuration(Math.ceil(ms / 1_000) * 1_000);
