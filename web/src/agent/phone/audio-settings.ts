/** What the page remembers of the demo's sounds. */
export const AUDIO_ON = { key: 'outpace-audio', defaultValue: true };
export const AUDIO_VOLUME = { key: 'outpace-volume', defaultValue: 50 };
