// The first administrator and the secrets at start (mapping 15.12): what is weak stops it with a
// sentence that holds no value, and what has no effect is said.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {ADMIN_PASSWORD} from '../../lib/server.mjs';

const signIn = async (http, username, password) =>
  (await http.call('POST', '/api/im/auth/login', null, {username, password})).json.code;

async function weakPassword({start}) {
  for (const weak of ['1', 'admin', 'short-7', '12345678', 'P@ssw0rd', 'admin1234', 'nimda123']) {
    await assert.rejects(start({adminPassword: weak}),
        /it needs at least 8 characters|attackers try it first/, weak);
  }
}

async function saidAtStart({start}) {
  const first = await start({adminPassword: ''});
  const ann = {username: 'ann', password: 'fixture-Pw-1'};
  assert.equal((await first.http.call('POST', '/api/im/auth/register', null, ann)).status, 200);
  first.options.adminPassword = ADMIN_PASSWORD;
  first.options.flags = ['--admin.username=ann'];
  await first.restart();
  assert.match(first.stderr, /admin\.username: ann is an account without rights/);
  assert.doesNotMatch(first.stderr, new RegExp(ADMIN_PASSWORD));
  first.options.flags = [];
  await first.restart();
  assert.match(first.stderr, /made administrator admin/);
  first.options.adminPassword = 'another-admin-1';
  await first.restart();
  assert.match(first.stderr, /admin\.password is not the password of admin/);
  assert.match(first.stderr, /admin\.password came as a flag/);
  assert.equal(await signIn(first.http, 'admin', ADMIN_PASSWORD), 200);
}

async function weakSecrets({start}) {
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-test-'));
  try {
    const made = await start({dataDir: dir});
    await made.stop();
    const file = path.join(dir, 'secrets.toml');
    const good = readFileSync(file, 'utf8');
    const bad = [['openim', 'openIM123openIM123'], ['openim', 'secret_wukongim1'],
      ['openim', 'aaaaaaaaaaaaaaaa'], ['openim', 'passwordpassword'],
      ['ruoyi_token', '0'.repeat(64)], ['imchat_access', 'ab'.repeat(32)],
      ['imchat_refresh', '0'.repeat(64)], ['seal', '0'.repeat(32)]];
    for (const [name, value] of bad) {
      writeFileSync(file, good.replace(new RegExp(`^${name} = .*$`, 'm'), `${name} = "${value}"`),
          {mode: 0o600});
      await assert.rejects(start({dataDir: dir}), (e) => {
        assert.match(e.message, new RegExp(`secrets.toml: ${name} is too weak`));
        assert.ok(!e.message.includes(value));
        return true;
      });
    }
    writeFileSync(file, good, {mode: 0o600});
    for (const key of ['aaaaaaaaaaaaaaaaaaaa', 'key']) {
      const flags = [`--redpacket.service_key=${key}`];
      await assert.rejects(start({dataDir: dir, flags}),
          /it is too short|it repeats itself/);
    }
    chmodSync(dir, 0o777);
    await assert.rejects(start({dataDir: dir}), /everybody on this machine can write/);
  } finally {
    rmSync(dir, {recursive: true, force: true});
  }
}

async function forgotten({start}) {
  const server = await start({});
  const {binary, storeUrl} = server.options;
  const run = (...words) => execFileSync(binary, ['admin', 'password', ...words, '--data',
    server.dataDir, ...(storeUrl ? [`--store.url=${storeUrl}`] : [])],
  {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
  const ann = {username: 'ann', password: 'fixture-Pw-1'};
  assert.equal((await server.http.call('POST', '/api/im/auth/register', null, ann)).status, 200);
  const {json} = await server.http.call('POST', '/api/im/auth/login', null,
      {username: 'admin', password: ADMIN_PASSWORD});
  await server.signal('SIGTERM');
  const [, password] = /^new password of admin: (\w+)$/m.exec(run('admin'));
  assert.throws(() => run('ann'), /ann is no administrator/);
  assert.throws(() => run('nobody'), /there is no user nobody/);
  await server.launch();
  assert.equal(await signIn(server.http, 'admin', password), 200);
  assert.equal(await signIn(server.http, 'admin', ADMIN_PASSWORD), 4003);
  const old = await server.http.call('GET', '/api/im/user/profile', json.data.token);
  assert.equal(old.status, 401);
}

export const tests = [
  {name: 'a weak password of the first administrator stops the start', on: 'sqlite',
    body: weakPassword},
  {name: 'what the settings of the first administrator do not do is said', body: saidAtStart},
  {name: 'weak secrets and open directories stop the start', on: 'sqlite', body: weakSecrets},
  {name: 'an administrator who forgot the password gets a new one', body: forgotten},
];
