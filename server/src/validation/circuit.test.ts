import { instant, millis, seconds } from '@outpace/engine/basics/time.ts';
import { describe, expect, test } from 'vitest';
import { Circuit } from './circuit.ts';

const USUAL = { type: 'usual' } as const;
const TRIAL = { type: 'trial' } as const;
const MS = millis(1_000);
const at = (second: number) => instant(seconds(second));

/** Open since second 0. */
function opened(): Circuit {
  const circuit = new Circuit();
  for (let n = 0; n < 5; n += 1) circuit.failed(USUAL, at(0));
  return circuit;
}

describe('a circuit', () => {
  test('opens after five failures in a row', () => {
    const circuit = new Circuit();
    for (let n = 0; n < 4; n += 1) circuit.failed(USUAL, at(0));
    expect(circuit.ask(at(0), MS)).toEqual(USUAL);
    circuit.failed(USUAL, at(0));
    expect([circuit.phase, circuit.ask(at(4), MS)]).toEqual([
      'open',
      { type: 'none', againAt: at(5) },
    ]);
  });

  test('one answer in between counts from the beginning', () => {
    const circuit = new Circuit();
    for (let n = 0; n < 4; n += 1) circuit.failed(USUAL, at(0));
    circuit.answered();
    for (let n = 0; n < 4; n += 1) circuit.failed(USUAL, at(0));
    expect(circuit.phase).toBe('closed');
  });

  test('lets one question try after its rest, and the others wait for what comes of it', () => {
    const circuit = opened();
    expect(circuit.ask(at(5), MS)).toEqual(TRIAL);
    expect(circuit.ask(at(5), MS)).toEqual({ type: 'none', againAt: at(6) });
    circuit.answered();
    expect([circuit.phase, circuit.ask(at(5), MS)]).toEqual(['closed', USUAL]);
  });

  test('rests twice as long each time the trial fails, and a minute at most', () => {
    const circuit = opened();
    let now = 5;
    const rests: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      circuit.ask(at(now), MS);
      circuit.failed(TRIAL, at(now));
      const pass = circuit.ask(at(now), MS);
      const until: number = pass.type === 'none' ? pass.againAt : now;
      rests.push(until / 1_000 - now);
      now = until / 1_000;
    }
    expect(rests).toEqual([10, 20, 40, 60, 60, 60]);
  });

  test('is not kept open by questions that were on their way', () => {
    const circuit = opened();
    circuit.failed(USUAL, at(4));
    expect(circuit.ask(at(5), MS)).toEqual(TRIAL);
    circuit.failed(USUAL, at(5));
    expect(circuit.phase).toBe('trying');
  });

  test('tries again when nothing was ever heard of the trial', () => {
    const circuit = opened();
    circuit.ask(at(5), MS);
    expect(circuit.ask(at(6), MS)).toEqual(TRIAL);
  });
});
