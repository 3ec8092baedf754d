import { agentGroupId, agentId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { agentView } from '@outpace/engine/views/agent-view.ts';
import { expect, test } from 'vitest';
import { USUAL_HABITS } from './agents.ts';
import { openedIn, Scene } from './checkers/scene.ts';
import { Faults, NO_FAULTS } from './faults.ts';
import { Office, type SiteLine } from './office.ts';
import { Prng } from './prng.ts';
import { VirtualClock } from './virtual-clock.ts';

const ann = { agentId: agentId('ann'), name: 'Ann', groupIds: [agentGroupId('sales')] };

function officeOf(isUp: boolean, view: SiteLine['view'] = () => undefined) {
  const clock = new VirtualClock(instant(0));
  const heard: string[] = [];
  const line = {
    isUp: () => isUp,
    view,
    logOn: () => void heard.push('log-on'),
    connect: () => void heard.push('connect'),
    disconnect: () => void heard.push('disconnect'),
    send: () => void heard.push('send'),
    later: clock.after.bind(clock),
  };
  const people = { agents: [ann], habits: USUAL_HABITS };
  const faults = new Faults(new Prng(1), NO_FAULTS);
  const office = new Office(line, people, new Prng(1), faults);
  const run = () => {
    while (clock.jump());
    return heard;
  };
  return { office, run };
}

test('when the site is there, agents log on, once', () => {
  const { office, run } = officeOf(true);
  office.foundSite();
  office.changed(ann.agentId);
  expect(run()).toEqual(['log-on', 'connect']);
  office.changed(ann.agentId);
  expect(run()).toEqual(['log-on', 'connect']);
});

test('a refusal or a lost site makes them decide anew', () => {
  const { office, run } = officeOf(true);
  office.foundSite();
  run();
  office.refused(ann.agentId);
  expect(run()).toHaveLength(4);
  office.lostSite();
  office.foundSite();
  expect(run()).toHaveLength(6);
});

test('nobody sees a site that is down, and nobody comes in the evening', () => {
  const down = officeOf(false);
  down.office.foundSite();
  expect(down.run()).toEqual([]);
  const late = officeOf(true);
  late.office.goHome();
  expect(late.run()).toEqual([]);
});

test('who was signed in comes back by themselves, once, whatever they find', () => {
  const site = new Scene([]);
  site.answer(openedIn(site.dial()).attemptId);
  const { office, run } = officeOf(true, (id) => agentView(site.state, id));
  office.foundSite();
  office.changed(ann.agentId);
  const came = run().filter((what) => what !== 'send');
  expect(came.slice(0, 2)).toEqual(['log-on', 'connect']);
  expect(came.filter((what) => what === 'log-on')).toHaveLength(1);
});

test('another day everybody comes to work again', () => {
  const { office, run } = officeOf(true);
  office.foundSite();
  run();
  office.goHome();
  office.comeBack();
  expect(run().filter((each) => each === 'log-on')).toHaveLength(2);
});
