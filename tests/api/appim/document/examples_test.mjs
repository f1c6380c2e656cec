// The examples of the document of App IM, as they are written there: its curl commands run, but
// for the address, the key of the demo application, and places such as {conv_id}; what comes is
// compared byte for byte where the document agrees with itself, with ids and times put in.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import WebSocket from 'ws';
import {readKeys} from '../../../lib/appim_apps.mjs';

const run = promisify(execFile);
const FRAME_WAIT_MS = 10_000;
const HEX32 = /^[0-9a-f]{32}$/;
const PEOPLE = ['Tom', 'Jerry', 'Alex', 'Iron', '2', '1597500303', '1597500304'];

// Runs a command of the document and returns what it printed.
async function curl(world, text, conv = '') {
  const command = text.replaceAll('http://127.0.0.1/', `${world.server.origin}/`)
      .replaceAll('app-key: master', `app-key: ${world.master}`)
      .replaceAll('{conv_id}', conv);
  const {stdout} = await run('sh', ['-c', `${command} -s`], {encoding: 'utf8'});
  return stdout;
}

// The documented answer, with what differs from run to run put in.
const bytes = (value) => JSON.stringify(value);
const answer = (data) => bytes({code: 0, message: 'ok', data, 'request-id': null});

async function demo(start) {
  const server = await start({flags: ['--demo=true']});
  const keys = readKeys(server.stdout.slice(server.stdout.indexOf('\napp 666666\n') + 12));
  const headers = {'app-id': '666666', 'app-key': keys.master_key};
  const call = async (method, path, value) =>
    (await server.appim.call(method, path, headers, value)).json;
  for (const id of PEOPLE) await call('POST', '/im/users', {client_id: id});
  return {server, master: keys.master_key, call};
}

// A client of the demo application with a socket.
async function client(world, id) {
  const socket = new WebSocket(`ws://${world.server.addresses.appim_socket}/`);
  const frames = [];
  socket.on('message', (data) => frames.push(data.toString('utf8')));
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const next = async (type) => {
    for (const end = Date.now() + FRAME_WAIT_MS; Date.now() < end;) {
      const at = frames.findIndex((f) => JSON.parse(f).type === type);
      if (at >= 0) return frames.splice(at, 1)[0];
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`no ${type} came: ${frames.join(' ')}`);
  };
  return {socket, next, id};
}

const EXTEND = '"conv_extend":{"conv_name":"just test"}';
const CREATE = String.raw`curl -X POST \
  -H "app-id: 666666" \
  -H "app-key: master" \
  -H "Content-Type: application/json" \
  -d '{"client_id":"1597500303","to_client_ids":["1597500304"],"conv_type":2,${EXTEND}}' \
  http://127.0.0.1/im/conversations`;
const QUERY = String.raw`curl -X POST \
  -H "app-id: 666666" \
  -H "app-key: master" \
  -G \
  --data-urlencode 'where=[["conv_id","=","{conv_id}"]]' \
  --data-urlencode 'page=1' \
  --data-urlencode 'size=20' \
  http://127.0.0.1/im/conversations`;
const UPDATE = String.raw`curl -X PUT \
  -H "app-id: 666666" \
  -H "app-key: master" \
  -H "Content-Type: application/json" \
  -d '{"where": [["conv_id","=","{conv_id}"]],
    "update": {"conv_extend":{"conv_name":"test2"}}}' \
  http://127.0.0.1/im/conversations`;
const ADD = String.raw`curl -X POST \
  -H "app-id: 666666" \
  -H "app-key: master" \
  -H "Content-Type: application/json" \
  -d '{"client_ids": ["Tom", "Jerry"]}' \
  http://127.0.0.1/im/conversations/{conv_id}/members`;
const MEMBERS = String.raw`curl -X GET \
  -H "app-id: 666666" \
  -H "app-key: master" \
  http://127.0.0.1/im/conversations/{conv_id}/members`;
const SEND = String.raw`curl -X POST \
  -H "app-id: 666666" \
  -H "app-key: master" \
  -H "Content-Type: application/json" \
  -d '{"from_client":2,"type":-1,"text":"HELLO !"}' \
  http://127.0.0.1/im/conversations/{conv_id}/message`;
