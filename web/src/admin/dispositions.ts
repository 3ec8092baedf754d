import type { Disposition } from './treatment-words.ts';

/** Folders of a disposition as one types them: `No sale / Price`. */
export const pathText = (path: readonly string[]): string => path.join(' / ');

export const parsePath = (text: string): string[] =>
  text
    .split('/')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A code from a label: `Too expensive` becomes `too-expensive`, counted on when it is taken. */
export function codeFrom(label: string, others: readonly Disposition[]): string {
  const plain = label.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const base =
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 56) || 'code';
  const taken = new Set(others.map(({ code }) => code));
  let code = base;
  for (let n = 2; taken.has(code); n += 1) code = `${base}-${n}`;
  return code;
}
