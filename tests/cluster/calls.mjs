// Calls between people at different nodes: they ring, are answered and end at both, whoever ends
// them, and all nodes agree on who is busy.
import assert from 'node:assert/strict';
import WebSocket from 'ws';
import {imchatFriends, imchatLogin, imchatPerson, mustImchat} from '../lib/imchat.mjs';
import {until} from '../lib/report.mjs';
import {API, must, person} from '../lib/world.mjs';
import {Page} from './live.mjs';

const QUIET_MS = 300;
// A party who is neither connected nor heard of for a minute has left; looked at every 20 seconds.
const GIVEN_UP_MS = 100_000;

// Whom nothing is heard of for 60 seconds is closed.
const HEARTBEAT_MS = 20_000;

// A session of IM Chat that keeps its frames, and itself open.
export class Chat extends Page {
  static async open(node, who) {
    const chat = new Chat();
    chat.frames = [];
    chat.wake = () => {};
    chat.socket = new WebSocket(`${node.wsOrigin}/ws?accessToken=${who.token}`);
    chat.socket.on('error', () => {});
    chat.socket.on('message', (data) => {
      chat.frames.push(JSON.parse(data));
      chat.wake();
    });
    await chat.next((f) => f.data?.event === 'CONNECTED');
    const beats = setInterval(() => chat.send({type: 'HEARTBEAT', data: {}}), HEARTBEAT_MS);
    chat.socket.once('close', () => clearInterval(beats));
    return chat;
  }

  rings(action) {
    return this.next((f) => f.type === 'RTC_CALL' && f.data.action === action, undefined, action);
  }
}

const chat = (node, who, path, value) => mustImchat(node.http, 'POST', path, who.token, value);

// The number of a refusal.
async function refused(node, who, path, value) {
  const {json} = await node.http.call('POST', path, who.token, value);
  assert.notEqual(json.code, 200, `${path} was taken`);
  return json.code;
}

async function betweenTwo({cluster}) {
  const [a, b, c] = cluster.nodes;
  const [ann, bob] = [await imchatPerson(a.http, 'ann'), await imchatPerson(b.http, 'bob')];
  const friend = await imchatPerson(c.http, 'cat');
  for (const other of [bob, friend]) await imchatFriends(a.http, ann, other);
  const phone = {...bob, ...await imchatLogin(c.http, bob.name, 1)};
  const friendHears = await Chat.open(c, friend);
  const others = await Promise.all([Chat.open(a, ann), Chat.open(b, bob), Chat.open(c, phone)]);
  const [annHears, bobHears, phoneHears] = others;
  const pages = [friendHears, ...others];
  try {
    // How available somebody is, is told of who is known to be there.
    await friendHears.next((f) => f.data?.messageType === 82 && /"ONLINE"/.test(f.data.content),
        undefined, 'ann is there');
    const {callId} = await chat(a, ann, '/webrtc/private/setup', {friendId: bob.id});
    await Promise.all([bobHears.rings('SETUP'), phoneHears.rings('SETUP')]);
    await friendHears.next((f) => f.data?.messageType === 82 && /BUSY/.test(f.data.content),
        undefined, 'ann is BUSY');
    assert.equal(await refused(c, friend, '/webrtc/private/setup', {friendId: ann.id}), 400);
    await chat(b, bob, '/webrtc/private/accept', {callId});
    await Promise.all([annHears.rings('ACCEPT'), phoneHears.rings('ACCEPT')]);
    await chat(a, ann, '/webrtc/private/offer', {callId, offer: 'v=0'});
    assert.equal((await bobHears.rings('OFFER')).data.offer, 'v=0');
    await chat(b, bob, '/webrtc/private/answer', {callId, answer: 'v=1'});
    assert.equal((await annHears.rings('ANSWER')).data.answer, 'v=1');
    await chat(b, bob, '/webrtc/private/handup', {callId});
    await annHears.rings('HANDUP');
    await friendHears.next((f) => f.data?.messageType === 82 && /"ONLINE"/.test(f.data.content),
        undefined, 'ann is ONLINE');
    await assert.rejects(phoneHears.next((f) => f.data?.action === 'OFFER', QUIET_MS));
    for (const [node, who] of [[a, ann], [b, bob], [c, ann]]) {
      assert.equal(await refused(node, who, '/webrtc/private/handup', {callId}), 404);
    }
  } finally {
    pages.forEach((page) => page.close());
  }
}

