/** The part of Web Audio that is used here. */
export type LevelTools = {
  readonly newContext: () => AudioContext;
  /** Calls back before the next picture; never while the page is not seen. */
  readonly eachFrame: (run: () => void) => () => void;
};

const browserTools: LevelTools = {
  newContext: () => new AudioContext(),
  eachFrame: (run) => {
    const frame = requestAnimationFrame(run);
    return () => cancelAnimationFrame(frame);
  },
};

/** Tells how loud a voice is, 0..1, before each picture, until the answer is called. */
export function watchLevel(
  voice: MediaStream,
  tell: (level: number) => void,
  { newContext, eachFrame }: LevelTools = browserTools,
): () => void {
  const context = newContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1_024;
  context.createMediaStreamSource(voice).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let cancel = (): void => undefined;
  const look = (): void => {
    analyser.getFloatTimeDomainData(samples);
    tell(meterLevel(samples));
    cancel = eachFrame(look);
  };
  cancel = eachFrame(look);
  return () => {
    cancel();
    void context.close();
  };
}

/* A quiet room is about −60 dB, a loud voice close by about −10 dB. */
const QUIET_DB = -60;
const LOUD_DB = -10;

/** Where a meter stands for these samples: in decibels, as ears hear, from quiet to loud. */
export function meterLevel(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  if (rms === 0) return 0;
  const db = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, (db - QUIET_DB) / (LOUD_DB - QUIET_DB)));
}
