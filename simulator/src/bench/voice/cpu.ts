import { readFileSync } from 'node:fs';

/** The system counts in hundredths of a second (proc(5): `sysconf(_SC_CLK_TCK)`). */
const TICK_MS = 10;
/** Of the fields after the name of the program: utime and stime. */
const USER_FIELD = 11;
const SYSTEM_FIELD = 12;

/** Processor time that a process has used so far, all its threads together. */
export function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_FIELD]) + Number(fields[SYSTEM_FIELD])) * TICK_MS;
}
