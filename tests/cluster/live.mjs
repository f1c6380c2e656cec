// What each dialect promises at once, across nodes: messages, presence, typing, reading, sign-outs,
// kicks, changes of groups.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import WebSocket from 'ws';
import {Cluster, metric} from '../lib/cluster.mjs';
import {openimAdmin, openimToken, mustOpenim} from '../lib/openim.mjs';
import {OpenimSocket, contentOf} from '../lib/openim_socket.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {API, administrator, befriend, directChat, group, login, must, person, setEnabled}
  from '../lib/world.mjs';
import {sleep, until} from '../lib/report.mjs';

const SECOND_MS = 1000;
const HEAR_MS = 2000 * PATIENCE;
const QUIET_MS = 300;
const STATUS_MS = 15_000 * PATIENCE;

// A RuoYi-IM session that keeps its frames.
export class Page {
  static async open(node, who) {
    const page = new Page();
    page.frames = [];
    page.wake = () => {};
    page.socket = new WebSocket(`${node.wsOrigin}/ws/im?token=${who.token}`);
    page.closed = new Promise((resolve) => { page.socket.on('close', (c) => resolve(c)); });
    page.socket.on('error', () => {});
    page.socket.on('message', (data) => {
      page.frames.push(JSON.parse(data));
      page.wake();
    });
    await page.next((f) => f.type === 'connected');
    return page;
  }

