// The commands of whoever runs the server, through koine.sock while it runs and on its store when
// it is stopped: they do the same, are noted, and refuse with a sentence.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {statSync} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import {PATIENCE} from '../../lib/patience.mjs';

const RUN_MS = 20_000 * PATIENCE;
const PASSWORD = 'kettle-on-42';

// A function that runs `koine WORDS` for the data directory (and database) of a server.
function commandsOf(server) {
  const {binary, storeUrl} = server.options;
  const place = ['--data', server.dataDir, ...(storeUrl ? [`--store.url=${storeUrl}`] : [])];
  return (words, input = '') => {
    const {status, stdout, stderr} = spawnSync(binary, [...words, ...place],
        {encoding: 'utf8', timeout: RUN_MS, input});
    return {status, stdout, stderr};
  };
}

function done(answer) {
  assert.equal(answer.status, 0, answer.stderr);
  return answer.stdout;
}
const json = (answer) => JSON.parse(done(answer));

async function signIn(server, username, password) {
  const {json: answer} = await server.http.call('POST', '/api/im/auth/login', null,
      {username, password});
  return answer;
}

// In the audit log of RuoYi-IM, which has no field for it, the operator is the name of who acted.
async function namesOperator(server, token) {
  const {json: answer} = await server.http.call('GET',
      '/api/admin/audit/list?operationType=user.role', token);
  const [{userId, userName, ipAddress}] = answer.data.records;
  assert.match(userName, /^operator uid \d+$/);
  assert.deepEqual([userId, ipAddress], [0, null]);
}

async function users({start}) {
  const server = await start({});
  const koine = commandsOf(server);
  for (const live of [true, false]) {
    if (!live) await server.signal('SIGTERM');
    const ann = live ? 'ann' : 'ann2';
    const made = json(koine(['user', 'create', ann, '--nickname', 'Ann Lee', '--json']));
    assert.equal(made.username, ann);
    assert.match(made.password, /^[0-9a-f]{20}$/);
    const given = json(koine(['user', 'passwd', ann, '--password-stdin', '--json'],
        `${PASSWORD}\n`));
    assert.equal(given.password, '', 'a password that was given is not told');
    assert.equal(json(koine(['user', 'role', ann, 'admin', '--json'])).role, 'admin');
    assert.equal(json(koine(['user', 'disable', ann, '--json'])).state, 'disabled');
    if (live) assert.notEqual((await signIn(server, ann, PASSWORD)).code, 200);
    assert.equal(json(koine(['user', 'enable', `id:${made.id}`, '--json'])).state, 'active');
    const listed = json(koine(['user', 'list', '--find', ann, '--role', 'admin', '--json']));
    assert.deepEqual([listed.total, listed.users[0].nickname], [1, 'Ann Lee']);
    if (live) {
      const answer = await signIn(server, ann, PASSWORD);
      assert.equal(answer.code, 200);
      assert.equal(answer.data.userInfo.role, 'ADMIN');
      await namesOperator(server, answer.data.token);
      const [session] = json(koine(['user', 'sessions', ann, '--json'])).sessions;
      assert.deepEqual([session.dialect, session.address], ['ruoyi', '127.0.0.1']);
      assert.match(done(koine(['user', 'sessions', ann, 'end'])), /1 logins ended/);
      assert.equal((await server.http.call('GET', '/api/im/user/info', answer.data.token)).status,
          401);
    }
    assert.match(koine(['user', 'delete', ann]).stdout, /deleted/);
    assert.match(koine(['user', 'show', ann]).stderr, /there is no user/);
    const noted = json(koine(['audit', 'list', '--since', '1d', '--json'])).entries
        .filter((one) => one.target === `user ${made.id}` && one.action !== 'user.sign_in');
    assert.deepEqual(noted.map((one) => one.action),
        ['user.delete', ...(live ? ['user.sign_out'] : []), 'user.enable', 'user.disable',
          'user.role', 'user.password', 'user.create']);
    for (const one of noted) {
      assert.match(one.address, /^operator uid \d+$/);
    }
  }
}

