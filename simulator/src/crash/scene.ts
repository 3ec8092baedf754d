/** What the crash test and its victim agree on. */
export const SITE = 'crash';
export const GROUP = 'crash-group';
export const AGENTS = 20;
export const CHAINS = 5_000;