  // The next frame that fits; fails when it does not come in time.
  async next(fits, ms = HEAR_MS, what = String(fits)) {
    const end = performance.now() + ms;
    for (;;) {
      const at = this.frames.findIndex(fits);
      if (at >= 0) return this.frames.splice(at, 1)[0];
      const rest = end - performance.now();
      if (rest <= 0) throw new Error(`not heard within ${ms} ms: ${what}`);
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, rest);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  says(type, more = () => true, ms = HEAR_MS) {
    return this.next((f) => f.type === type && more(f), ms, `${type} ${more}`);
  }

  send(value) { this.socket.send(JSON.stringify(value)); }
  close() { this.socket.terminate(); }
}

// Fails unless `promise` gives something within the time.
function within(ms, promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

const soon = (ms, what, look) => until(look, what, ms);
const say = (node, who, conversationId, content) => must(node.http, 'POST', '/message/send',
    who.token, {conversationId, type: 'TEXT', content});
const status = async (node, who, path = '/user/profile') =>
  (await node.http.call('GET', API + path, who.token)).status;
const hears = (page, content) => page.says('new_message', (f) => f.payload.content === content);

// People of both families, each made at one of the nodes, and a group of all.
async function people({cluster: {nodes}}, count) {
  const admin = await openimAdmin(nodes[0]);
  const all = [];
  for (let i = 0; i < count; i++) {
    const node = nodes[i % nodes.length];
    const p = await person(node.http, 'live');
    p.openim = {id: `${p.id}`, token: await openimToken(node, admin, `${p.id}`)};
    all.push(p);
  }
  return {admin, all};
}

// Opens sockets and closes them whatever happens.
async function withSockets(opens, body) {
  const sockets = [];
  try {
    for (const open of opens) sockets.push(await open());
    return await body(...sockets);
  } finally {
    for (const s of sockets) s.close();
  }
}

const page = (node, who) => () => Page.open(node, who);
const gate = (node, who, options) => async () => {
  const socket = await OpenimSocket.open(node, who.openim ?? who, options);
  await socket.must(1001, {});
  return socket;
};

// A message sent at each node, in each dialect, reaches sessions of both dialects at every node.
async function fanOut(world) {
  const {nodes} = world.cluster;
  const {all} = await people(world, 4);
  const [ann, bob, cat, dan] = all;
  const id = await group(nodes[1].http, ann, [bob, cat, dan], 'Everywhere');
  const opens = nodes.flatMap((n) => [page(n, bob), gate(n, cat, {platform: 3})]).slice(0, 2)
      .concat(nodes.slice(1).map((n) => page(n, bob)));
  await withSockets([...opens, gate(nodes[2], dan), gate(nodes[1], ann)],
      async (bobA, catA, bobB, bobC, danC, annB) => {
        for (const node of nodes) {
          const text = `from ${node.name}`;
          await say(node, ann, id, text);
          for (const b of [bobA, bobB, bobC]) await hears(b, text);
          for (const o of [catA, danC]) {
            const push = await o.push(({message}) => message.contentType === 101 &&
                contentOf(message).content === text);
            assert.ok(push, `${text} at ${o.person.id}`);
          }
        }
        const {code} = await danC.sendText({group: `${id}`}, 'over the gateway of c');
        assert.equal(code, 0);
        for (const b of [bobA, bobB, bobC]) await hears(b, 'over the gateway of c');
        assert.ok(await catA.push(({message}) => message.contentType === 101 &&
            contentOf(message).content === 'over the gateway of c'));
        assert.ok(await annB.push(({message}) => message.sendID === dan.openim.id));
      });
}

// Direct chat, both ways, with reading, typing and taking back.
async function directChatAcross(world) {
  const [a, b, c] = world.cluster.nodes;
  const {all: [ann, bob]} = await people(world, 2);
  await befriend(a.http, ann, bob);
  const dm = await directChat(c.http, ann, bob);
  await withSockets([page(a, ann), page(b, bob), gate(c, bob)], async (annA, bobB, bobC) => {
    annA.send({type: 'message', payload: {conversationId: dm, content: 'hi', clientMsgId: 'k'}});
    const {messageId} = await annA.says('message_ack');
    await hears(bobB, 'hi');
    assert.ok(await bobC.push(({message}) => message.contentType === 101));
    bobB.send({type: 'typing', payload: {conversationId: dm, isTyping: true}});
    await annA.says('typing', (f) => f.userId === bob.id && f.isTyping);
    bobB.send({type: 'read', payload: {conversationId: dm, messageIds: [messageId]}});
    await annA.says('read_receipt', (f) => f.payload.lastReadMessageId === messageId);
    await must(c.http, 'DELETE', `/message/${messageId}/recall`, ann.token);
    await bobB.next((f) => JSON.stringify(f).includes(`${messageId}`) && f.type !== 'new_message',
        HEAR_MS, 'the recall');
  });
}

// Who comes and goes is seen and asked for everywhere; who has sessions at two nodes goes with the
// second one.
async function presence(world) {
  const [a, b, c] = world.cluster.nodes;
  const {all: [ann, bob]} = await people(world, 2);
  await befriend(b.http, ann, bob);
  const online = async (node) => (await must(node.http, 'GET',
      `/user/online/status?userIds=${bob.id}`, ann.token))[0].online;
  const everywhere = (value) => soon(HEAR_MS, `bob is ${value ? 'on' : 'off'}line everywhere`,
      async () => (await Promise.all([a, b, c].map(online))).every((v) => v === value));
  await withSockets([page(a, ann), gate(c, ann)], async (annA, annC) => {
    await annC.must(2005, {subscribeUserID: [`${bob.id}`]});
    const one = await Page.open(b, bob);
    await annA.says('online', (f) => f.userId === bob.id && f.data === true);
    assert.deepEqual(await annC.online(HEAR_MS), {[bob.id]: [5]});
    await everywhere(true);
    const two = await gate(a, bob, {platform: 3})();
    const both = await annC.online(HEAR_MS);
    assert.deepEqual(both?.[bob.id]?.toSorted(), [3, 5]);
    one.close();
    assert.deepEqual(await annC.online(HEAR_MS), {[bob.id]: [3]});
    await sleep(QUIET_MS);
    await everywhere(true);
    two.close();
    await annA.says('online', (f) => f.userId === bob.id && f.data === false);
    assert.deepEqual(await annC.online(HEAR_MS), {[bob.id]: []});
    await everywhere(false);
  });
}

// A token that ends at one node ends at all within a second, and so do its sessions.
async function signOut(world) {
  const [a, b, c] = world.cluster.nodes;
  const {all: [ann]} = await people(world, 1);
  for (const node of [a, b, c]) assert.equal(await status(node, ann), 200);
  const other = {...ann, ...await login(c.http, ann.name)};
  await withSockets([page(a, ann), page(b, ann), page(b, other)],
      async (annA, annB, otherB) => {
        await must(c.http, 'POST', '/auth/logout', ann.token);
        await within(SECOND_MS, Promise.all([annA.closed, annB.closed,
          soon(SECOND_MS, 'refused at a', async () => await status(a, ann) === 401),
          soon(SECOND_MS, 'refused at b', async () => await status(b, ann) === 401)]),
        'the sign-out reaches the other nodes');
        assert.equal(await status(a, other), 200);
        otherB.send({type: 'ping'});
        await otherB.says('pong');
      });
}

// A new password ends the other logins; an account that is switched off ends all.
async function revocation(world) {
  const [a, b, c] = world.cluster.nodes;
  const {all: [ann, bob]} = await people(world, 2);
  const old = {...ann, ...await login(b.http, ann.name)};
  await withSockets([page(c, old), page(a, bob)], async (oldC, bobA) => {
    assert.equal(await status(c, old), 200);
    await must(a.http, 'PUT', `/user/${ann.id}/password`, ann.token,
        {oldPassword: ann.password, newPassword: 'another-1'});
    await within(SECOND_MS, Promise.all([oldC.closed,
      soon(SECOND_MS, 'refused at c', async () => await status(c, old) === 401)]),
    'the new password reaches node c');
    assert.equal(await status(b, ann), 200);
    assert.equal(await status(b, bob), 200);
    await setEnabled(c.http, await administrator(c.http), bob, false);
    await within(SECOND_MS, Promise.all([bobA.closed,
      soon(SECOND_MS, 'refused at b', async () => await status(b, bob) === 403)]),
    'the account is off at the other nodes');
  });
}

// OpenIM: one session per platform over all nodes, and signing out by force.
async function kicks(world) {
  const [a, b, c] = world.cluster.nodes;
  const {admin, all: [ann]} = await people(world, 1);
  const first = ann.openim;
  await sleep(SECOND_MS + 100);  // tokens of one second are the same
  await withSockets([gate(a, first)], async (old) => {
    const token = await openimToken(b, admin, first.id);
    const young = await gate(b, {...first, token})();
    try {
      assert.ok(await within(SECOND_MS, old.kicked(SECOND_MS), 'the kick reaches node a'));
      const parsed = await a.openim.call('POST', '/auth/parse_token', null, {token: first.token});
      assert.equal(parsed.json.errCode, 1506, JSON.stringify(parsed.json));
      await mustOpenim(c.openim, '/auth/force_logout', admin.token,
          {platformID: 3, userID: first.id});
      assert.ok(await within(SECOND_MS, young.kicked(SECOND_MS), 'signed out by force'));
      await soon(SECOND_MS, 'the token is refused at node b', async () => (await b.openim.call(
          'POST', '/auth/parse_token', null, {token})).json.errCode === 1506);
    } finally {
      young.close();
    }
  });
}

// Who joins a group hears what is written there, who leaves it hears nothing more, at any node.
async function membership(world) {
  const [a, b, c] = world.cluster.nodes;
  const {all: [ann, bob, cat]} = await people(world, 3);
  const id = await group(a.http, ann, [bob], 'Changing');
  await withSockets([page(b, bob), page(c, cat)], async (bobB, catC) => {
    await say(a, ann, id, 'one');
    await hears(bobB, 'one');
    await must(b.http, 'POST', `/group/${id}/members`, ann.token, {userIds: [cat.id]});
    await say(a, ann, id, 'two');
    await hears(bobB, 'two');
    await hears(catC, 'two');
    await must(c.http, 'POST', `/group/${id}/quit`, bob.token);
    await say(a, ann, id, 'three');
    await hears(catC, 'three');
    await sleep(QUIET_MS);
    assert.ok(!bobB.frames.some((f) => f.payload?.content === 'three'), 'bob left');
  });
}

// Where one session each is allowed the older one gives way, wherever it is.
async function oneSession(world) {
  const cluster = await Cluster.start({binary: world.binary, nats: world.nats, size: 2,
    storeUrl: await world.postgres.database(), flags: ['--limits.sessions_per_user=1']});
  try {
    const [a, b] = cluster.nodes;
    const ann = await person(a.http, 'live');
    await withSockets([page(a, ann), page(b, ann)], async (annA, annB) => {
      assert.equal(await within(HEAR_MS, annA.closed, 'the older session ends'), 1000);
      annB.send({type: 'ping'});
      await annB.says('pong');
    });
  } finally {
    await cluster.stop();
  }
}

// What an operator sees: `koine cluster status` and the metrics of each node.
async function clusterStatus(world) {
  const {cluster, storeUrl, binary} = world;
  const look = () => execFileSync(binary, ['cluster', 'status', `--store.url=${storeUrl}`],
      {encoding: 'utf8'});
  const rowOf = (text, name) => text.split('\n').find((l) => l.split(/\s+/)[0] === name) ?? '';
  await soon(STATUS_MS, 'three nodes are up and not behind', () => cluster.nodes.every((n) => {
    const cells = rowOf(look(), n.name).split(/\s{2,}/);
    return cells[1] === 'up' && cells[3] === '0';
  }));
  // A lease ends some seconds after the last work.
  const leases = look().split('\n')
      .filter((l) => /^\S+\s+([abc]\s+\d+ s|nobody \(last [abc]\))/.test(l));
  assert.ok(leases.length, `somebody held a lease:\n${look()}`);
  for (const n of cluster.nodes) {
    assert.equal(await metric(n, 'koine_cluster_nats_connected'), 1);
    assert.equal(await metric(n, 'koine_cluster_nodes'), 3);
    await soon(STATUS_MS, `${n.name} is not behind`, async () =>
      await metric(n, 'koine_cluster_positions_behind') === 0);
  }
  const [, , c] = cluster.nodes;
  await c.kill9();
  try {
    await soon(STATUS_MS, 'a killed node is silent', () => /silent/.test(rowOf(look(), 'c')));
  } finally {
    await c.launch();
  }
  await soon(STATUS_MS, 'it is up again', () => / up /.test(rowOf(look(), 'c')));
}

export const LIVE = [
  {name: 'messages reach sessions of both dialects at every node', body: fanOut},
  {name: 'a direct chat over three nodes: reading, typing, taking back', body: directChatAcross},
  {name: 'who is online is the same at every node', body: presence},
  {name: 'a sign-out ends token and sessions at every node within a second', body: signOut},
  {name: 'a new password and a ban do so too', body: revocation},
  {name: 'OpenIM kicks the session at another node within a second', body: kicks},
  {name: 'who joins hears, who leaves does not, at every node', body: membership},
  {name: 'one session each holds over all nodes', body: oneSession},
  {name: 'status and metrics tell of nodes and leases', body: clusterStatus},
];
