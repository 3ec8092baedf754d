import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tone } from '@outpace/server/switch/instance/samples.ts';
import { toneLevel } from '@outpace/server/switch/instance/tone-levels.ts';
import { wavOf } from '@outpace/server/switch/instance/wav.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launch, newContext } from '../walk/browser.ts';

/** What every microphone hears, for ever. */
export const AGENT_HZ = 700;

/** A browser whose microphone hears a tone. */
export async function launchWithSound(): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-microphone-'));
  const file = join(folder, 'microphone.wav');
  // A whole number of turns, so that nothing clicks where it begins again.
  await writeFile(file, wavOf(tone(AGENT_HZ, 4_000, 48_000, 0.4)));
  const browser = await launch([
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}`,
    '--autoplay-policy=no-user-gesture-required',
    '--allow-loopback-in-peer-connection',
    '--ignore-certificate-errors',
  ]);
  browser.once('disconnected', () => void rm(folder, { recursive: true }));
  return browser;
}

/** Sound takes a core; with much else to do a page may take its time. */
export const PATIENCE_MS = 30_000;

const EAR_HZ = 8_000;

/** Runs in the page: listens to the sound of the newest connection, whoever plays it. */
const EAR = `{
  const Plain = window.RTCPeerConnection;
  let ear;
  window.RTCPeerConnection = class extends Plain {
    constructor(...words) {
      super(...words);
      this.addEventListener('track', ({ track }) => {
        const context = new AudioContext({ sampleRate: ${EAR_HZ} });
        ear = new AnalyserNode(context, { fftSize: 2048 });
        context.createMediaStreamSource(new MediaStream([track])).connect(ear);
      });
    }
  };
  window.heardNow = () => {
    const samples = new Float32Array(2048);
    ear?.getFloatTimeDomainData(samples);
    return [...samples];
  };
}`;

/** A browser of one person who lets the microphone be used, and that says what is heard. */
export async function hearingContext(browser: Browser): Promise<BrowserContext> {
  const context = await newContext(browser);
  context.setDefaultTimeout(PATIENCE_MS);
  await allowMicrophone(context);
  await context.addInitScript(EAR);
  return context;
}

/** Without this a browser that nobody looks at says no by itself, as a person would. */
export const allowMicrophone = (context: BrowserContext): Promise<void> =>
  context.grantPermissions(['microphone']);

/** How loud a tone is in what this page hears in this quarter of a second, as its peak, 0 to 1. */
export async function levelIn(page: Page, hz: number): Promise<number> {
  const values: readonly number[] = await page.evaluate('window.heardNow()');
  return toneLevel({ rateHz: EAR_HZ, values: Float64Array.from(values) }, hz);
}
