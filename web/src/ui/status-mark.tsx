import {
  IconBellRinging,
  IconCircleCheckFilled,
  IconCircleMinus,
  IconHeadset,
  IconHelpHexagon,
  IconPencil,
  IconPhoneCall,
  IconPhoneOutgoing,
  IconPower,
  IconUsers,
} from '@tabler/icons-react';
import { type ShownPhase, STATUS_WORDS } from './status-words.ts';

const ICONS = {
  ready: IconCircleCheckFilled,
  'not-ready': IconCircleMinus,
  previewing: IconBellRinging,
  placing: IconPhoneOutgoing,
  internal: IconUsers,
  reserved: IconPhoneOutgoing,
  engaged: IconHeadset,
  talking: IconPhoneCall,
  consulted: IconHelpHexagon,
  'wrap-up': IconPencil,
  'logged-off': IconPower,
} as const satisfies Readonly<Record<ShownPhase, typeof IconPower>>;

type Props = {
  readonly phase: ShownPhase;
  /** Label of the Not Ready reason. */
  readonly reason?: string | undefined;
};

/** Icon, word and colour of an agent's phase: never colour alone. */
export function StatusMark({ phase, reason }: Props) {
  const Icon = ICONS[phase];
  const word = STATUS_WORDS[phase];
  return (
    <span className="status-mark" data-phase={phase}>
      <Icon size={15} stroke={2} aria-hidden />
      <span className="status-word">{reason === undefined ? word : `${word} · ${reason}`}</span>
    </span>
  );
}
