// im-chat 2.4, mapping 8: what was delivered is stored within a second, so that a crash after that
// takes nothing back, and at once when the server stops in order.
import assert from 'node:assert/strict';
import WebSocket from 'ws';
import {imchatFriends, imchatPerson, mustImchat} from '../../../lib/imchat.mjs';
import {until} from '../../../lib/report.mjs';

async function friends(server) {
  const [ann, bob] = [await imchatPerson(server.imchat, 'ann'),
    await imchatPerson(server.imchat, 'bob')];
  await imchatFriends(server.imchat, ann, bob);
  return {ann, bob};
}

// Ann writes while bob is connected and has it come to them; the id.
async function deliver(server, ann, bob) {
  const ws = new WebSocket(`${server.wsOrigin}/ws?accessToken=${bob.token}`);
  const frames = [];
  ws.on('message', (data) => frames.push(JSON.parse(data)));
  ws.on('error', () => {});
  await until(() => frames.some((frame) => frame.data?.event === 'CONNECTED'), 'bob is connected');
  const {id} = await mustImchat(server.imchat, 'POST', '/message/private/send', ann.token,
      {receiverId: bob.id, content: 'hi', messageType: 1});
  await until(() => frames.some((frame) => frame.data?.id === id), 'it came');
  return {id, ws};
}

async function statusOf(server, ann, bob, id) {
  const {records} = await mustImchat(server.imchat, 'GET',
      `/message/private/history?friendId=${bob.id}&size=10`, ann.token);
  return records.find((one) => one.id === id).status;
}

async function killed({start}) {
  const server = await start({});
  const {ann, bob} = await friends(server);
  const {id, ws} = await deliver(server, ann, bob);
  await until(async () => await statusOf(server, ann, bob, id) === 2, 'it counts as delivered');
  await server.restart({kill: true});
  assert.equal(await statusOf(server, ann, bob, id), 2);
  ws.terminate();
}

async function stopped({start}) {
  const server = await start({});
  const {ann, bob} = await friends(server);
  const {id, ws} = await deliver(server, ann, bob);
  await server.restart({kill: false});
  assert.equal(await statusOf(server, ann, bob, id), 2);
  ws.terminate();
}

export const tests = [
  {name: 'what was delivered is so after a crash', body: killed},
  {name: 'what was delivered just before a stop is so after it', body: stopped},
];
