/** Raised with every change that an older page would misunderstand; such a page reloads itself. */
export const PROTOCOL_VERSION = 1;
