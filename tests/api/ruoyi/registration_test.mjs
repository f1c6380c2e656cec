// Who may make an account (mapping 15.4): one setting for all dialects, which the dialects' own may
// narrow and never widen; clients are told.
import assert from 'node:assert/strict';
import {mustImchat} from '../../lib/imchat.mjs';
import {ADMIN_PASSWORD} from '../../lib/server.mjs';

const WHO = {username: 'newcomer', password: 'fixture-Pw-1'};
const CLOSED = 403;

// What registering answers, and what clients are told, in RuoYi-IM and IM Chat.
async function ask({http, imchat}) {
  const told = await http.call('GET', '/api/im/auth/registration', null);
  const config = await mustImchat(imchat, 'GET', '/system/config', null);
  const codes = [];
  for (const path of ['/api/im/auth/register', '/api/auth/register']) {
    codes.push((await http.call('POST', path, null, WHO)).json.code);
  }
  codes.push((await imchat.call('POST', '/register', null, WHO)).json.code);
  return {codes, told: told.json.data.open, mode: config.registration.mode};
}

async function closed({start}) {
  const server = await start({flags: ['--accounts.registration=closed',
    '--ruoyi.registration=true', '--imchat.registration=true']});
  assert.deepEqual(await ask(server), {codes: [CLOSED, CLOSED, CLOSED], told: false, mode: []});
  // An administrator makes accounts all the same.
  const admin = await server.http.call('POST', '/api/im/auth/login', null,
      {username: 'admin', password: ADMIN_PASSWORD});
  const made = await server.http.call('POST', '/api/im/user', admin.json.data.token, WHO);
  assert.equal(made.json.code, 200);
}

async function narrowed({start}) {
  const server = await start({flags: ['--ruoyi.registration=false']});
  const {codes, told, mode} = await ask(server);
  assert.deepEqual([codes, told, mode], [[CLOSED, CLOSED, 200], false, ['username']]);
}

async function invited({start}) {
  const server = await start({flags: ['--accounts.registration=invite']});
  const {http, imchat} = server;
  assert.deepEqual(await ask(server),
      {codes: [CLOSED, CLOSED, CLOSED], told: true, mode: ['username', 'invitation']});
  const admin = (await http.call('POST', '/api/im/auth/login', null,
      {username: 'admin', password: ADMIN_PASSWORD})).json.data.token;
  const code = async () =>
    (await http.call('POST', '/api/admin/invitations', admin)).json.data.code;
  const first = await code();
  const enter = async (username, invitation) => (await http.call('POST', '/api/im/auth/register',
      null, {...WHO, username, invitation})).json;
  assert.deepEqual(await enter('ann', 'nonsense'),
      {code: CLOSED, msg: '邀请码无效或已过期', data: null});
  assert.equal((await enter('ann', first)).code, 200);
  assert.equal((await enter('bob', first)).code, CLOSED);
  const second = await code();
  const bob = {...WHO, username: 'bob', invitation: second};
  assert.equal((await imchat.call('POST', '/register', null, bob)).json.code, 200);
  assert.equal((await enter('cat', second)).code, CLOSED);
  // An administrator makes accounts without.
  const made = await http.call('POST', '/api/im/user', admin, {...WHO, username: 'dan'});
  assert.equal(made.json.code, 200);
}

async function unknown({start}) {
  await assert.rejects(start({flags: ['--accounts.registration=ajar']}),
      /accounts\.registration.*expected open, invite or closed/);
}

export const tests = [
  {name: 'registration: closed in every dialect by one setting', on: 'sqlite', body: closed},
  {name: 'registration: a dialect may narrow it', on: 'sqlite', body: narrowed},
  {name: 'registration: by invitation', body: invited},
  {name: 'registration: an unknown word stops the start', on: 'sqlite', body: unknown},
];
