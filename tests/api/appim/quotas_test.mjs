// Quotas of an application: connections and messages per second of each process.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {WebSocket} from 'ws';
import {signToken} from '../../lib/appim.mjs';
import {readKeys} from '../../lib/appim_apps.mjs';
import {AppimSocket} from '../../lib/appim_socket.mjs';
import {until} from '../../lib/report.mjs';

const TOKEN_S = 3600;

function koine(server, ...words) {
  const {binary, storeUrl} = server.options;
  return execFileSync(binary, ['app', ...words, '--data', server.dataDir,
    ...(storeUrl ? [`--store.url=${storeUrl}`] : [])], {encoding: 'utf8'});
}

async function withApp(start, ...words) {
  const server = await start({apps: true});
  await server.signal('SIGTERM');
  const app = {id: 'few', ...readKeys(koine(server, 'create', 'few', '--open',
    ...words))};
  await server.launch();
  return {server, app};
}

// A socket that logs in; answers {ws, frames} with the first frame there.
async function login(server, app, client, device) {
  const ws = new WebSocket(`${server.wsOrigin}/im/socket`);
  const frames = [];
  const socket = {ws, frames, closed: null};
  ws.on('message', (text) => frames.push(JSON.parse(text)));
  ws.on('close', (code) => { socket.closed = code; });
  await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject));
  ws.send(JSON.stringify({type: 'login', data: {device_id: device, app_id: app.id,
    client_id: client}}));
  await until(() => frames.find((f) => f.type.startsWith('login.')), 'a frame, or an end');
  return socket;
}

const first = (socket) => socket.frames.find((f) => f.type.startsWith('login.'));

async function connections({start}) {
  const {server, app} = await withApp(start, '--max-connections', '2');
  const ann = await login(server, app, 'ann', '1');
  const bob = await login(server, app, 'bob', '1');
  assert.deepEqual([first(ann).type, first(bob).type], ['login.success', 'login.success']);
  // One more gets no place.
  const cat = await login(server, app, 'cat', '1');
  const {'request-id': id, ...told} = first(cat);
  assert.match(id, /^[0-9a-f]{16}$/);
  assert.deepEqual(told, {type: 'login.error', code: 1, msg: 'too many connections',
    data: null});
  await until(() => cat.closed !== null, 'a frame, or an end');
  // Who comes again on their device takes their own place.
  const again = await login(server, app, 'ann', '1');
  assert.equal(first(again).type, 'login.success');
  await until(() => ann.closed !== null, 'a frame, or an end');
  // Another application has places of its own.
  const other = await login(server, server.apps.open, 'cat', '1');
  assert.equal(first(other).type, 'login.success');
  bob.ws.close();
  await until(() => bob.closed !== null, 'a frame, or an end');
  await until(async () => {
    const dan = await login(server, app, 'dan', '1');
    return first(dan).type === 'login.success';
  }, 'a frame, or an end');
  for (const {ws} of [again, other]) ws.close();
}

async function messages({start}) {
  const {server, app} = await withApp(start, '--max-messages-per-second=3');
  const token = {'app-id': app.id, 'app-key': app.master_key};
  const call = (method, path, value) => server.appim.call(method, path, token, value);
  for (const id of ['ann', 'bob']) await call('POST', '/im/users', {client_id: id});
  const made = await call('POST', '/im/conversations',
      {client_id: 'ann', to_client_ids: ['bob'], conv_type: 3});
  const conv = made.json.data.conv_id;
  const send = () => call('POST', `/im/conversations/${conv}/message`,
      {from_client: 'ann', type: -1, text: 'x'});
  const answers = await Promise.all(Array.from({length: 40}, send));
  const refused = answers.filter((a) => a.json.code !== 0);
  assert.ok(refused.length > 0, 'nothing was refused');
  // seen: POST /im/conversations/{conv_id}/message 1 too many messages per second
  for (const {status, json} of refused) {
    assert.equal(status, 429);
    assert.deepEqual(json,
        {code: 1, message: 'too many messages per second', data: null, 'request-id': null});
  }
  const list = await call('GET', `/im/conversations/${conv}/message`);
  assert.equal(list.json.data.total, answers.length - refused.length);
  // The same quota for sockets; the refusal names the message.
  const ann = await login(server, app, 'ann', '1');
  for (let i = 0; i < 20; i++) {
    ann.ws.send(JSON.stringify({type: 'msg.send', data: {conv_id: conv, cid: `c${i}`, type: -1,
      text: 'y'}}));
  }
  const acked = () => ann.frames.filter((f) => f.type === 'msg.send.ack');
  await until(() => acked().length === 20, 'all are answered');
  const no = acked().filter((f) => f.code !== undefined);
  assert.ok(no.length > 0, 'no frame was refused');
  for (const ack of no) {
    assert.deepEqual([ack.code, ack.msg], [1, 'too many messages per second']);
    assert.match(ack.data.cid, /^c\d+$/);
  }
  ann.ws.close();
  await until(async () => (await send()).json.code === 0, 'a frame, or an end');
}