const MESSAGES = "'http://127.0.0.1/im/conversations/{conv_id}/message'";
const LIST = String.raw`curl --location --request GET ${MESSAGES} \
--header 'app-id: 666666' \
--header 'Content-Type: application/json' \
--data-raw '{
    "page":3,
    "size":5
}'`;
const REMOVE = String.raw`curl -X DELETE \
  -H "app-id: 666666" \
  -H "app-key: master" \
  http://127.0.0.1/im/conversations/{conv_id}`;

async function examples({start}) {
  const world = await demo(start);
  // Conversations: its answer shows null for the extension that was given.
  const made = JSON.parse(await curl(world, CREATE));
  const conv = made.data.conv_id;
  assert.match(conv, HEX32);
  assert.equal(bytes(made),
      answer({conv_extend: {conv_name: 'just test'}, conv_id: conv}));
  const found = await curl(world, QUERY, conv);
  const [one] = JSON.parse(found).data.data;
  assert.match(one.ctime, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  assert.equal(found, answer({current_page: 1, data: [{conv_id: conv, conv_type: 2, client_num: 2,
    app_id: '666666', conv_extend: {conv_name: 'just test'}, conv_creater_id: '1597500303',
    ctime: one.ctime, mtime: null}], last_page: 1, per_page: 20, total: 1}));
  assert.equal(await curl(world, UPDATE, conv), answer(true));

  // Members.
  const {data: {conv_id: team}} = await world.call('POST', '/im/conversations',
      {client_id: 'Alex', to_client_ids: ['Iron', '2'], conv_type: 3});
  assert.equal(await curl(world, ADD, team), answer(true));
  const members = JSON.parse(await curl(world, MEMBERS, team));
  assert.deepEqual(members.data, ['Alex', 'Iron', '2', 'Tom', 'Jerry']);

  // Messages: the answer, and what the others hear.
  const tom = await client(world, 'Tom');
  tom.socket.send(bytes({type: 'login', data: {device_id: '1111', app_id: '666666',
    client_id: 'Tom', ext: {nickname: 'liliSara'}}}));
  const login = await tom.next('login.success');
  const {data: {time}} = JSON.parse(login);
  assert.equal(login, bytes({type: 'login.success', msg: 'success', data: {time}}));
  const sent = await curl(world, SEND, team);
  const {data: {msg_id: id, time: at}} = JSON.parse(sent);
  assert.match(id, HEX32);
  assert.equal(sent, answer({msg_id: id, time: at}));
  const heard = await tom.next('msg.new');
  const {data: {ctime}} = JSON.parse(heard);
  assert.ok(ctime <= at);
  assert.equal(heard, bytes({type: 'msg.new', data: {from_client: 2, conv_id: team, msg_id: id,
    ctime, type: -1, text: 'HELLO !', attr: 'null', url: 'null', transient: '0', mention_all: 0,
    mention_client_ids: 'null'}}));

  // Its list shows page 3 of 5 each.
  const texts = Array.from({length: 11}, (_, i) => `1233333${i}`);
  for (const text of texts) {
    await world.call('POST', `/im/conversations/${team}/message`,
        {from_client: '2', type: -1, text});
  }
  const listed = await curl(world, LIST, team);
  const {data: rows} = JSON.parse(listed).data;
  const row = (item, text) => ({msg_id: item.msg_id, conv_id: team, type: -1, text, attr: null,
    url: 'null', ctime: item.ctime, msg_status: 1, no_sync: 0, mention_all: 0,
    mention_client_ids: 'null', transient: 0, mtime: null, client_id: '2'});
  assert.equal(listed, answer({current_page: 3,
    data: [row(rows[0], texts[0]), row(rows[1], 'HELLO !')], last_page: 3, per_page: 5,
    total: 12}));

  // The same device, the same account.
  const again = await client(world, 'Tom');
  again.socket.send(bytes({type: 'login', data: {device_id: '1111', app_id: '666666',
    client_id: 'Tom'}}));
  await again.next('login.success');
  const kick = JSON.parse(await tom.next('logout.kick'));
  assert.deepEqual(Object.keys(kick), ['type', 'msg', 'data']);

  assert.equal(await curl(world, REMOVE, team), answer(true));
  assert.equal(await curl(world, REMOVE, team),
      bytes({code: 4011, message: '未知会话', data: null, 'request-id': null}));
  again.socket.terminate();
}

export const tests = [{name: 'the examples of the document', body: examples}];
