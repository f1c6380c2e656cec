// What settings change about money: the lock-out of the trade password, orders that nobody reviews,
// and who may use the service of red packets (im-chat 2.1, 4).
import assert from 'node:assert/strict';
import {imchatAdmin, imchatPerson, mustImchat} from '../../lib/imchat.mjs';

const KEY = 'a-key-of-the-service';
const HAND_OUT = {userId: 77, total: 1, count: 1};

const code = async (http, method, path, token, value) =>
  (await http.call(method, path, token, value)).json?.code;

async function lockOut({start}) {
  const {imchat: http} = await start(
      {flags: ['--wallet.trade_pwd_max_fail=3', '--wallet.auto_confirm_recharge=true']});
  const ann = await imchatPerson(http, 'ann');
  await mustImchat(http, 'PUT', '/setTradePwd', ann.token, {tradePassword: '246813'});
  await mustImchat(http, 'POST', '/user/recharge', ann.token, {amount: 500, payType: 'bank'});
  const self = await mustImchat(http, 'GET', '/user/self', ann.token);
  assert.equal(self.balance, 500);
  const buy = (tradePassword) =>
    code(http, 'POST', '/user/buyVip', ann.token, {duration: 30, tradePassword});
  assert.equal(await buy('246813'), 200);
  for (let i = 0; i < 3; i++) assert.equal(await buy('wrong-1'), 4002);
  // Now not even the right one does, and nothing was paid.
  assert.equal(await buy('246813'), 400);
  assert.equal((await mustImchat(http, 'GET', '/user/self', ann.token)).balance, 400);
}

async function serviceKey({start}) {
  const {imchat: http} = await start({flags: [`--redpacket.service_key=${KEY}`]});
  const hand = (token) => code(http, 'POST', '/red/packet/hand/out', token, HAND_OUT);
  assert.equal(await hand(KEY), 200);
  assert.equal(await hand(`${KEY}x`), 401);
  assert.equal(await hand(null), 401);  // although it comes from this machine
  assert.equal(await code(http, 'GET', '/user/self', KEY), 401);
  const {token} = await imchatAdmin(http);
  assert.equal(await hand(token), 200);
}

async function openService({start}) {
  for (const flag of ['--redpacket.trust_loopback=true', '--redpacket.allow_anonymous=true']) {
    const {imchat: http} = await start({flags: [flag]});
    assert.equal(await code(http, 'POST', '/red/packet/hand/out', null, HAND_OUT), 200);
    assert.equal(await code(http, 'POST', '/red/packet/hand/out', 'garbage', HAND_OUT), 401);
  }
}

export const tests = [
  {name: 'wrong trade passwords lock it', body: lockOut},
  {name: 'the key of the service of red packets', body: serviceKey},
  {name: 'the service of red packets, open', body: openService},
];
