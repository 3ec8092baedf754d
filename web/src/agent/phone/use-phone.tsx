import type { AgentPhone } from '@outpace/engine/agents/agent-phone.ts';
import type { AgentView, InteractionView } from '@outpace/engine/views/agent-view.ts';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { report } from '../../live/agent-store.ts';
import { newPhone } from '../../phone/new-phone.ts';
import { type Phone, type PhoneCall, type PhoneState, SILENT } from '../../phone/phone.ts';

/** The phone of this page for as long as the agent is logged on, told of every phase of a call. */
export function usePhone(kind: AgentPhone['kind'], view: AgentView): Phone {
  const phone = useNewPhone(kind);
  useEffect(() => {
    phone.open();
    return () => phone.close();
  }, [phone]);
  const call = useCall(view);
  useEffect(() => phone.show(call), [phone, call]);
  useEffect(() => {
    const wake = (): void => phone.wake();
    window.addEventListener('pointerdown', wake, { once: true });
    window.addEventListener('keydown', wake, { once: true });
    return () => {
      window.removeEventListener('pointerdown', wake);
      window.removeEventListener('keydown', wake);
    };
  }, [phone]);
  return phone;
}

function useNewPhone(kind: AgentPhone['kind']): Phone {
  const [made, setMade] = useState(() => ({ kind, phone: newPhone(kind, report) }));
  if (made.kind === kind) return made.phone;
  const next = { kind, phone: newPhone(kind, report) };
  setMade(next);
  return next.phone;
}

/** As much of the call as a phone needs, the same object until that changes. */
function useCall({ interaction, dialing, internal }: AgentView): PhoneCall | undefined {
  const interactionId = interaction?.id;
  const phase =
    phaseOf(interaction?.phase) ?? dialingPhase(dialing?.phase) ?? internalPhase(internal);
  const muted = interaction?.muted === true;
  return useMemo(
    () => (phase === undefined ? undefined : { interactionId, phase, muted }),
    [interactionId, phase, muted],
  );
}

/** On a line that is held the switch plays music, and there is nobody to ring or to measure yet. */
const phaseOf = (phase: InteractionView['phase'] | undefined): PhoneCall['phase'] | undefined =>
  phase === 'engaging' ? undefined : phase;

/** While it is asked whether the call may be made, nobody rings. */
const dialingPhase = (
  phase: NonNullable<AgentView['dialing']>['phase'] | undefined,
): PhoneCall['phase'] | undefined => (phase === 'validating' ? undefined : phase);

/** A colleague rings and is heard like anybody; there is no record to keep its quality with. */
function internalPhase(internal: AgentView['internal']): PhoneCall['phase'] | undefined {
  if (internal === undefined) return undefined;
  return internal.state === 'ringing' ? 'ringing' : 'connected';
}

const noListener = (): (() => void) => () => undefined;
const silent = (): PhoneState => SILENT;

/** How the phone stands now; what has nothing in the page stands still. */
export function usePhoneState({ sound }: Phone): PhoneState {
  return useSyncExternalStore(sound?.subscribe ?? noListener, sound?.current ?? silent);
}
