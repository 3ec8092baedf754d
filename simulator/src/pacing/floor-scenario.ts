import type { Law } from './laws.ts';

/** A day of a floor: its agents, the people they call, and what the law asks. Times in ms. */
export type FloorScenario = {
  readonly name: string;
  readonly agents: number;
  /** The length of the shift, from 09:00. */
  readonly hours: number;
  /** Dialed in this order, each until it is used up. */
  readonly lists: readonly FloorList[];
  readonly ways: FloorWays;
  readonly talk: Law;
  readonly wrapUp: Law;
  /** From being given a person until they hear each other; the deadline runs on. */
  readonly joinMs: number;
  /** Without it, an answered call goes to the agents as it is answered, machines too. */
  readonly detection?: FloorDetection | undefined;
  readonly deadline: FloorDeadline;
  /** How long a person who waits stays on the line; without it, as long as it takes. */
  readonly patience?: Law | undefined;
  readonly staffing: FloorStaffing;
  /** Lines of the trunks: calls in the air and with agents hold one each. */
  readonly lines?: number | undefined;
};

export type FloorList = {
  readonly listId: string;
  readonly records: number;
  /**
   * Share of dials that a person answers: straight between these points of the shift, a jump where
   * two points are at the same hour.
   */
  readonly people: readonly (readonly [hour: number, share: number])[];
};

/** What becomes of the dials that no person answers, and when. */
export type FloorWays = {
  /** Of the dials that no person answers: machines, busy, and numbers that do not exist. */
  readonly machineShare: number;
  readonly busyShare: number;
  readonly invalidShare: number;
  /** From dialing until it rings. */
  readonly setup: Law;
  /** From dialing until a person or a machine answers. */
  readonly personAnswers: Law;
  readonly machineAnswers: Law;
  /** From dialing until busy or invalid is known. */
  readonly fails: Law;
  /** From dialing until the call is given up. */
  readonly ringMs: number;
};

export type FloorDetection = {
  /** From the answer to the verdict. */
  readonly person: Law;
  readonly machine: Law;
  /** Share of people taken for machines: they are hung up on, whatever the pacing. */
  readonly peopleMissed: number;
  /** Share of machines given to agents as people. */
  readonly machinesPassed: number;
};

/** An agent is in time until `graceMs` after this. */
export type FloorDeadline = {
  readonly from: 'answer' | 'greeting' | 'verdict';
  readonly graceMs: number;
  /** How long the person's greeting is. */
  readonly greeting: Law;
};

export type FloorStaffing = {
  /** Agents log in evenly over this time. */
  readonly loginsMs: number;
  readonly breaks: readonly FloorBreak[];
};

/** Taken once by each agent it is for, when the call at hand is over. */
export type FloorBreak = {
  /** Begins between these hours of the shift, evenly; for a bursty one they are close. */
  readonly fromHour: number;
  readonly toHour: number;
  readonly length: Law;
  /** For the agents between these shares of the team: [0, 0.5] is its first half. */
  readonly team: readonly [from: number, to: number];
};

/** The share of people at that hour of the shift. */
export function peopleShareAt(list: FloorList, hour: number): number {
  let [before, share] = list.people[0] ?? [0, 0];
  for (const [at, next] of list.people) {
    if (at > hour) return share + ((next - share) * (hour - before)) / (at - before);
    [before, share] = [at, next];
  }
  return share;
}
