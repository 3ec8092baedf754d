import { type UseComboboxOptions, useCombobox } from '@mantine/core';
import type { TeamTarget } from '@outpace/protocol/team.ts';
import { useEffect, useRef, useState } from 'react';
import { targetKey } from './target-words.ts';
import { useTeam } from './use-team.tsx';

/** What is typed, what is found for it, and which of it was chosen; `options`: when it is open. */
export function useTargetSearch(options: Pick<UseComboboxOptions, 'opened'> = {}) {
  const [typed, setTyped] = useState('');
  const [before, setChosen] = useState<TeamTarget>();
  const field = useRef<HTMLInputElement>(null);
  const [opening, setOpening] = useState(0);
  const store = useCombobox({
    ...options,
    onDropdownOpen: () => setOpening((count) => count + 1),
    onDropdownClose: () => setChosen(undefined),
  });
  const team = useTeam(typed, store.dropdownOpened, opening);
  const { mine } = team;
  const own = mine === undefined ? [] : [...mine.favourites, ...mine.recent, ...mine.groups];
  const targets = team.found ?? own;
  const shown = team.isLooking ? '' : targets.map(targetKey).join();
  const isTyped = team.found !== undefined;
  const { selectFirstOption, resetSelectedOption } = store;
  // The first result is what Enter means; while the results are those of another text, nothing is.
  useEffect(() => {
    if (isTyped && shown !== '') selectFirstOption();
    else resetSelectedOption();
  }, [isTyped, shown, selectFirstOption, resetSelectedOption]);
  const find = (key: string): TeamTarget | undefined =>
    targets.find((each) => targetKey(each) === key);
  return {
    store,
    team,
    field,
    typed,
    /** As it is now, for as long as it is found; a colleague does not wait to be called. */
    chosen: before === undefined ? undefined : (find(targetKey(before)) ?? before),
    type: (text: string): void => {
      setTyped(text);
      setChosen(undefined);
      store.resetSelectedOption();
    },
    choose: (key: string): void => setChosen(find(key)),
    back: (): void => {
      setChosen(undefined);
      field.current?.focus();
    },
  };
}

export type TargetSearch = ReturnType<typeof useTargetSearch>;
