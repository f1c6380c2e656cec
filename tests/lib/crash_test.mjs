// Tests of the crash test: it finds nothing wrong with a right server, and each fault of a wrong.
import assert from 'node:assert/strict';
import {crashRound, makeSenders, seeded} from '../crash/suite.mjs';
import {Server} from './server.mjs';

async function rounds(binary, fault) {
  process.env.FAKE_FAULT = fault;
  const server = await Server.start({binary});
  const random = seeded(7);
  try {
    const senders = await makeSenders(server, 16, random);
    await crashRound(server, senders, random, [100, 300]);
    return await crashRound(server, senders, random, [100, 300]);
  } finally {
    delete process.env.FAKE_FAULT;
    await server.stop();
  }
}

export const crashTests = [
  ['the crash test passes a right server', '', (r) => {
    const {lost, doubled, gaps, disorder, vanished, examples} = r;
    assert.deepEqual({lost, doubled, gaps, disorder, vanished, examples},
        {lost: 0, doubled: 0, gaps: 0, disorder: 0, vanished: 0, examples: []});
    assert.ok(r.acked > 100, `${r.acked} acknowledged`);
    assert.ok(r.retried > 0, 'nothing was in flight');
  }],
  ['the crash test finds lost messages', 'lose', (r) => assert.ok(r.lost > 0 && r.gaps > 0)],
  ['the crash test finds doubled messages', 'double', (r) => assert.ok(r.doubled > 0)],
  ['the crash test finds wrong order', 'reorder', (r) => assert.ok(r.disorder > 0)],
].map(([name, fault, judge]) => ({
  name,
  body: async ({fake}) => judge(await rounds(fake, fault)),
}));