async function refusals({start}) {
  const server = await start({});
  const koine = commandsOf(server);
  done(koine(['user', 'create', 'bob', '--password-stdin'], `${PASSWORD}\n`));
  const before = json(koine(['user', 'list', '--json']));
  for (const [words, says, input] of [
    [['user'], /usage: koine user create/],
    [['user', 'paint', 'bob'], /usage: koine user/],
    [['user', 'create', 'bob'], /there is a user with this username already/],
    [['user', 'create', 'x'], /a name has 2 to 50 characters/],
    [['user', 'create', 'two words'], /a name has 2 to 50 characters/],
    [['user', 'create', 'carl', '--role', 'king'], /there is no role king/],
    [['user', 'create', 'carl', '--email', 'nowhere'], /--email is no address/],
    [['user', 'create', 'carl', '--nickname'], /--nickname needs a value/],
    [['user', 'create', 'carl', '--nickname', 'c', '--nickname', 'd'], /given twice/],
    [['user', 'create', 'carl', '--password-stdin'], /there is no password on standard input/],
    [['user', 'create', 'carl', '--password-stdin'], /attackers try this password/, 'carl1234\n'],
    [['user', 'create', 'carl', '--colour', 'red'], /--colour/],
    [['user', 'list', '--limit', '0'], /--limit is from 1 to 10000/],
    [['user', 'show', 'nobody'], /there is no user nobody/],
    [['user', 'role', 'bob'], /usage: koine user/],
    [['user', 'passwd', 'nobody'], /there is no user nobody/],
    [['user', 'delete', 'admin'], /a super administrator is not deleted; first: koine user role/],
    [['invite', 'two'], /invite does not take the word two/],
    [['audit'], /usage: koine audit/],
    [['audit', 'list', '--since', 'long'], /--since takes days/],
    [['audit', 'list', '--actor', 'nobody'], /there is no user nobody/],
    [['log', 'level', 'loud'], /usage: koine log level/],
    [['reload', 'now'], /reload does not take the word now/],
    [['status', 'now'], /status does not take the word now/],
  ]) {
    const {status, stdout, stderr} = koine(words, input);
    assert.notEqual(status, 0, words.join(' '));
    assert.match(stderr, says, words.join(' '));
    assert.equal(stdout, '', words.join(' '));
  }
  assert.deepEqual(json(koine(['user', 'list', '--json'])), before);
}

async function running({start}) {
  const server = await start({});
  const koine = commandsOf(server);
  const socket = path.join(server.dataDir, 'koine.sock');
  assert.equal(statSync(socket).mode & 0o777, 0o600);
  const now = json(koine(['status', '--json']));
  assert.deepEqual([now.writable, now.users_online], [true, 0]);
  assert.match(done(koine(['status'])), /^writable=yes$/m);
  assert.match(done(koine(['log', 'level', 'debug'])), /log\.level is debug/);
  assert.equal(json(koine(['log', 'level', '--json'])).level, 'debug');
  assert.match(done(koine(['reload'])), /reloaded/);
  assert.equal(json(koine(['log', 'level', '--json'])).level, 'info');
  assert.match(done(koine(['app', 'create', 'shop1'])), /app_key=/);
  assert.match(done(koine(['admin', 'password', 'admin'])), /new password of admin/);
  assert.match(done(koine(['audit', 'wallet'])), /all agree/);
  const actions = json(koine(['audit', 'list', '--json'])).entries.map((one) => one.action);
  assert.deepEqual(actions, ['user.password', 'app.create', 'server.reload', 'log.level']);
  // What is no request is answered, and nobody waits for a client that says nothing.
  const said = await new Promise((resolve) => {
    let text = '';
    const client = net.connect(socket).on('data', (piece) => { text += piece; })
        .on('close', () => resolve(text));
    client.end('no request');
  });
  assert.match(said, /the request cannot be read/);
  assert.equal(json(koine(['status', '--json'])).writable, true);
  await server.signal('SIGTERM');
  for (const words of [['status'], ['reload'], ['log', 'level', 'info']]) {
    const {status, stderr} = koine(words);
    assert.equal(status, 1);
    assert.match(stderr, /no server runs with \/.*koine serve --data/);
  }
}

// A socket that a killed server left behind is no server.
async function killed({start}) {
  const server = await start({});
  const koine = commandsOf(server);
  await server.kill9();
  assert.ok(statSync(path.join(server.dataDir, 'koine.sock')).isSocket());
  assert.match(koine(['status']).stderr, /no server runs/);
  assert.equal(json(koine(['user', 'show', 'admin', '--json'])).role, 'super_admin');
  await server.launch();
  assert.equal(json(koine(['status', '--json'])).writable, true);
}

