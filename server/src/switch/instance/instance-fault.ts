import { StartFault } from '../../start-fault.ts';

/** A program of Debian, or an Asterisk of our own, could not be had, configured or started. */
export class InstanceFault extends StartFault {
  override readonly name: string = 'InstanceFault';
}

/** Somebody else took a port of an Asterisk of our own after it was found free. */
export class PortFault extends InstanceFault {
  override readonly name = 'PortFault';
}
