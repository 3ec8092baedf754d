import { unreachable } from '../basics/assert.ts';
import type { CampaignGroupId } from '../basics/ids.ts';
import type { PacingTarget } from '../pacing/contract.ts';
import type { DialingMode } from './campaign.ts';
import type { ScheduleAction } from './schedule.ts';

/** Commands of the console, as a supervisor would give them. */
export type ScheduleOrder = { readonly groupId: CampaignGroupId } & (
  | { readonly type: 'load'; readonly autoComplete: boolean }
  | { readonly type: 'start'; readonly mode?: DialingMode; readonly multiplier?: number }
  | { readonly type: 'stop' }
  | { readonly type: 'set-mode'; readonly mode: DialingMode; readonly multiplier: number }
  | { readonly type: 'set-target'; readonly target: PacingTarget }
  | { readonly type: 'unload' }
  | { readonly type: 'complete' }
);

/** What is ordered for an action, one after the other; a refusal ends it. */
export function ordersOf(
  action: ScheduleAction,
  groupId: CampaignGroupId,
): readonly ScheduleOrder[] {
  switch (action.kind) {
    case 'load':
      return [{ type: 'load', groupId, autoComplete: action.autoComplete }];
    case 'start':
      return starting(action, groupId);
    case 'load-and-start': {
      const { autoComplete } = action;
      return [{ type: 'load', groupId, autoComplete }, ...starting(action, groupId)];
    }
    case 'set-mode': {
      const { mode, multiplier } = action;
      return [{ type: 'set-mode', groupId, mode, multiplier }, ...aiming(action, groupId)];
    }
    case 'stop':
    case 'unload':
    case 'complete':
      return [{ type: action.kind, groupId }];
    default:
      return unreachable(action);
  }
}

type Starting = Extract<ScheduleAction, { kind: 'start' | 'load-and-start' }>;

function starting(action: Starting, groupId: CampaignGroupId): readonly ScheduleOrder[] {
  const { mode, multiplier } = action;
  const how = {
    ...(mode === undefined ? {} : { mode }),
    ...(multiplier === undefined ? {} : { multiplier }),
  };
  return [{ type: 'start', groupId, ...how }, ...aiming(action, groupId)];
}

/** Last: a start that is refused leaves the target as it was. */
const aiming = (
  { target }: { readonly target?: PacingTarget },
  groupId: CampaignGroupId,
): readonly ScheduleOrder[] =>
  target === undefined ? [] : [{ type: 'set-target', groupId, target }];