// Every command gives its fields, not a text, as JSON.
async function fields({start}) {
  const server = await start({});
  const koine = commandsOf(server);
  const app = (...words) => json(koine(['app', ...words, '--json']));
  const made = app('create', 'shop2', 'name=Shop', '--max-connections', '7');
  assert.match(made.app_key, /^\w{16,}$/);
  assert.match(made.master_key, /^\w{16,}$/);
  assert.match(made.secret, /^\S{16,}$/);
  assert.deepEqual([made.app_id, made.open], ['shop2', false]);
  assert.equal(app('set', 'shop2', 'auto_register', 'off').settings.auto_register, false);
  const [listed] = app('list').apps;
  assert.deepEqual([listed.app_id, listed.name, listed.bound, listed.settings.max_connections],
      ['shop2', 'Shop', false, 7]);
  const turned = app('rotate-key', 'shop2', 'master');
  assert.notEqual(turned.master_key, made.master_key);
  assert.equal(turned.app_key, '', 'the other key is not told');
  assert.notEqual(app('rotate-key', 'shop2', 'secret').secret, made.secret);
  const {webhook, secret} = app('webhook', 'add', 'shop2', 'https://example.org/hook');
  assert.match(secret, /^\S{16,}$/);
  assert.deepEqual(app('webhook', 'list', 'shop2').webhooks.map(({id, url}) => [id, url]),
      [[webhook, 'https://example.org/hook']]);
  assert.deepEqual(app('webhook', 'dead', 'shop2'), {deliveries: []});
  assert.deepEqual(app('webhook', 'resend', 'shop2', 'all'), {resent: 0});
  assert.deepEqual(app('webhook', 'remove', 'shop2', `${webhook}`), {id: webhook, removed: true});
  app('create', 'home', 'bound');
  assert.deepEqual(app('delete', 'shop2'), {app_id: 'shop2', deleted: true});
  assert.deepEqual(app('list').apps.map((one) => [one.app_id, one.bound]), [['home', true]]);
  assert.equal(json(koine(['admin', 'password', 'admin', '--json'])).username, 'admin');
  assert.equal(json(koine(['audit', 'wallet', '--json'])).findings, 0);
}

async function invitations({start}) {
  const server = await start({flags: ['--accounts.registration=invite']});
  const {code} = json(commandsOf(server)(['invite', '--json']));
  const register = (username, invitation) => server.http.call('POST', '/api/im/auth/register',
      null, {username, password: PASSWORD, invitation});
  assert.notEqual((await register('dora', 'wrong')).json.code, 200);
  assert.equal((await register('dora', code)).json.code, 200);
  assert.notEqual((await register('emil', code)).json.code, 200);
}

// Nobody has to give a password to a file or a variable: the first start prints a link.
async function first({start}) {
  const server = await start({adminPassword: ''});
  const link = () => server.stdout.match(/no administrator yet: .*\n {2}(\S+)\/#\/reset\/(\S+)/);
  const [, origin, code] = link();
  assert.equal(origin, server.origin);
  assert.notEqual((await signIn(server, 'admin', '')).code, 200);
  const reset = (with_, newPassword) => server.http.call('POST', '/api/im/auth/reset', null,
      {code: with_, newPassword});
  const taken = await server.http.call('POST', '/api/im/auth/register', null,
      {username: 'admin', password: PASSWORD});
  assert.notEqual(taken.json.code, 200, 'nobody takes the name before');
  await server.restart();
  const again = link()[2];
  assert.notEqual((await reset(again, 'admin123')).json.code, 200, 'a usual password');
  assert.equal((await reset(again, PASSWORD)).json.code, 200);
  assert.notEqual((await reset(code, 'another-one-7')).json.code, 200, 'the older link');
  assert.notEqual((await reset(again, 'another-one-7')).json.code, 200, 'once');
  const {data} = await signIn(server, 'admin', PASSWORD);
  assert.equal(data.userInfo.role, 'SUPER_ADMIN');
  await server.restart();
  assert.equal(link(), null);
}

export const tests = [
  {name: 'operator: users, with a server and without', body: users},
  {name: 'operator: what is refused changes nothing', body: refusals},
  {name: 'operator: status, log level, reload, applications', body: running},
  {name: 'operator: fields as JSON', body: fields},
  {name: 'operator: a socket without a server', body: killed},
  {name: 'operator: invitations', body: invitations},
  {name: 'operator: the first administrator comes by a link', body: first},
];
