// Groups whose members the server has not in memory yet.
import assert from 'node:assert/strict';
import WebSocket from 'ws';
import {imchatFriends, imchatPerson, mustImchat} from '../../../lib/imchat.mjs';
import {until} from '../../../lib/report.mjs';

const GROUPS = 10;
const HEARING_MS = 15_000;
const LINE = 21;
const GONE = 91;

// Signed in: what comes in groups, in order.
async function listen(server, {token}) {
  const heard = [];
  const socket = new WebSocket(
      `ws://${server.addresses.imchat_backstage}/ws?accessToken=${token}`);
  await new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.on('message', (text) => {
      const {type, data} = JSON.parse(text);
      if (type === 'SYSTEM_MESSAGE') resolve();
      if (type === 'GROUP_MESSAGE') heard.push(data);
    });
  });
  return {heard, socket};
}

// Who is removed hears the line that says so, and then that the group is no longer theirs.
async function removed({start}) {
  const server = await start({});
  const [ann, bob] = [await imchatPerson(server.imchat, 'ann'),
    await imchatPerson(server.imchat, 'bob')];
  await imchatFriends(server.imchat, ann, bob);
  const groups = [];
  for (let i = 0; i < GROUPS; i++) {
    groups.push(await mustImchat(server.imchat, 'POST', '/group/create', ann.token,
        {groupName: `cold ${i}`, memberIds: [bob.id]}));
  }
  const {heard, socket} = await listen(server, bob);
  await Promise.all(groups.map(({id}) => mustImchat(server.imchat, 'DELETE',
      '/group/members/remove', ann.token, {groupId: id, memberIds: [bob.id]})));
  await until(() => heard.length >= 2 * GROUPS, 'two frames of each group', HEARING_MS);
  socket.terminate();
  for (const {id} of groups) {
    const types = heard.filter((one) => one.groupId === id).map((one) => one.messageType);
    assert.deepEqual(types, [LINE, GONE], `what was heard of group ${id}`);
  }
}

export const tests = [
  {name: 'who is removed hears first that they were, then that the group is gone', body: removed},
];
