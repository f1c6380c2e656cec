// openim 4.12: what the settings say, and a server that starts again.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import net from 'node:net';
import {mustOpenim, openimAdmin} from '../../../lib/openim.mjs';
import {PATIENCE} from '../../../lib/patience.mjs';
import {until} from '../../../lib/report.mjs';
import {ADMIN_PASSWORD} from '../../../lib/server.mjs';
import {makePeople} from '../gateway/people.mjs';

const END_MS = 15_000 * PATIENCE;

async function settings({server}) {
  const admin = await openimAdmin(server);
  const text = await mustOpenim(server.openim, '/config/get_config', admin.token,
      {configName: 'koine.toml'});
  const all = JSON.parse(text);
  assert.equal(all['openim.admin_users'], 'imAdmin');
  assert.equal(all['admin.password'], '***');
  assert.ok(!text.includes(ADMIN_PASSWORD));
}

async function restart({start}) {
  const server = await start({});
  // From now on the ports are fixed, and it comes back where it was.
  await server.restart();
  const {admin, ann} = await makePeople(server, ['ann']);
  const {pid} = server.child;
  const up = async () => (await server.http.request('GET', '/healthz').catch(() => null))?.status;
  const {hostname, port} = new URL(server.http.origin);
  const open = net.connect(Number(port), hostname);
  await once(open, 'connect');
  // seen: POST /restart 0
  await mustOpenim(server.openim, '/restart', admin.token, {});
  // It ends what is open, and then is there again.
  await once(open.resume(), 'close', {signal: AbortSignal.timeout(END_MS)});
  await until(async () => await up() === 200, 'it is back');
  assert.equal(server.child.pid, pid);
  assert.ok(server.alive);
  server.openim.reset();
  const data = await mustOpenim(server.openim, '/user/get_users_info', ann.token,
      {userIDs: [ann.id]});
  assert.equal(data.usersInfo[0].userID, ann.id);
}

export const tests = [
  {name: 'settings without their secrets', on: 'sqlite', body: settings},
  {name: 'it starts again', body: restart},
];
