/** Three notes up, so that nobody takes it for a fault. Hz, each for `NOTE_S`. */
const NOTES_HZ = [523, 659, 784];
const NOTE_S = 0.22;
const LOUDNESS = 0.25;

/** A short sound as a stream, so that it comes from the loudspeaker that a call would come from. */
export function testTone(newContext: () => AudioContext = () => new AudioContext()): MediaStream {
  const context = newContext();
  const out = context.createMediaStreamDestination();
  NOTES_HZ.forEach((hertz, place) => {
    const start = context.currentTime + 0.05 + place * NOTE_S;
    const gain = context.createGain();
    // A ramp at both ends, because a tone cut off at once clicks.
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.02);
    gain.gain.setValueAtTime(LOUDNESS, start + NOTE_S - 0.03);
    gain.gain.linearRampToValueAtTime(0, start + NOTE_S);
    gain.connect(out);
    const oscillator = context.createOscillator();
    oscillator.frequency.value = hertz;
    oscillator.connect(gain);
    oscillator.start(start);
    oscillator.stop(start + NOTE_S);
    if (place === NOTES_HZ.length - 1) oscillator.onended = () => void context.close();
  });
  return out.stream;
}
