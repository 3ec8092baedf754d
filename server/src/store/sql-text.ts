/**
 * A timestamptz column as ISO 8601 text in UTC with milliseconds, null when it is null or
 * infinite. Written in SQL so that no type parser of the driver can change what goes out.
 */
export const isoText = (column: string): string =>
  `case when isfinite(${column}) then
     to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end`;

/** Whole ms between two timestamptz columns, 0 while either is missing. */
export const msBetween = (from: string, until: string): string =>
  `coalesce(round(extract(epoch from ${until} - ${from}) * 1000), 0)::float8`;
