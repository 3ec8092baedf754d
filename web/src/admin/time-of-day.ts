/** Seconds since midnight as a clock shows them: `09:00`; the end of the day is `24:00`. */
export function timeOfDayText(seconds: number): string {
  const two = (count: number): string => String(count).padStart(2, '0');
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}`;
}

/** `9:00`, `09:00` or `24:00` in seconds since midnight; undefined for anything else. */
export function parseTimeOfDay(text: string): number | undefined {
  const parts = /^(\d{1,2}):(\d{2})$/.exec(text.trim());
  if (parts === null) return undefined;
  const seconds = Number(parts[1]) * 3_600 + Number(parts[2]) * 60;
  return Number(parts[2]) < 60 && seconds <= 86_400 ? seconds : undefined;
}
