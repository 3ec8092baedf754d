import { StartFault } from '../../start-fault.ts';

/** A program of Debian, or an Asterisk of our own, could not be had, configured or started. */
export class InstanceFault extends StartFault {
  override readonly name = 'InstanceFault';
}
