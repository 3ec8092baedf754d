/**
 * An Asterisk of our own could not be had, configured or started. The message is one whole
 * sentence for whoever asked for it, and may be printed as it is.
 */
export class InstanceFault extends Error {
  override readonly name = 'InstanceFault';
}
