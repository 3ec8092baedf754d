/** Where the recording of one call of an interaction is: heard and kept by those who may. */
export const recordingPath = (interactionId: string, attemptId: string): string => {
  const recording = `/api/interactions/${encodeURIComponent(interactionId)}/recording`;
  return `${recording}?attempt=${encodeURIComponent(attemptId)}`;
};
