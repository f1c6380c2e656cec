// What App IM promises of chat rooms (app-im 2.8) when those who are there are at several nodes.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import WebSocket from 'ws';
import {OPEN, readKeys} from '../lib/appim_apps.mjs';
import {pullUnderLoad} from '../lib/appim_pull.mjs';
import {AppimSocket} from '../lib/appim_socket.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {sleep, until} from '../lib/report.mjs';
import {unique} from '../lib/world.mjs';

const QUIET_MS = 300;
const PULL_MS = 5000;
const KNOWN_MS = 15_000 * PATIENCE;

// A client's socket at a node. What it does must not be refused.
class Device extends AppimSocket {
  static async open(node, app, client) {
    const device = new Device(new WebSocket(`${node.wsOrigin}/im/socket`));
    await device.enter(app, client, node.name);
    return device;
  }

  hears(text) { return this.must('msg.new', (data) => data.text === text); }

  async does(type, data) {
    this.send(type, data);
    const answer = await this.next(`${type}.ack`);
    assert.equal(answer && (answer.code ?? 0), 0, `${type}: ${JSON.stringify(answer)}`);
    return answer.data;
  }
}

// An application, its clients ann, bob and cat, and a room that each node can be asked about.
async function makeRoom({binary, storeUrl, cluster: {nodes}}) {
  const id = `room${unique()}`.slice(0, 16);
  const app = {id, ...readKeys(execFileSync(binary, ['app', 'create', id, ...OPEN, '--data',
    nodes[0].dataDir, `--store.url=${storeUrl}`], {encoding: 'utf8'}))};
  const headers = {'app-id': id, 'app-key': app.master_key};
  const call = async (node, method, path, value) => {
    const {json, text} = await node.appim.call(method, `/im${path}`, headers, value);
    assert.equal(json?.code, 0, `${node.name}: ${method} ${path} answered ${text}`);
    return json.data;
  };
  for (const client of ['ann', 'bob', 'cat']) {
    await call(nodes[0], 'POST', '/users', {client_id: client});
  }
  const made = await call(nodes[0], 'POST', '/conversations',
      {client_id: 'ann', to_client_ids: [], conv_type: 4});
  const path = `/conversations/${made.conv_id}`;
  const holds = (clients) => until(async () => {
    for (const node of nodes) {
      const there = await call(node, 'GET', `${path}/members`);
      const {count} = await call(node, 'GET', `${path}/members/online-count`);
      if (count !== clients.length || there.join() !== clients.join()) return false;
    }
    return true;
  }, `each node counts ${clients.join()}`, KNOWN_MS);
  return {app, call, holds, path, room: made.conv_id};
}

// Who enters at one node is counted at all, hears what is said anywhere, and leaves everywhere.
async function acrossNodes(world) {
  const {nodes: [a, b, c]} = world.cluster;
  const {app, call, holds, path, room} = await makeRoom(world);
  const ann = await Device.open(a, app, 'ann');
  const bob = await Device.open(b, app, 'bob');
  // Another socket of ann, at another node, is not in the room.
  const phone = await Device.open(c, app, 'ann');
  const open = [ann, bob, phone];
  try {
    await ann.does('conv.join', {conv_id: room});
    await bob.does('conv.join', {conv_id: room});
    await holds(['ann', 'bob']);
    const {msg_id: id} =
        await ann.does('msg.send', {conv_id: room, cid: '1', type: -1, text: 'from a'});
    assert.equal((await bob.hears('from a')).msg_id, id);
    await bob.does('msg.send', {conv_id: room, cid: '2', type: -1, text: 'from b', transient: 1});
    assert.equal((await ann.hears('from b')).transient, '1');
    await call(c, 'POST', `${path}/message`, {from_client: 'cat', type: -1, text: 'from c'});
    await Promise.all([ann.hears('from c'), bob.hears('from c')]);

    // A node brings in who is at another, and puts them out.
    const cat = await Device.open(c, app, 'cat');
    open.push(cat);
    await until(async () =>
      (await call(a, 'POST', '/clients/check-online', {client_ids: ['cat']})).length === 1,
    'a knows of cat', KNOWN_MS);
    await call(a, 'POST', `${path}/members`, {client_ids: ['cat']});
    await cat.must('conv.new', (data) => data.conv_id === room);
    await holds(['ann', 'bob', 'cat']);
    await call(b, 'DELETE', `${path}/members`, {client_ids: ['cat']});
    await cat.must('conv.kicked', (data) => data.conv_id === room);
    await bob.does('conv.leave', {conv_id: room});
    await holds(['ann']);
    await call(b, 'POST', `${path}/message`, {from_client: 'cat', type: -1, text: 'to ann'});
    await ann.hears('to ann');
    await sleep(QUIET_MS);
    const heard = [bob, cat, phone].flatMap((d) => d.frames.filter((f) => f.type === 'msg.new'));
    assert.deepEqual(heard, [], 'who is not in the room hears nothing');

    await call(c, 'DELETE', path);
    await ann.must('conv.deleted', (data) => data.conv_id === room);
  } finally {
    for (const device of open) device.close();
  }
}

// With a node go those who were there.
async function nodeEnds(world) {
  const {nodes: [a, b]} = world.cluster;
  const {app, holds, room} = await makeRoom(world);
  const ann = await Device.open(a, app, 'ann');
  const bob = await Device.open(b, app, 'bob');
  try {
    await ann.does('conv.join', {conv_id: room});
    await bob.does('conv.join', {conv_id: room});
    await holds(['ann', 'bob']);
    await b.kill9();
    await b.launch();
    await holds(['ann']);
  } finally {
    ann.close();
    bob.close();
  }
}

// Who pulls at one node misses nothing of what is written at two at once.
async function pulls({binary, storeUrl, cluster: {nodes}}) {
  const id = `pull${unique()}`.slice(0, 16);
  const app = {id, ...readKeys(execFileSync(binary, ['app', 'create', id, ...OPEN, '--data',
    nodes[0].dataDir, `--store.url=${storeUrl}`], {encoding: 'utf8'}))};
  await pullUnderLoad(nodes.slice(0, 2), app, {ms: PULL_MS, limit: 100});
}

export const ROOMS = [
  {name: 'a chat room is one over all nodes', body: acrossNodes},
  {name: 'who pulls gets each message of two nodes once', body: pulls},
  {name: 'with a node go those who were in a chat room there', body: nodeEnds},
];
