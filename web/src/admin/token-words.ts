import type { ApiTokenRow } from '@outpace/protocol/api-tokens.ts';
import { formatMoment } from '../ui/time-text.ts';

/** `calling-lists` as one says it. */
export const groupWords = (group: string): string =>
  group === 'all' ? 'everything but users' : group.replaceAll('-', ' ');

/** What is chosen, as scopes: whoever may change something may read it anyway. */
export const scopesOf = (chosen: {
  readonly read: readonly string[];
  readonly change: readonly string[];
}): readonly string[] => [
  ...chosen.read.filter((group) => !chosen.change.includes(group)).map((group) => `${group}:read`),
  ...chosen.change.map((group) => `${group}:write`),
];

/** What a token is for, in words. */
export function scopeWords(scopes: readonly string[]): string {
  const ending = (what: string): string =>
    scopes
      .filter((scope) => scope.endsWith(`:${what}`))
      .map((scope) => groupWords(scope.slice(0, -what.length - 1)))
      .join(', ');
  const [read, change] = [ending('read'), ending('write')];
  const parts = [read === '' ? '' : `reads ${read}`, change === '' ? '' : `changes ${change}`];
  return parts.filter((part) => part !== '').join('; ');
}

export const endWords = ({ expiresAt }: Pick<ApiTokenRow, 'expiresAt'>, now: number): string => {
  const at = Date.parse(expiresAt);
  return at <= now ? 'Has run out' : formatMoment(at, now);
};

export const usedWords = ({ usedAt }: Pick<ApiTokenRow, 'usedAt'>, now: number): string =>
  usedAt === null ? 'Never' : formatMoment(Date.parse(usedAt), now);
