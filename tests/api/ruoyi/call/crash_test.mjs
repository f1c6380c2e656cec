// ruoyi 14: a call outlives the server's process, and still times out.
import assert from 'node:assert/strict';
import WebSocket from 'ws';
import {until} from '../../../lib/report.mjs';
import {must, person} from '../../../lib/world.mjs';

// A signed-in socket's frames, as they come.
async function listen(server, who) {
  const frames = [];
  const socket = new WebSocket(`${server.wsOrigin}/ws/im?token=${who.token}`);
  socket.on('message', (data) => frames.push(JSON.parse(data)));
  socket.on('error', () => {});
  await until(() => frames.some((frame) => frame.type === 'connected'), 'it is connected');
  return {frames, close: () => socket.terminate()};
}

async function crash({start}) {
  const server = await start({testClock: true});
  const [ann, bob] = [await person(server.http, 'ann'), await person(server.http, 'bob')];
  const called = await listen(server, bob);
  const call = await must(server.http, 'POST', '/video-call/initiate', ann.token,
      {calleeId: bob.id});
  await server.restart({kill: true});
  const again = await listen(server, ann);
  const {callId, status} = await must(server.http, 'GET', '/video-call/active', ann.token);
  assert.deepEqual({callId, status}, {callId: call, status: 'CALLING'});
  await server.advanceClock(61_000);
  await until(() => again.frames.some((frame) => frame.type === 'call_status' &&
      frame.callId === call && frame.status === 'TIMEOUT'), 'it timed out');
  again.close();
  called.close();
}

export const tests = [
  {name: 'a call goes on through a crash, and times out after it', body: crash},
];
