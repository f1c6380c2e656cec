// In which zone times of conversations are written, and read in conditions (app-im 1.7).
import assert from 'node:assert/strict';
import {refusal} from '../../lib/cluster.mjs';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

async function anotherZone({start}) {
  const server = await start({apps: true, flags: ['--appim.zone=-05:30']});
  const {open} = server.apps;
  const headers = {'app-id': open.id, 'app-key': open.master_key};
  const call = async (method, path, value) => {
    const {json, text} = await server.appim.call(method, path, headers, value);
    assert.equal(json?.code, 0, text);
    return json.data;
  };
  for (const id of ['ann', 'bob']) await call('POST', '/im/users', {client_id: id});
  const made = await call('POST', '/im/conversations',
      {client_id: 'ann', to_client_ids: ['bob'], conv_type: 3});
  const find = (...conditions) => call('GET', '/im/conversations?where=' +
      encodeURIComponent(JSON.stringify([['conv_id', made.conv_id], ...conditions])));
  const {data: [{ctime}]} = await find();
  const ms = Date.parse(`${ctime.replace(' ', 'T')}-05:30`);
  assert.ok(Math.abs(Date.now() - ms) < 5 * MINUTE_MS, `${ctime} is now`);
  assert.equal((await find(['ctime', '=', ctime])).total, 1);
  const shanghai = new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 19).replace('T', ' ');
  assert.equal((await find(['ctime', '=', shanghai])).total, 0);
  assert.equal((await find(['ctime', '<', shanghai])).total, 1);
}

function noZone({server}) {
  const {status, text} = refusal(server.options.binary,
      ['serve', '--data', `${server.dataDir}/none`, '--appim.zone=Nowhere/Land']);
  assert.notEqual(status, 0);
  assert.match(text, /appim\.zone/);
}

export const tests = [
  {name: 'times are in the zone of the setting', body: anotherZone},
  {name: 'an unknown zone is refused', on: 'sqlite', body: noZone},
];
