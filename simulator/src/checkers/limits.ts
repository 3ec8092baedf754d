import { type Checker, FINE, type Moment } from './checker.ts';

/** Deadlines kept per living thing: outdated ones go when their time comes. */
const DEADLINES_PER_THING = 60;
const DEADLINES_FREE = 5_000;

/** Nothing that the engine keeps grows above its limit. */
export class Limits implements Checker {
  readonly name = 'limits';

  see(moment: Moment): readonly string[] {
    if (moment.type !== 'step') return FINE;
    const { agents, chains, answered, deadlines, undos, limits } = moment.state;
    const things = agents.size + chains.size + undos.size;
    const problems: string[] = [];
    const check = (what: string, count: number, max: number): void => {
      if (count > max) problems.push(`${count} ${what}, limit ${max}`);
    };
    check('agents', agents.size, limits.agentsMax);
    check('chains', chains.size, limits.chainsMax);
    check('remembered answers', answered.size, limits.commandsRemembered);
    check('deadlines', deadlines.length, DEADLINES_FREE + DEADLINES_PER_THING * things);
    return problems;
  }
}
