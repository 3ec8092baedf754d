import { expect, test } from 'vitest';
import { NO_DAMAGE } from '../crash/killed-server.ts';
import { LoadFloor } from './load/floor.ts';
import { linesOf, stepLine } from './load/report.ts';

test('the benchmark of load works a server in three processes, and loses nothing', async () => {
  const floor = await LoadFloor.open({ agents: 6, mode: 'progressive', callsPerSecond: 20 });
  try {
    await floor.pace(16);
    await floor.visit(20);
    // Busy machines take longer; what is looked at is there after a second.
    let figures = await floor.watch(1_000);
    for (let tries = 0; tries < 30 && figures.agents.commandToReply.count < 6; tries += 1) {
      figures = await floor.watch(1_000);
    }
    const { node, agents } = figures;
    expect(node.attempts).toBeGreaterThan(2);
    expect(node.answerToBridge.count).toBeGreaterThan(1);
    expect(node.commit.count).toBeGreaterThan(2);
    expect(agents.commandToReply.count).toBeGreaterThanOrEqual(6);
    expect(agents.visits.count).toBeGreaterThan(0);
    expect(agents.refused).toEqual({});
    expect(linesOf(figures)).toHaveLength(9);
    expect(stepLine(16, figures)).toMatch(/^pace 16: \d+ attempts\/s/);
    expect(await floor.drain()).toEqual(NO_DAMAGE);
  } finally {
    await floor.close();
  }
});
