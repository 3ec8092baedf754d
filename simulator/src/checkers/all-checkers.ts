import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import { Abandonment } from './abandonment.ts';
import { AbandonmentLimit } from './abandonment-limit.ts';
import { AgentsAreHeard } from './agents-are-heard.ts';
import { AnsweredOnce } from './answered-once.ts';
import { AssuredConnection } from './assured-connection.ts';
import { AttemptLimit } from './attempt-limit.ts';
import { Callbacks } from './callbacks.ts';
import { CallingWindows } from './calling-windows.ts';
import type { Checker } from './checker.ts';
import { CoolDown } from './cool-down.ts';
import { DoNotCall } from './do-not-call.ts';
import { DurableAttempt } from './durable-attempt.ts';
import { EverythingEnds } from './everything-ends.ts';
import { FinishedLists } from './finished-lists.ts';
import { GuestsWriteNothing } from './guests-write-nothing.ts';
import { InternalCalls } from './internal-calls.ts';
import { Invariants } from './invariants.ts';
import { Limits } from './limits.ts';
import { ManualCalls } from './manual-calls.ts';
import { MessagesAreHeardOut } from './messages-are-heard-out.ts';
import { NobodyIsLeftAlone } from './nobody-is-left-alone.ts';
import { OneInTheAir } from './one-in-the-air.ts';
import { OneOwner } from './one-owner.ts';
import { OneThingPerAgent } from './one-thing-per-agent.ts';
import { OneToOne } from './one-to-one.ts';
import { PortLimit } from './port-limit.ts';
import { RecordingOrders } from './recording-orders.ts';
import { RefusedWhileEngaged } from './refused-while-engaged.ts';
import { ResultsAndTreatments } from './results-and-treatments.ts';
import { SeizingOrder } from './seizing-order.ts';
import { Suppressions } from './suppressions.ts';
import { TalkGoesOn } from './talk-goes-on.ts';
import { TransfersDropNobody } from './transfers-drop-nobody.ts';
import { TrunksBurnNothing } from './trunks-burn-nothing.ts';
import { Views } from './views.ts';

/** One of each, for one world. */
export const allCheckers = (suppressed: readonly SuppressionKey[]): readonly Checker[] => [
  new OneInTheAir(),
  new DurableAttempt(),
  new CallingWindows(),
  new Callbacks(),
  new Suppressions(suppressed),
  new DoNotCall(),
  new PortLimit(),
  new AttemptLimit(),
  new OneThingPerAgent(),
  new OneToOne(),
  new ResultsAndTreatments(),
  new EverythingEnds(),
  new FinishedLists(),
  new Views(),
  new Limits(),
  new AnsweredOnce(),
  new CoolDown(),
  new Abandonment(),
  new AbandonmentLimit(),
  new AgentsAreHeard(),
  new RecordingOrders(),
  new MessagesAreHeardOut(),
  new ManualCalls(),
  new InternalCalls(),
  new TalkGoesOn(),
  new OneOwner(),
  new GuestsWriteNothing(),
  new NobodyIsLeftAlone(),
  new TransfersDropNobody(),
  new AssuredConnection(),
  new SeizingOrder(),
  new RefusedWhileEngaged(),
  new TrunksBurnNothing(),
  new Invariants(),
];
