/** A dial as it was heard: where, and when, ms. */
export type HeardDial = { readonly site: string; readonly atMs: number };

/** Something that was done to the cluster, from when to when, ms. */
export type Disturbance = {
  readonly what: string;
  readonly fromMs: number;
  readonly toMs: number;
};

/** The longest time that a site dialed nobody for, ms, that began or ended in this span. */
export function longestPause(
  dials: readonly HeardDial[],
  site: string,
  fromMs: number,
  toMs: number,
): number {
  const at = dials.filter((dial) => dial.site === site).map(({ atMs }) => atMs);
  const before = at.filter((each) => each < fromMs).at(-1) ?? fromMs;
  const after = at.find((each) => each > toMs) ?? toMs;
  const marks = [before, ...at.filter((each) => each >= fromMs && each <= toMs), after];
  return Math.max(...marks.slice(1).map((each, n) => each - (marks[n] ?? each)));
}

/** The longest pause of any site for each kind of disturbance, ms, in the order of their coming. */
export function pausesByKind(
  dials: readonly HeardDial[],
  sites: readonly string[],
  disturbances: readonly Disturbance[],
): ReadonlyMap<string, { readonly times: number; readonly longestMs: number }> {
  const found = new Map<string, { times: number; longestMs: number }>();
  for (const { what, fromMs, toMs } of disturbances) {
    const pauses = sites.map((site) => longestPause(dials, site, fromMs, toMs));
    const { times, longestMs } = found.get(what) ?? { times: 0, longestMs: 0 };
    found.set(what, { times: times + 1, longestMs: Math.max(longestMs, ...pauses) });
  }
  return found;
}
