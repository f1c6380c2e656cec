// Tests of the crash test: it finds nothing wrong with a right server, and each fault of a wrong.
import assert from 'node:assert/strict';
import {compare} from '../crash/reminders.mjs';
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

// A list of notifications of so many pages, as the server gives it.
function listOf(rows) {
  return {call: async (method, path) => {
    const page = Number(new URL(path, 'http://x').searchParams.get('pageNum'));
    return {status: 200, json: {code: 200, data: rows.slice((page - 1) * 100, page * 100)}};
  }};
}

crashTests.push({name: 'the crash test finds lost and doubled reminders', body: async () => {
  const row = (relatedId, title = '任务提醒') => ({title, relatedId});
  const told = new Map([[{name: 'ann', token: 't'}, new Set(['任务提醒 1', '任务提醒 2'])]]);
  const others = Array.from({length: 250}, (_, i) => row(i, '新任务'));
  const count = async (rows) => {
    const {lost, doubled} = await compare(listOf(rows), told);
    return [lost, doubled];
  };
  assert.deepEqual(await count([row(1), ...others, row(2)]), [0, 0]);
  assert.deepEqual(await count([...others, row(2)]), [1, 0]);
  assert.deepEqual(await count([row(2), row(1), row(2), ...others]), [0, 1]);
}});
