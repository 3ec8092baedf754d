import type { DispositionCode } from '@outpace/engine/campaigns/campaign.ts';

/** A folder of disposition codes, or a code. */
export type DispositionNode = {
  readonly value: string;
  readonly label: string;
  readonly children?: DispositionNode[];
};

/** Folder names may repeat codes, so folders have a mark in front that no code can have. */
const FOLDER = '\u0000';

export const isFolder = (value: string): boolean => value.startsWith(FOLDER);

/** Whether the administrator has put any code into a folder. */
export const isTree = (codes: readonly DispositionCode[]): boolean =>
  codes.some(({ path }) => path.length > 0);

/** The codes in their folders, in the administrator's order. */
export function dispositionTree(codes: readonly DispositionCode[]): DispositionNode[] {
  const top: DispositionNode[] = [];
  for (const { code, label, path } of codes) {
    let folder = top;
    let value = '';
    for (const name of path) {
      value = `${value}${FOLDER}${name}`;
      folder = childrenOf(folder, value, name);
    }
    folder.push({ value: code, label });
  }
  return top;
}

function childrenOf(within: DispositionNode[], value: string, label: string): DispositionNode[] {
  const known = within.find((node) => node.value === value)?.children;
  if (known !== undefined) return known;
  const children: DispositionNode[] = [];
  within.push({ value, label, children });
  return children;
}
