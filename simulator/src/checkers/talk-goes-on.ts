import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/**
 * Who talks goes on talking, whatever happened to us: a conversation that the switch reports after
 * a restart is taken over, and none that goes on here is touched when the switch is back.
 */
export class TalkGoesOn implements Checker {
  readonly name = 'talk-goes-on';

  see(moment: Moment): readonly string[] {
    if (moment.type !== 'step') return FINE;
    const { event } = moment;
    if (event.type !== 'recovered' && event.type !== 'switch-up') return FINE;
    return [...onSurvey(moment, event)];
  }
}

function* onSurvey(
  { effects, state }: MomentOf<'step'>,
  event: Extract<MomentOf<'step'>['event'], { type: 'recovered' | 'switch-up' }>,
): Generator<string> {
  const released = new Set<string>();
  for (const effect of effects) {
    const isEnd = effect.type === 'hang-up' || effect.type === 'play-and-release';
    if (isEnd) released.add(effect.attemptId);
  }
  const open = event.type === 'recovered' ? openIn(event) : new Set(state.attempts.keys());
  for (const leg of event.legs ?? []) {
    if (leg.of !== 'attempt' || leg.state !== 'talking') continue;
    // Whom we have handed on is nobody's here, and is left in peace.
    const isHandedOn = leg.third?.hasCall === true;
    if (!isHandedOn && !open.has(leg.attemptId)) continue;
    const phase = state.attempts.get(leg.attemptId)?.phase;
    if (phase !== 'connected' && !isHandedOn) {
      yield `attempt ${leg.attemptId} talks, and is ${phase} here`;
    }
    if (released.has(leg.attemptId)) yield `attempt ${leg.attemptId} talks, and is cut off`;
  }
}

/** Attempts whose conversation was not over when the process died. */
const openIn = ({ attempts }: Extract<MomentOf<'step'>['event'], { type: 'recovered' }>) =>
  new Set(
    attempts
      .filter(({ interaction }) => interaction?.endedAt === undefined)
      .map(({ attemptId }) => attemptId),
  );
