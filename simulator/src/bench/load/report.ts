import type { AgentsFigures } from './agents-process.ts';
import type { Figures } from './floor.ts';
import type { TimesTaken } from './times.ts';

/** A stretch of load in words. */
export function linesOf({ node, agents }: Figures): readonly string[] {
  const { seconds, attempts, unmet, answerToBridge, commit, lagMs } = node;
  const perSecond = (count: number): string => (count / seconds).toFixed(1);
  const refused = refusals(agents.refused);
  return [
    `${perSecond(attempts)} attempts/s for ${seconds.toFixed(0)} s, ` +
      `${perSecond(answerToBridge.count)} conversations/s, ${unmet} people met nobody`,
    `answer → bridge command ${spread(answerToBridge)}`,
    `command → reply ${spread(agents.commandToReply)}`,
    `commit ${spread(commit)}`,
    `event loop late p50 ${ms(lagMs.p50)}, p99 ${ms(lagMs.p99)}, longest ${ms(lagMs.max)}`,
    `server ${(node.cpuShare * 100).toFixed(0)} % of a core, ` +
      `${node.residentMb.toFixed(0)} MB resident, ${node.heapMb.toFixed(0)} MB of heap`,
    `${perSecond(agents.views)} views/s to agents, ` +
      `${(agents.bytes / seconds / 1e6).toFixed(2)} MB/s`,
    ...(agents.visits.count === 0 ? [] : [`other requests ${spread(agents.visits)}`]),
    `refused: ${refused === '' ? 'nothing' : refused}`,
  ];
}

export const spread = ({ count, p50, p99, max }: TimesTaken): string =>
  `p50 ${ms(p50)}, p99 ${ms(p99)}, longest ${ms(max)} of ${count.toLocaleString('en')}`;

const ms = (value: number): string => `${value.toFixed(1)} ms`;

const refusals = (refused: AgentsFigures['refused']): string =>
  Object.entries(refused)
    .map(([code, count]) => `${code} ${count}`)
    .join(', ');

/** The same in one line, for a step of a ramp. */
export function stepLine(pace: number, { node, agents }: Figures): string {
  const { attempts, seconds, answerToBridge, commit, lagMs, cpuShare } = node;
  const refused = refusals(agents.refused);
  return (
    `pace ${pace}: ${(attempts / seconds).toFixed(0)} attempts/s, p99 answer → bridge ` +
    `${ms(answerToBridge.p99)}, command → reply ${ms(agents.commandToReply.p99)}, ` +
    `commit ${ms(commit.p99)}, event loop ${ms(lagMs.p99)}, ${(cpuShare * 100).toFixed(0)} % ` +
    `of a core; ${(agents.visits.count / seconds).toFixed(0)} other requests/s within ` +
    `${ms(agents.visits.p99)}, refused ${refused === '' ? 'nothing' : refused}`
  );
}
