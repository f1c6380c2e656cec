// Tests of the cluster test: its judges find what is wrong, and nothing where all is well.
import assert from 'node:assert/strict';
import {judgeSession} from '../cluster/history.mjs';
import {longest, marksRight, serviceBack} from '../cluster/watch.mjs';

const NODE = {name: 'a', index: 0};

// A session that heard messages 1, 2, 3 of one conversation, changed by `change`; the counts.
function judged(change) {
  const rows = [1, 2, 3].map((id) => ({id, content: `m${id}`, clientMsgId: `c${id}`}));
  const session = {node: NODE, connectedAt: 0, heard: rows.map((r) => ({id: r.id,
    content: r.content, conversation: 7, clientMsgId: r.clientMsgId}))};
  const client = {person: {id: 1}, how: 'http', hears: [7], session};
  const sent = new Map(rows.map((r) => [r.clientMsgId, {clientId: r.clientMsgId, sentAt: 10,
    sender: 2}]));
  change({session, client, sent, rows});
  const counts = {};
  judgeSession(client, session, {rows: new Map([[7, rows]])}, sent, (kind) => {
    counts[kind] = (counts[kind] ?? 0) + 1;
  });
  return counts;
}

const message = (sentAt, id) =>
  ({clientId: `k${sentAt}`, sentAt, id, ackedAt: sentAt + 1});

// Two nodes with a probe each; `heard` is what b heard of a, and a of b.
function world(heard, acked) {
  const nodes = [NODE, {name: 'b', index: 1}];
  const probe = (home, log, ids) => ({home, log, person: {id: home}, kind: 'ws',
    sessions: [{heard: ids.map((clientMsgId) => ({clientMsgId, at: 150}))}]});
  return {cluster: {nodes, live: nodes}, senders: [{log: [message(101, acked)], home: 0,
    person: {id: 9}, kind: 'http'}], probes: [probe(0, [message(100, 1)], heard),
    probe(1, [message(100, 2)], heard)]};
}

const since = () => performance.now() - 1e6;

// A node that shows `online` of everybody, or does not answer.
const shows = (online) => ({name: 'x', http: {request: async (method, path) => ({status: 200,
  json: {code: 200, data: path.split('=')[1].split(',').map((id) => ({userId: Number(id),
    online}))}})}});

async function marks(online, places) {
  const node = shows(online);
  const people = [{person: {id: 5, token: 't'}, places: places ? [node] : []}];
  return marksRight({cluster: {live: [node]}, people}, since(), 10);
}

export const clusterTests = [
  ['the cluster test passes a session that heard everything', () => {
    assert.deepEqual(judged(() => {}), {});
  }],
  ['the cluster test finds a push that did not come', () => {
    assert.deepEqual(judged(({session}) => session.heard.splice(1, 1)), {missed: 1});
    assert.deepEqual(judged(({session}) => session.heard.pop()), {missed: 1});
    // One that ended is not told of what came later, and one that began later of earlier ones.
    assert.deepEqual(judged(({session, client}) => {
      session.heard.pop();
      client.session = null;
    }), {});
    assert.deepEqual(judged(({session, sent}) => {
      session.heard.shift();
      session.connectedAt = 20;
      for (const id of ['c2', 'c3']) sent.get(id).sentAt = 30;
    }), {});
  }],
  ['the cluster test finds wrong order, doubles and what vanished', () => {
    assert.deepEqual(judged(({session}) => session.heard.reverse()), {live: 2});
    assert.deepEqual(judged(({session}) => session.heard.push(session.heard[2])), {live: 1});
    assert.deepEqual(judged(({rows}) => { rows[0].content = 'other'; }), {vanished: 1});
  }],
  ['the cluster test finds services that do not come back', async () => {
    await serviceBack(world(['k100'], 1), 50, 10, since());
    await assert.rejects(serviceBack(world(['k100'], null), 50, 10, since()), /1 senders/);
    await assert.rejects(serviceBack(world([], 1), 50, 10, since()), /a → b/);
    assert.deepEqual(longest(world(['k100'], 1), 50, null), {ack: 1, push: 49});
  }],
  ['the cluster test finds wrong online marks', async () => {
    assert.ok(await marks(true, true) > 0);
    assert.ok(await marks(false, false) > 0);
    await assert.rejects(marks(true, false), /shows 5 online/);
    await assert.rejects(marks(false, true), /shows 5 offline/);
  }],
].map(([name, body]) => ({name, body}));
