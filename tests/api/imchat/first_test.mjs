// The first person of a new server is 10001 (im-chat 2.1): its administrator, whom the start makes,
// with a password or without one.
import assert from 'node:assert/strict';
import {imchatAdmin, imchatPerson} from '../../lib/imchat.mjs';

const FIRST = 10001;

async function administrator({start}) {
  const server = await start({});
  assert.equal((await imchatAdmin(server.imchat)).id, FIRST);
  assert.equal((await imchatPerson(server.imchat, 'ann')).id, FIRST + 1);
}

async function nobody({start}) {
  const server = await start({adminPassword: ''});
  assert.equal((await imchatPerson(server.imchat, 'ann')).id, FIRST + 1);
}

export const tests = [
  {name: 'the administrator is 10001, who comes next 10002', body: administrator},
  {name: 'so it is while nobody has opened their link', body: nobody},
];