// Who knows the id of an open application makes only so many clients; with a key it may be more.
async function newClients({start}) {
  const {server, app} = await withApp(start, '--max-new-clients-per-minute', '2');
  for (const [id, type] of [['a', 'login.success'], ['b', 'login.success'],
    ['a', 'login.success'], ['c', 'login.error']]) {
    const socket = await login(server, app, id, '1');
    assert.equal(first(socket).type, type, id);
    if (type === 'login.error') {
      assert.deepEqual([first(socket).code, first(socket).msg], [1, 'too many new clients']);
    }
    socket.ws.close();
  }
  const make = (id, key) => server.appim.call('POST', '/im/users',
      {'app-id': app.id, ...(key ? {'app-key': key} : {})}, {client_id: id});
  // seen: POST /im/users 1 too many new clients
  const refused = await make('d');
  assert.deepEqual([refused.status, refused.json.message], [429, 'too many new clients']);
  assert.equal((await make('d', app.app_key)).json.code, 0);
}

// An application is closed unless it was made with --open, and can be closed and opened later.
async function closed({start}) {
  const server = await start({apps: true});
  const stopped = async (...words) => {
    await server.signal('SIGTERM');
    const out = koine(server, ...words);
    await server.launch();
    return out;
  };
  const text = await stopped('create', 'shop');
  assert.doesNotMatch(text, /^open=/m);
  const app = {id: 'shop', ...readKeys(text)};
  const list = (headers) => server.appim.call('GET', '/im/conversations?where=%5B%5D',
      {'app-id': 'shop', ...headers});
  const code = async (headers = {}) => (await list(headers)).json.code;
  const tokenOf = (id) => signToken(app.secret,
      {unique_name: id, exp: Math.floor(Date.now() / 1000) + TOKEN_S});
  const enter = async (data) => {
    const socket = await AppimSocket.open(server);
    const [answer] = await socket.ask('login', {device_id: '1', app_id: 'shop', client_id: 'ann',
      ...data});
    return {socket, code: answer.code ?? 0};
  };
  assert.equal(await code(), 4002);
  assert.equal(await code({'app-key': app.app_key}), 4002);
  assert.equal(await code({'app-key': app.master_key}), 0);
  assert.equal((await enter({})).code, 4001);
  // Who has a token is made a client.
  assert.equal((await enter({token: tokenOf('ann')})).code, 0);
  assert.equal(await code({'app-key': app.app_key, Authorization: `Bearer ${tokenOf('ann')}`}), 0);

  await stopped('set', 'shop', 'token_verify', 'off', 'key_required', 'off');
  assert.equal(await code(), 0);
  assert.equal((await enter({})).code, 0);
  await stopped('set', 'shop', 'token_verify', 'on', 'key_required', 'on', 'auto_register',
      'off');
  assert.equal(await code(), 4002);
  assert.equal((await enter({token: tokenOf('ann')})).code, 0);
  assert.equal((await enter({client_id: 'bob', token: tokenOf('bob')})).code, 211);
  await server.signal('SIGTERM');
  for (const words of [['token_verify'], ['token_verify', 'maybe'], ['single_device', 'on']]) {
    assert.throws(() => koine(server, 'set', 'shop', ...words), /app/);
  }
  assert.match(koine(server, 'create', 'wide', '--open'), /^open=anybody who knows the id/m);
  await server.launch();
}

export const tests = [
  {name: 'an application is closed unless it was made open', body: closed},
  {name: 'clients that are made without a key', body: newClients},
  {name: 'connections', on: 'sqlite', body: connections},
  {name: 'messages per second', on: 'sqlite', body: messages},
];
