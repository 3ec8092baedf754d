import type { DispositionCode } from '@outpace/engine/campaigns/campaign.ts';
import { matches } from '../../ui/palette-match.ts';

export type DispositionChoice = { readonly value: string; readonly label: string };
/** A folder with its codes; `group` is its whole path. */
export type DispositionFolder = { readonly group: string; readonly items: DispositionChoice[] };

const folderName = (path: readonly string[]): string => path.join(' › ');

/**
 * The codes as a list to choose from: folders stand open, where their first code stands, so that
 * a code is one press away however deep the administrator has put it.
 */
export function dispositionChoices(
  codes: readonly DispositionCode[],
): (DispositionChoice | DispositionFolder)[] {
  const choices: (DispositionChoice | DispositionFolder)[] = [];
  const folders = new Map<string, DispositionFolder>();
  for (const { code, label, path } of codes) {
    const choice = { value: code, label };
    if (path.length === 0) {
      choices.push(choice);
      continue;
    }
    const group = folderName(path);
    const folder = folders.get(group);
    if (folder === undefined) {
      const opened = { group, items: [choice] };
      folders.set(group, opened);
      choices.push(opened);
    } else folder.items.push(choice);
  }
  return choices;
}

/** Codes whose own words, or whose folders' words, begin with what was typed. */
export const findDispositions = (
  codes: readonly DispositionCode[],
  typed: string,
): readonly DispositionCode[] =>
  codes.filter(({ label, path }) => matches(`${label} ${path.join(' ')}`, typed));
