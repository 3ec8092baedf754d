import {
  IconCircleDashed,
  IconLoader2,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconStairsDown,
} from '@tabler/icons-react';
import { type ShownState, STATE_WORDS } from './session-words.ts';

const ICONS = {
  'not-loaded': IconCircleDashed,
  loading: IconLoader2,
  active: IconPlayerPauseFilled,
  running: IconPlayerPlayFilled,
  unloading: IconStairsDown,
} as const satisfies Readonly<Record<ShownState, typeof IconLoader2>>;

/** Icon, word and colour of a campaign group's state: never colour alone. */
export function StateMark({ state }: { readonly state: ShownState }) {
  const Icon = ICONS[state];
  return (
    <span className="state-mark" data-state={state}>
      <Icon size={14} stroke={2} aria-hidden />
      {STATE_WORDS[state]}
    </span>
  );
}
