// What an installation does without: its paths are unknown, and clients are told to show no way
// there.
import assert from 'node:assert/strict';
import {mustImchat} from '../../lib/imchat.mjs';
import {person} from '../../lib/world.mjs';

const UNKNOWN = 404;
const CALLS = {
  money: [['imchat', 'GET', '/user/queryUserFundDetail'],
    ['imchat', 'POST', '/user/recharge', {amount: 5, payType: 'alipay'}]],
  packets: [['imchat', 'POST', '/redPackage/send', {}],
    ['imchat_redpacket', 'POST', '/red/packet/hand/out', {}]],
  calls: [['imchat', 'GET', '/webrtc/iceServers'], ['ruoyi', 'GET', '/api/im/video-call/active'],
    ['ruoyi', 'GET', '/api/im/video-call/group/active']],
};

async function statuses(server, who, feature) {
  const out = [];
  for (const [where, method, path, body] of CALLS[feature]) {
    const origin = where === 'imchat_redpacket'
      ? `http://${server.addresses.imchat_redpacket}` : server.origin;
    const answer = await fetch(origin + path, {method, body: body && JSON.stringify(body),
      headers: {authorization: `Bearer ${who.token}`, 'content-type': 'application/json'}});
    out.push(answer.status);
  }
  return out;
}

async function off({start}, flag, gone) {
  const server = await start({flags: [`--${flag}=false`]});
  const ann = await person(server.http, 'ann', 'feat');
  const told = (await server.http.call('GET', '/api/im/features', null)).json.data;
  const config = (await mustImchat(server.imchat, 'GET', '/system/config', null)).features;
  for (const feature of Object.keys(CALLS)) {
    const isGone = gone.includes(feature);
    assert.equal(told[feature], !isGone, feature);
    for (const status of await statuses(server, ann, feature)) {
      assert.equal(status === UNKNOWN, isGone, `${feature}: ${status}`);
    }
  }
  const events = (await server.http.request('GET', '/openapi/ruoyi.json')).json['x-events'];
  assert.ok(events.some((event) => event.type === 'new_message'), 'messages are described');
  assert.equal(events.some((event) => event.type === 'incoming_call'), !gone.includes('calls'));
  assert.deepEqual(config, {wallet: !gone.includes('money'), redPacket: !gone.includes('packets'),
    call: !gone.includes('calls')});
}

export const on = 'sqlite';
export const tests = [
  {
    name: 'without money there are no packets either',
    body: (world) => off(world, 'features.money', ['money', 'packets']),
  },
  {
    name: 'without packets the wallet stays',
    body: (world) => off(world, 'features.packets', ['packets']),
  },
  {
    name: 'without calls nobody is called in any dialect',
    body: (world) => off(world, 'features.calls', ['calls']),
  },
];
