/** From midnight to midnight where the reader is; `date` as a date field gives it. */
export function pastDayPath(groupId: string, date: string): string {
  const from = new Date(`${date}T00:00`);
  const to = new Date(from);
  to.setDate(to.getDate() + 1);
  const span = `from=${from.getTime()}&to=${to.getTime()}`;
  return `/api/what-ifs/past-day?groupId=${encodeURIComponent(groupId)}&${span}`;
}
