/** Where the recording of an interaction is: heard and kept by those who may. */
export const recordingPath = (interactionId: string): string =>
  `/api/interactions/${encodeURIComponent(interactionId)}/recording`;
