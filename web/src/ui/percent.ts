/** `0.8 %`; one digit, because the interval is never narrower than that. Never broken in two. */
export const percent = (share: number): string =>
  `${(share * 100).toLocaleString('en-GB', { maximumFractionDigits: 1 })}\u00a0%`;
