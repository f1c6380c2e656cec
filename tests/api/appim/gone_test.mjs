// A socket that is gone before its frame is answered leaves nothing behind.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readKeys} from '../../lib/appim_apps.mjs';
import {AppimSocket} from '../../lib/appim_socket.mjs';
import {until} from '../../lib/report.mjs';

const TIMES = 20;

// The socket is reset a little after the frame, now sooner and now later: in some of the turns
// while the frame is on its way to the store.
async function sendAndVanish(socket, frame, turn) {
  socket.ws.send(JSON.stringify(frame));
  await new Promise((resolve) => socket.ws._socket.write('', resolve));
  const end = performance.now() + turn % 10 * 0.4;
  while (performance.now() < end) { /* a timer would be too coarse */ }
  socket.ws._socket.resetAndDestroy();
  await socket.closed;
}

async function loginThenGone({start}) {
  const server = await start({apps: true});
  await server.signal('SIGTERM');
  const {binary, storeUrl} = server.options;
  const words = ['create', 'brief', '--open', '--max-connections', '2'];
  const keys = readKeys(execFileSync(binary, ['app', ...words, '--data', server.dataDir,
    ...(storeUrl ? [`--store.url=${storeUrl}`] : [])], {encoding: 'utf8'}));
  await server.launch();
  const app = {id: 'brief', ...keys};
  for (let i = 0; i < TIMES; i++) {
    const socket = await AppimSocket.open(server);
    await sendAndVanish(socket, {type: 'login',
      data: {device_id: '1', app_id: app.id, client_id: `brief${i}`}}, i);
  }
  await until(async () => {
    const socket = await AppimSocket.open(server);
    const [answer] = await socket.ask('login',
        {device_id: '1', app_id: app.id, client_id: 'ann'});
    socket.ws.close();
    return answer?.type === 'login.success';
  }, 'the places of sockets that are gone are free');
}

async function joinThenGone({start}) {
  const server = await start({apps: true});
  const app = server.apps.open;
  const token = {'app-id': app.id, 'app-key': app.master_key};
  const call = (method, path, value) => server.appim.call(method, path, token, value);
  for (const id of ['gann', 'gbob']) await call('POST', '/im/users', {client_id: id});
  const made = await call('POST', '/im/conversations', {client_id: 'gann',
    to_client_ids: ['gbob'], conv_type: 4});
  const room = made.json.data.conv_id;
  const ann = await AppimSocket.login(server, app, 'gann');
  const bob = await AppimSocket.login(server, app, 'gbob');
  for (let i = 0; i < TIMES; i++) {
    const socket = await AppimSocket.login(server, app, 'gbob', null, '2');
    await sendAndVanish(socket, {type: 'conv.join', data: {conv_id: room}}, i);
  }
  const count = async () => (await call('GET',
      `/im/conversations/${room}/members/online-count`)).json.data.count;
  // What came before the answer to this has come and gone.
  assert.equal((await ann.ask('conv.join', {conv_id: room}))[0]?.type, 'conv.join.ack');
  assert.equal(await count(), 1, 'only ann is there');
  assert.equal(bob.ended, undefined);
  for (const socket of [ann, bob]) socket.close();
}

export const tests = [
  {name: 'a login whose socket is gone takes no place', body: loginThenGone},
  {name: 'who joins a room and is gone is not in it', body: joinThenGone},
];
