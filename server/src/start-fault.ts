/**
 * The server could not be started with what it was given. The message is one whole sentence for
 * whoever started Outpace, and may be printed as it is.
 */
export class StartFault extends Error {
  override readonly name: string = 'StartFault';
}