async function betweenDialects({cluster}) {
  const [a, b, c] = cluster.nodes;
  const [ann, rae] = [await imchatPerson(a.http, 'ann'), await person(b.http, 'rae')];
  const pages = await Promise.all([Chat.open(a, ann), Page.open(b, rae)]);
  const [annHears, raeHears] = pages;
  try {
    // Whoever is connected anywhere can be called from everywhere, once it is known there.
    let id = null;
    await until(async () => {
      const {json} = await c.http.call('POST', `${API}/video-call/initiate`, rae.token,
          {calleeId: ann.id});
      id = json.data;
      return json.code === 200;
    }, 'ann is known to be connected');
    const {data: {callId}} = await annHears.rings('SETUP');
    await chat(c, ann, '/webrtc/private/accept', {callId});
    await raeHears.says('call_status', (f) => f.callId === id && f.status === 'CONNECTED');
    await must(b.http, 'POST', `/video-call/${id}/end`, rae.token);
    await annHears.rings('HANDUP');
    const {json} = await c.http.call('GET', `${API}/video-call/${id}`, rae.token);
    assert.equal(json.data.status, 'ENDED');
  } finally {
    pages.forEach((page) => page.close());
  }
}

async function inAGroup({cluster}) {
  const [a, b, c] = cluster.nodes;
  const people = [];
  for (const [i, node] of cluster.nodes.entries()) {
    people.push(await imchatPerson(node.http, `p${i}x`));
  }
  const [ann, bob, cat] = people;
  for (const other of [bob, cat]) await imchatFriends(a.http, ann, other);
  const {id: groupId} = await mustImchat(a.http, 'POST', '/group/create', ann.token,
      {groupName: 'calls', memberIds: [bob.id, cat.id]});
  const pages = await Promise.all([Chat.open(a, ann), Chat.open(b, bob), Chat.open(c, cat)]);
  const [, bobHears, catHears] = pages;
  try {
    // All three begin one at once: it is one.
    const tries = await Promise.all(cluster.nodes.map((node, i) =>
      node.http.call('POST', '/webrtc/group/setup', people[i].token, {groupId, userIds: []})));
    const begun = tries.map(({json}) => json).filter((json) => json.code === 200);
    assert.equal(begun.length, 1, JSON.stringify(tries.map(({json}) => json)));
    const {callId} = begun[0].data;
    const host = tries.findIndex(({json}) => json.code === 200);
    for (const [i, node] of cluster.nodes.entries()) {
      if (i !== host) await chat(node, people[i], '/webrtc/group/join', {callId});
    }
    await pages[host].rings('JOIN');
    await chat(b, ann, '/webrtc/group/offer', {callId, userId: cat.id, offer: 'v=0'});
    await catHears.rings('OFFER');
    for (const [i, node] of cluster.nodes.entries()) {
      await chat(node, people[i], '/webrtc/group/handup', {callId});
    }
    await Promise.all([bobHears.rings('QUIT'), catHears.rings('QUIT')]);
    const {json} = await c.http.call('GET', `/webrtc/group/info?groupId=${groupId}`, ann.token);
    assert.equal(json.data.isChating, false);
  } finally {
    pages.forEach((page) => page.close());
  }
}

// A node dies under two calls: who comes back elsewhere talks on, who does not is held
// to have hung up.
async function nodeDies({cluster}, print) {
  const [a, b, c] = cluster.nodes;
  const at = (node, who) => imchatPerson(node.http, who);
  const [ann, dan] = [await at(a, 'ann'), await at(a, 'dan')];
  const [bob, eve] = [await at(b, 'bob'), await at(b, 'eve')];
  await imchatFriends(a.http, ann, bob);
  await imchatFriends(a.http, dan, eve);
  const pages = await Promise.all([[a, ann], [a, dan], [b, bob], [b, eve]]
      .map(([node, who]) => Chat.open(node, who)));
  const [annHears, danHears, bobHears] = pages;
  try {
    const talk = async (from, to) => {
      const {callId} = await chat(a, from, '/webrtc/private/setup', {friendId: to.id});
      await chat(b, to, '/webrtc/private/accept', {callId});
      return callId;
    };
    const [kept, ended] = [await talk(ann, bob), await talk(dan, eve)];
    await bobHears.rings('SETUP');
    await b.kill9();
    const since = performance.now();
    const again = await Chat.open(c, bob);
    pages.push(again);
    await danHears.next((f) => f.data?.action === 'HANDUP', GIVEN_UP_MS, 'dan hears that eve left');
    print(`who does not come back has left after ${Math.round(performance.now() - since)} ms`);
    assert.equal(await refused(c, dan, '/webrtc/private/handup', {callId: ended}), 404);
    await chat(a, ann, '/webrtc/private/offer', {callId: kept, offer: 'v=2'});
    assert.equal((await again.rings('OFFER')).data.offer, 'v=2');
    await chat(c, bob, '/webrtc/private/handup', {callId: kept});
    await annHears.rings('HANDUP');
  } finally {
    pages.forEach((page) => page.close());
    if (!b.alive) await b.launch();
  }
}

export const CALLS = [
  {name: 'a call rings, is answered and ends at both nodes', body: betweenTwo},
  {name: 'a call between people of IM Chat and of RuoYi-IM does so too', body: betweenDialects},
  {name: 'a group has one call over all nodes', body: inAGroup},
  {name: 'calls outlive a node that dies', body: nodeDies},
];
