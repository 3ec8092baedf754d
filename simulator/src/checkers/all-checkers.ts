import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import { callsPerSecondOf } from '@outpace/server/switch/asterisk/trunk-settings.ts';
import type { TrunkSetup } from '../trunk-lines.ts';
import { Abandonment } from './abandonment.ts';
import { AbandonmentLimit } from './abandonment-limit.ts';
import { AcknowledgedIsThere } from './acknowledged-is-there.ts';
import { AgentsAreHeard } from './agents-are-heard.ts';
import { AgentsMax } from './agents-max.ts';
import { AnsweredOnce } from './answered-once.ts';
import { AssuredConnection } from './assured-connection.ts';
import { AttemptLimit } from './attempt-limit.ts';
import { BackAsStored } from './back-as-stored.ts';
import { CallTreatmentsHold } from './call-treatments-hold.ts';
import { Callbacks } from './callbacks.ts';
import { CallingWindows } from './calling-windows.ts';
import type { Checker } from './checker.ts';
import { CoolDown } from './cool-down.ts';
import { DialedOnce } from './dialed-once.ts';
import { DoNotCall } from './do-not-call.ts';
import { DurableAttempt } from './durable-attempt.ts';
import { EverythingEnds } from './everything-ends.ts';
import { FairRate } from './fair-rate.ts';
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
import { OutsideChanges } from './outside-changes.ts';
import { PortLimit } from './port-limit.ts';
import { RecordingOrders } from './recording-orders.ts';
import { RefusedOutside } from './refused-outside.ts';
import { RefusedWhileEngaged } from './refused-while-engaged.ts';
import { ResultsAndTreatments } from './results-and-treatments.ts';
import { Rules } from './rules.ts';
import { SeizingOrder } from './seizing-order.ts';
import { Selections } from './selections.ts';
import { Suppressions } from './suppressions.ts';
import { TalkGoesOn } from './talk-goes-on.ts';
import { TransfersDropNobody } from './transfers-drop-nobody.ts';
import { TrunkRate } from './trunk-rate.ts';
import { TrunksBurnNothing } from './trunks-burn-nothing.ts';
import { ValidatedDials } from './validated-dials.ts';
import { Views } from './views.ts';

/** One of each, for one world. */
export const allCheckers = (
  suppressed: readonly SuppressionKey[],
  trunks: readonly TrunkSetup[] = [],
): readonly Checker[] => [
  new OneInTheAir(),
  new DurableAttempt(),
  new DialedOnce(),
  new AcknowledgedIsThere(),
  new BackAsStored(),
  new CallingWindows(),
  new Rules(),
  new Callbacks(),
  new CallTreatmentsHold(),
  new Suppressions(suppressed),
  new DoNotCall(),
  new AgentsMax(),
  new PortLimit(),
  new AttemptLimit(),
  new OneThingPerAgent(),
  new OneToOne(),
  new ResultsAndTreatments(),
  new EverythingEnds(),
  new FinishedLists(),
  new Selections(),
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
  new TrunkRate(trunks),
  new FairRate(callsPerSecondOf(trunks)),
  new RefusedOutside(),
  new OutsideChanges(),
  new ValidatedDials(),
  new Invariants(),
];
