// The first person of a new server is 10001 (im-chat 2.1): the administrator, where one is made at
// the start, or else who registers first.
import assert from 'node:assert/strict';
import {imchatAdmin, imchatPerson} from '../../lib/imchat.mjs';

const FIRST = 10001;

async function administrator({start}) {
  const server = await start({apps: false});
  assert.equal((await imchatAdmin(server.imchat)).id, FIRST);
  assert.equal((await imchatPerson(server.imchat, 'ann')).id, FIRST + 1);
}

async function nobody({start}) {
  const server = await start({apps: false, adminPassword: ''});
  assert.equal((await imchatPerson(server.imchat, 'ann')).id, FIRST);
}

export const tests = [
  {name: 'the administrator is 10001, who comes next 10002', body: administrator},
  {name: 'without one, who registers first is 10001', body: nobody},
];
