// What App IM promises of chat rooms (app-im 2.8) when those who are there are at several nodes.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import WebSocket from 'ws';
import {readKeys} from '../lib/appim_apps.mjs';
import {sleep} from '../lib/report.mjs';
import {unique} from '../lib/world.mjs';

const HEAR_MS = 5000;
const QUIET_MS = 300;
const KNOWN_MS = 15_000;
const TRIES_EACH_MS = 20;

// A client's socket at a node, logged in.
class Device {
  static async open(node, app, client) {
    const device = new Device();
    Object.assign(device, {client, frames: [], wake: () => {}});
    device.socket = new WebSocket(`${node.wsOrigin}/im/socket`);
    device.socket.on('error', () => {});
    device.socket.on('message', (data) => {
      device.frames.push(JSON.parse(data));
      device.wake();
    });
    await new Promise((resolve, reject) => {
      device.socket.once('open', resolve);
      device.socket.once('close', reject);
    });
    device.send('login', {device_id: node.name, app_id: app.id, client_id: client});
    await device.next('login.success');
    return device;
  }

  send(type, data) { this.socket.send(JSON.stringify({type, data})); }
  close() { this.socket.terminate(); }

  // The data of the next frame of that type that fits.
  async next(type, fits = () => true) {
    const end = performance.now() + HEAR_MS;
    for (;;) {
      const at = this.frames.findIndex((f) => f.type === type && fits(f.data));
      if (at >= 0) {
        const [frame] = this.frames.splice(at, 1);
        assert.equal(frame.code ?? 0, 0, `${this.client}: ${JSON.stringify(frame)}`);
        return frame.data;
      }
      const rest = end - performance.now();
      if (rest <= 0) throw new Error(`${this.client} did not hear ${type}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, rest);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  hears(text) { return this.next('msg.new', (data) => data.text === text); }

  async change(type, room) {
    this.send(type, {conv_id: room});
    await this.next(`${type}.ack`);
  }
}

async function soon(what, look) {
  const end = performance.now() + KNOWN_MS;
  while (!await look()) {
    if (performance.now() > end) throw new Error(`${what}: not within ${KNOWN_MS} ms`);
    await sleep(TRIES_EACH_MS);
  }
}

// An application, its clients ann, bob and cat, and a room that each node can be asked about.
async function makeRoom({binary, storeUrl, cluster: {nodes}}) {
  const id = `room${unique()}`.slice(0, 16);
  const app = {id, ...readKeys(execFileSync(binary, ['app', 'create', id, '--data',
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
  const holds = (clients) => soon(`each node counts ${clients.join()}`, async () => {
    for (const node of nodes) {
      const there = await call(node, 'GET', `${path}/members`);
      const {count} = await call(node, 'GET', `${path}/members/online-count`);
      if (count !== clients.length || there.join() !== clients.join()) return false;
    }
    return true;
  });
  return {app, call, holds, path, room: made.conv_id};
}

// Who enters at one node is counted at all, hears what is said anywhere, and leaves everywhere.
async function acrossNodes(world) {
  const {nodes: [a, b, c]} = world.cluster;
  const {app, call, holds, path, room} = await makeRoom(world);
  const ann = await Device.open(a, app, 'ann');
  const bob = await Device.open(b, app, 'bob');
  // Another socket of hers, at another node, is not in the room.
  const phone = await Device.open(c, app, 'ann');
  const open = [ann, bob, phone];
  try {
    await ann.change('conv.join', room);
    await bob.change('conv.join', room);
    await holds(['ann', 'bob']);
    ann.send('msg.send', {conv_id: room, cid: '1', type: -1, text: 'from a'});
    const {msg_id: id} = await ann.next('msg.send.ack');
    assert.equal((await bob.hears('from a')).msg_id, id);
    bob.send('msg.send', {conv_id: room, cid: '2', type: -1, text: 'from b', transient: 1});
    await bob.next('msg.send.ack');
    assert.equal((await ann.hears('from b')).transient, '1');
    await call(c, 'POST', `${path}/message`, {from_client: 'cat', type: -1, text: 'from c'});
    await Promise.all([ann.hears('from c'), bob.hears('from c')]);

    // A node brings in who is at another, and puts him out.
    const cat = await Device.open(c, app, 'cat');
    open.push(cat);
    await soon('a knows of cat', async () =>
      (await call(a, 'POST', '/clients/check-online', {client_ids: ['cat']})).length === 1);
    await call(a, 'POST', `${path}/members`, {client_ids: ['cat']});
    await cat.next('conv.new', (data) => data.conv_id === room);
    await holds(['ann', 'bob', 'cat']);
    await call(b, 'DELETE', `${path}/members`, {client_ids: ['cat']});
    await cat.next('conv.kicked', (data) => data.conv_id === room);
    await bob.change('conv.leave', room);
    await holds(['ann']);
    await call(b, 'POST', `${path}/message`, {from_client: 'cat', type: -1, text: 'to ann'});
    await ann.hears('to ann');
    await sleep(QUIET_MS);
    const heard = [bob, cat, phone].flatMap((d) => d.frames.filter((f) => f.type === 'msg.new'));
    assert.deepEqual(heard, [], 'who is not in the room hears nothing');

    await call(c, 'DELETE', path);
    await ann.next('conv.deleted', (data) => data.conv_id === room);
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
    await ann.change('conv.join', room);
    await bob.change('conv.join', room);
    await holds(['ann', 'bob']);
    await b.kill9();
    await b.launch();
    await holds(['ann']);
  } finally {
    ann.close();
    bob.close();
  }
}

export const ROOMS = [
  {name: 'a chat room is one over all nodes', body: acrossNodes},
  {name: 'with a node go those who were in a chat room there', body: nodeEnds},
];
