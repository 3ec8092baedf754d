import { measure } from './voice/measure.ts';
export async function bench(words: readonly string[]): Promise<void> {
  const measured = await measure({ ratesPerSecond: words.map(Number), rounds: 1, countedMs: 5000, warmUpMs: 2000, talkMs: 1000 }, console.log);
  const q = (list: number[]) => { const s = list.toSorted((a, b) => a - b); return [0.1, 0.25, 0.5, 0.9, 0.99].map((p) => s[Math.min(s.length - 1, Math.floor(p * s.length))]?.toFixed(1)).join(' / '); };
  for (const t of measured.turns) {
    const d = (f: (c: any) => number) => q(t.calls.map(f).filter((n) => !Number.isNaN(n)));
    console.log(t.arm, t.perSecond, 'calls', t.calls.length, 'missed', t.missed, 'left', t.leftOver, 'cpu/call', (t.cpuMs.arm / t.calls.length).toFixed(2), (t.cpuMs.asterisk / t.calls.length).toFixed(1));
    console.log('  order', d((c) => c.orderedAt - c.begunAt), 'answer', d((c) => c.answeredAt - c.orderedAt), 'bridged', d((c) => c.bridgedAt - c.answeredAt), 'heard', d((c) => c.heardAt - c.answeredAt), 'lost', t.calls.filter((c) => c.bridgedAt === undefined).length, 'unheard', t.calls.filter((c) => c.heardAt === undefined).length);
  }
}
