import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { must } from '@outpace/engine/basics/assert.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type { TrunkSettings } from '@outpace/server/switch/asterisk/trunk-settings.ts';
import pg from 'pg';
import { pino } from 'pino';
import type { Habit, Next } from '../crash/quick-agents.ts';
import { CallCentre } from './call-centre.ts';
import { deskHabit } from './desk-agents.ts';

/*
 * The process that the test of adoption kills: the dialer on the real switch, with agents who write
 * a note and then talk for ever, until they are told to finish. It is told so by lines on its
 * standard input, and says on its standard output, unbuffered, what the agents see:
 *
 *   log-on N   agents 1 to N come       finish   they end their calls and mark them done
 *   run        the group dials          leave    the process ends
 */

export type VictimOrder = {
  readonly connection: pg.PoolConfig;
  readonly asterisk: { readonly url: string; readonly user: string; readonly secret: string };
  readonly trunks: readonly TrunkSettings[];
  readonly desks: string;
  readonly run: string;
  readonly agents: number;
};

/** What an agent sees of a conversation, as far as it must outlive the process. */
export type Seen = {
  readonly agentId: string;
  readonly phase: string;
  readonly interactionId: string | undefined;
  readonly callPhase: string | undefined;
  readonly phone: string | undefined;
  readonly openedAt: number | undefined;
  readonly connectedAt: number | undefined;
  readonly note: string | undefined;
  readonly recording: string | undefined;
};

const say = (what: string, detail: unknown): void =>
  void writeSync(1, `${what}\t${JSON.stringify(detail)}\n`);

export const noteOf = (interactionId: string): string => `said in ${interactionId}`;

let isFinishing = false;

const habit =
  (desks: string): Habit =>
  (view, run) => {
    say('sees', seenBy(view));
    const { interaction } = view;
    if (isFinishing) return interaction === undefined ? undefined : finish(interaction);
    if (interaction?.phase === 'connected') return writeNote(interaction);
    return deskHabit({ desks, talkMs: () => undefined })(view, run);
  };

type Interaction = NonNullable<AgentView['interaction']>;

/** Whatever had been written before the kill is what is marked done. */
function finish({ id: interactionId, phase, draft }: Interaction): Next {
  if (phase !== 'wrap-up') {
    return { once: `end ${interactionId}`, command: { type: 'end-call', interactionId } };
  }
  return { once: `done ${interactionId}`, command: { type: 'mark-done', interactionId, draft } };
}

function writeNote({ id: interactionId, draft }: Interaction): Next {
  const noted = { ...draft, note: noteOf(interactionId) };
  const command = { type: 'save-draft', interactionId, draft: noted } as const;
  return { once: `note ${interactionId}`, command };
}

const seenBy = ({ agentId, status, interaction }: AgentView): Seen => ({
  agentId,
  phase: status.phase,
  interactionId: interaction?.id,
  callPhase: interaction?.phase,
  phone: interaction?.phone,
  openedAt: interaction?.openedAt,
  connectedAt: interaction?.connectedAt,
  note: interaction?.draft.note,
  recording: interaction?.recording.state,
});

async function live(order: VictimOrder): Promise<void> {
  // How long it took to read all sources before this is the machine's matter.
  say('born', undefined);
  const { agents, asterisk, connection, desks, run, trunks } = order;
  const pool = new pg.Pool({ ...connection, max: 4 });
  const log = pino({ level: 'warn' }, pino.destination(2));
  const centre = await CallCentre.open({
    ...{ pool, asterisk, trunks, run, agents, log },
    habit: habit(desks),
    onSaved: (interactionId, note) => say('saved', { interactionId, note }),
  });
  say('started', undefined);
  for await (const line of createInterface({ input: process.stdin })) {
    const [what, count] = line.split(' ');
    if (what === 'log-on') centre.logOn(Number(count));
    if (what === 'run') await centre.run();
    if (what === 'finish') {
      isFinishing = true;
      centre.nudge();
    }
    if (what === 'leave') break;
  }
  await centre.close('keep');
  await pool.end();
}

const [, file, order] = process.argv;
if (file?.endsWith('voice-victim.ts') === true) {
  await live(JSON.parse(must(order, 'the order')));
  process.exit(0);
}
