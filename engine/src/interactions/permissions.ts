import type { TakenBack } from '../calling-lists/chain.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { InteractionAction, Permission } from './allowed-actions.ts';
import { permissionFor } from './allowed-actions.ts';
import { isFrozen } from './disposition.ts';
import type { Interaction } from './interaction.ts';
import { isThree } from './interaction.ts';
import type { RecordingOrder } from './recording.ts';
import { orderProblem } from './recording.ts';
import type { InteractionRole } from './roles.ts';
import { ROLE_ACTIONS } from './roles.ts';

/** What has a say besides the phase of the interaction. */
export type Circumstances = {
  readonly plan: Pick<CampaignPlan, 'outcomes' | 'voice'>;
  readonly isSwitchUp: boolean;
  readonly takenBack: TakenBack | undefined;
};

export const RECORDING_ACTIONS = {
  start: 'start-recording',
  pause: 'pause-recording',
  resume: 'pause-recording',
  stop: 'stop-recording',
} as const satisfies Record<RecordingOrder, InteractionAction>;

/** What a command to record would be answered. */
export function mayRecord(
  { plan, isSwitchUp }: Circumstances,
  { phase, recording }: Interaction,
  order: RecordingOrder,
  role: InteractionRole = 'owner',
): Permission {
  const inRole = ROLE_ACTIONS[RECORDING_ACTIONS[order]][role];
  if (inRole !== 'allowed') return inRole;
  const inPhase = permissionFor(RECORDING_ACTIONS[order], phase);
  if (inPhase !== 'allowed') return inPhase;
  const problem = orderProblem(plan.voice.recording, recording, order);
  return problem ?? (isSwitchUp ? 'allowed' : 'SWITCH_UNAVAILABLE');
}

/** What the command of this action would be answered: asked by the command and by the view. */
export function permission(
  now: Circumstances,
  interaction: Interaction,
  action: InteractionAction,
  role: InteractionRole = 'owner',
): Permission {
  const inRole = ROLE_ACTIONS[action][role];
  if (inRole !== 'allowed') return inRole;
  const inPhase = permissionFor(action, interaction.phase);
  switch (action) {
    case 'start-recording':
      return mayRecord(now, interaction, 'start');
    case 'pause-recording':
      // One button: it resumes what it has paused.
      return mayRecord(now, interaction, isPaused(interaction) ? 'resume' : 'pause');
    case 'stop-recording':
      return mayRecord(now, interaction, 'stop');
    case 'hold':
    case 'mute':
    case 'send-digits':
    // An order that is lost would leave an agent heard who believes not to be.
    case 'transfer':
    case 'conference':
    case 'consult':
      return inPhase === 'allowed' && !now.isSwitchUp ? 'SWITCH_UNAVAILABLE' : inPhase;
    case 'reschedule':
      return inPhase === 'allowed' && now.takenBack !== undefined ? 'RECORD_TAKEN_BACK' : inPhase;
    case 'recall':
      if (inPhase === 'allowed' && now.takenBack !== undefined) return 'RECORD_TAKEN_BACK';
      // Another agent finishes the same record just now.
      if (inPhase === 'allowed' && interaction.partner !== undefined) return 'IN_CONFERENCE';
      return inPhase === 'allowed' && !now.isSwitchUp ? 'SWITCH_UNAVAILABLE' : inPhase;
    case 'talk-with':
    case 'complete-transfer':
    case 'complete-conference':
      if (inPhase !== 'allowed') return inPhase;
      if (!now.isSwitchUp) return 'SWITCH_UNAVAILABLE';
      return isThirdThere(interaction) ? 'allowed' : 'TARGET_NOT_THERE';
    case 'set-disposition':
      return isFrozen(now.plan.outcomes, interaction) ? 'DISPOSITION_FROZEN' : inPhase;
    default:
      return inPhase;
  }
}

const isThirdThere = (interaction: Interaction): boolean =>
  isThree(interaction) && interaction.third.state === 'there';

const isPaused = ({ recording }: Interaction): boolean => recording.state === 'paused';

/** All of them, for the view. */
export function permissions(
  now: Circumstances,
  interaction: Interaction,
  role: InteractionRole = 'owner',
): Readonly<Record<InteractionAction, Permission>> {
  return forEachAction((action) => permission(now, interaction, action, role));
}

/** What may be done while the contact is not there yet. */
export const engagingPermissions = (): Readonly<Record<InteractionAction, Permission>> =>
  forEachAction((action) => permissionFor(action, 'engaging'));

function forEachAction(
  may: (action: InteractionAction) => Permission,
): Readonly<Record<InteractionAction, Permission>> {
  return {
    'end-call': may('end-call'),
    hold: may('hold'),
    mute: may('mute'),
    'send-digits': may('send-digits'),
    'start-recording': may('start-recording'),
    'pause-recording': may('pause-recording'),
    'stop-recording': may('stop-recording'),
    'correct-cpd': may('correct-cpd'),
    'set-call-result': may('set-call-result'),
    'set-disposition': may('set-disposition'),
    'do-not-call': may('do-not-call'),
    'edit-record': may('edit-record'),
    note: may('note'),
    'mark-done': may('mark-done'),
    'extend-wrap-up': may('extend-wrap-up'),
    reschedule: may('reschedule'),
    recall: may('recall'),
    transfer: may('transfer'),
    conference: may('conference'),
    consult: may('consult'),
    'talk-with': may('talk-with'),
    'complete-transfer': may('complete-transfer'),
    'complete-conference': may('complete-conference'),
    'end-consultation': may('end-consultation'),
    'leave-consultation': may('leave-consultation'),
  };
}
