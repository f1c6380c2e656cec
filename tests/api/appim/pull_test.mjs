// msg.pull follows the order of the commits: nothing is lost and nothing comes twice, whatever the
// times of the messages say, and following its cursor ends at any limit.
import assert from 'node:assert/strict';
import {pull, pullAll, pullUnderLoad} from '../../lib/appim_pull.mjs';
import {AppimSocket} from '../../lib/appim_socket.mjs';
import {unique} from '../../lib/world.mjs';

const LOAD_MS = 5000;
const BURST = 60;

async function underLoad({server}) {
  await pullUnderLoad([server], server.apps.open, {ms: LOAD_MS, limit: 100});
}

// After a burst the times of a conversation are ahead of the clock; what is said elsewhere
// meanwhile has a smaller one.
async function burst({server}) {
  const app = server.apps.open;
  const uniq = unique().slice(-8);
  const [ann, bob] = [`ann${uniq}`, `bob${uniq}`];
  const headers = {'app-id': app.id, 'app-key': app.master_key};
  const call = async (path, value) => {
    const {json, text} = await server.appim.call('POST', path, headers, value);
    assert.equal(json?.code, 0, text);
    return json.data;
  };
  for (const id of [ann, bob]) await call('/im/users', {client_id: id});
  const make = async (type) => (await call('/im/conversations',
      {client_id: ann, to_client_ids: [bob], conv_type: type})).conv_id;
  const [loud, calm] = [await make(3), await make(1)];
  const writer = await AppimSocket.login(server, app, ann);
  const reader = await AppimSocket.login(server, app, bob);
  try {
    const nothing = await pull(reader, {});
    assert.deepEqual([nothing.data, nothing.more], [[], false]);
    for (let i = 0; i < BURST; ++i) {
      writer.send('msg.send', {conv_id: loud, cid: `${i}`, type: -1, text: `loud ${i}`});
    }
    for (let i = 0; i < BURST; ++i) await writer.must('msg.send.ack', (d) => d.cid === `${i}`);
    const first = [];
    // One at a time: as many pages as messages.
    const cursor = await pullAll(reader, nothing.cursor, 1, BURST, (l) => first.push(...l));
    assert.deepEqual(first.map((m) => m.text), Array.from({length: BURST}, (_, i) => `loud ${i}`));
    await call(`/im/conversations/${calm}/message`, {from_client: ann, type: -1, text: 'calm'});
    const next = await pull(reader, {cursor});
    assert.deepEqual(next.data.map((m) => m.text), ['calm']);
    const end = await pull(reader, {cursor: next.cursor});
    assert.deepEqual([end.data, end.more], [[], false]);
    // Of one conversation, in pages, and from a time.
    const half = await pull(reader, {conv_id: loud, limit: BURST / 2});
    const rest = await pull(reader, {conv_id: loud, cursor: half.cursor, limit: 100});
    assert.deepEqual([half.data.length, half.more, rest.data.length, rest.more],
        [BURST / 2, true, BURST / 2, false]);
    const since = await pull(reader, {since: first[BURST / 2].ctime, conv_id: loud, limit: 100});
    assert.equal(since.data[0].msg_id, first[BURST / 2].msg_id);
    assert.equal(since.data.length, BURST / 2);
    const [refused] = await reader.ask('msg.pull', {cursor: 'nonsense'});
    assert.deepEqual([refused.type, refused.code], ['error', 4406]);
    // A message's id is no cursor.
    const [id] = await reader.ask('msg.pull', {cursor: first[0].msg_id});
    assert.deepEqual([id.type, id.code], ['error', 4406]);
  } finally {
    writer.close();
    reader.close();
  }
}

export const tests = [
  {name: 'a reader who pulls while sixteen write gets each message once', body: underLoad},
  {name: 'after a burst nothing is lost, and every loop ends', body: burst},
];
