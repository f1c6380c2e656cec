// Quotas of an application: connections and messages per second of each process.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {WebSocket} from 'ws';
import {readKeys} from '../../lib/appim_apps.mjs';
import {until} from '../../lib/report.mjs';

function koine(server, ...words) {
  const {binary, storeUrl} = server.options;
  return execFileSync(binary, ['app', ...words, '--data', server.dataDir,
    ...(storeUrl ? [`--store.url=${storeUrl}`] : [])], {encoding: 'utf8'});
}

async function withApp(start, ...words) {
  const server = await start({});
  await server.signal('SIGTERM');
  const app = {id: 'few', ...readKeys(koine(server, 'create', 'few', ...words))};
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
  assert.deepEqual(first(cat), {type: 'login.error', code: 1, msg: 'too many connections',
    data: null});
  await until(() => cat.closed !== null, 'a frame, or an end');
  // Who comes again on his device takes his own place.
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

export const tests = [
  {name: 'connections', body: connections},
  {name: 'messages per second', body: messages},
];
