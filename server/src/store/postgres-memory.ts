import { totalmem } from 'node:os';

const MB = 2 ** 20;
const MIN_MB = 128;
const MAX_MB = 1_024;
const SHARE = 1 / 8;

/**
 * What the embedded server keeps of its tables in memory of its own, MB: an eighth of the machine,
 * from 128, which is PostgreSQL's own default, to 1,024. PostgreSQL's manual (20.4.1) suggests a
 * quarter for a machine that does nothing else; this one has Outpace, and often a switch, too.
 */
export function sharedBuffersMb(machineBytes: number): number {
  return Math.min(MAX_MB, Math.max(MIN_MB, Math.floor((machineBytes * SHARE) / MB)));
}

/** Bytes that this process may count on: those of the machine, or of the container around it. */
export const machineBytes = (): number =>
  // Where nothing is set this is 0, or larger than any machine.
  Math.min(totalmem(), process.constrainedMemory() || totalmem());
