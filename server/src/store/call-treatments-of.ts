import { millis } from '@outpace/engine/basics/time.ts';
import type { CallTreatment, CallTreatments } from '@outpace/engine/campaigns/call-treatments.ts';
import type { CallTreatmentBody, CallTreatmentsBody } from '@outpace/protocol/call-treatments.ts';
import { storedPhone } from './stored-phone.ts';

/** Call treatments as the engine knows them: its times are durations, and numbers are numbers. */
export const callTreatmentsOf = ({
  machine,
  fax,
  silence,
}: CallTreatmentsBody): CallTreatments => ({
  machine: callTreatmentOf(machine),
  fax: callTreatmentOf(fax),
  silence: callTreatmentOf(silence),
});

function callTreatmentOf(body: CallTreatmentBody): CallTreatment {
  if (body.kind !== 'transfer') return body;
  const { kind, to, callerId } = body;
  const ringMs = millis(body.ringMs);
  if (callerId === null) return { kind, to, ringMs };
  return { kind, to, ringMs, callerId: storedPhone(callerId, `the caller id ${callerId}`) };
}
