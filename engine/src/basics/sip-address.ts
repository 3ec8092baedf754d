/** Letters that cannot mean anything to a dial plan; a host; perhaps a port. */
const SIP_ADDRESS = /^sip:[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,120}(:\d{1,5})?$/;

/** Such as `sip:ana@desk.example`; exactly that, without anything around it. */
export const isSipAddress = (text: string): boolean => SIP_ADDRESS.test(text);
