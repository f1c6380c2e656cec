// What settings change about money: the lock-out of the trade password, orders that nobody reviews,
// who may use the service of red packets, and what a VIP may do (im-chat 2.1, 4); and changes that
// come twice (im-chat 1.7).
import assert from 'node:assert/strict';
import {imchatAdmin, imchatPerson, mustImchat} from '../../lib/imchat.mjs';
import {sleep} from '../../lib/report.mjs';

const KEY = 'a-key-of-the-service';
const VIP_GROUPS = 3;
const REPEAT_MS = 4000;
const HAND_OUT = {userId: 77, total: 1, count: 1};

const code = async (http, method, path, token, value) =>
  (await http.call(method, path, token, value)).json?.code;

async function lockOut({start}) {
  const {imchat: http} = await start(
      {flags: ['--wallet.auto_confirm_recharge=true']});
  const ann = await imchatPerson(http, 'ann');
  await mustImchat(http, 'PUT', '/setTradePwd', ann.token, {tradePassword: '246813'});
  await mustImchat(http, 'POST', '/user/recharge', ann.token, {amount: 500, payType: 'bank'});
  const self = await mustImchat(http, 'GET', '/user/self', ann.token);
  assert.equal(self.balance, 500);
  const buy = (tradePassword) =>
    code(http, 'POST', '/user/buyVip', ann.token, {duration: 30, tradePassword});
  assert.equal(await buy('246813'), 200);
  for (let i = 0; i < 5; i++) assert.equal(await buy('wrong-1'), 4002);
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

async function vipGroups({start}) {
  const {imchat: http} = await start(
      {flags: ['--group.create_requires_vip=true', '--wallet.auto_confirm_recharge=true']});
  const [ann, bob] = [await imchatPerson(http, 'ann'), await imchatPerson(http, 'bob')];
  const create = async (more) =>
    (await http.call('POST', '/group/create', ann.token, {groupName: 'team', ...more})).json;
  const needed = {code: 403, message: '仅VIP用户可以创建群聊', data: null};
  assert.deepEqual(await create(), needed);
  // What is wrong with the request, and who is not there, is told first.
  assert.equal((await create({groupName: ''})).code, 400);
  assert.equal((await create({memberIds: [999_999_999]})).code, 1001);

  await mustImchat(http, 'PUT', '/setTradePwd', ann.token, {tradePassword: '246813'});
  await mustImchat(http, 'POST', '/user/recharge', ann.token, {amount: 500, payType: 'bank'});
  assert.deepEqual(await create(), needed);  // money alone makes no VIP
  await mustImchat(http, 'POST', '/user/buyVip', ann.token,
      {duration: 30, tradePassword: '246813'});
  // Of many at once so many as are allowed.
  const made = await Promise.all(Array(8).fill(0).map(() => create()));
  const ids = made.filter((one) => one.code === 200).map((one) => one.data.id);
  assert.equal(ids.length, VIP_GROUPS);
  const full = {code: 400, message: '每个VIP用户最多拥有3个群聊', data: null};
  for (const one of made.filter((other) => other.code !== 200)) assert.deepEqual(one, full);
  // Another's group is none of ann's, and one that has ended is none.
  await mustImchat(http, 'DELETE', `/group/delete/${ids[0]}`, ann.token);
  assert.equal((await create()).code, 200);
  assert.deepEqual(await create(), full);
  await mustImchat(http, 'POST', `/group/join/${ids[1]}`, bob.token);
  assert.equal(await code(http, 'POST', '/group/create', bob.token, {groupName: 'b'}), 403);
}

async function anybodysGroups({start}) {
  const {imchat: http} = await start({});
  const ann = await imchatPerson(http, 'ann');
  for (let i = 0; i <= VIP_GROUPS; i++) {
    await mustImchat(http, 'POST', '/group/create', ann.token, {groupName: `g${i}`});
  }
}

async function repeated({start}) {
  const {imchat: http} = await start({flags: [`--imchat.repeat_submit_ms=${REPEAT_MS}`]});
  const [ann, bob] = [await imchatPerson(http, 'ann'), await imchatPerson(http, 'bob')];
  const create = (who, groupName) => http.call('POST', '/group/create', who.token, {groupName});
  const answers = await Promise.all(Array(4).fill(0).map(() => create(ann, 'one')));
  const again = {code: 400, message: '请勿提交重复请求', data: null};
  assert.equal(answers.filter(({json}) => json.code === 200).length, 1);
  for (const {json} of answers) if (json.code !== 200) assert.deepEqual(json, again);
  assert.equal((await create(ann, 'two')).json.code, 200);
  assert.equal((await create(bob, 'one')).json.code, 200);
  // What only looks is never one, whatever its method.
  for (let i = 0; i < 3; i++) {
    assert.equal((await mustImchat(http, 'GET', '/group/list', ann.token)).length, 2);
  }
  const {token} = await imchatAdmin(http);
  for (let i = 0; i < 2; i++) {
    await mustImchat(http, 'POST', '/im/user/findByIds', token, {userIds: [ann.id]});
  }
  await sleep(REPEAT_MS);
  assert.equal((await create(ann, 'one')).json.code, 200);
}

export const tests = [
  {name: 'wrong trade passwords lock it', body: lockOut},
  {name: 'the key of the service of red packets', body: serviceKey},
  {name: 'the service of red packets, open', body: openService},
  {name: 'groups of VIPs only', body: vipGroups},
  {name: 'groups of anybody', body: anybodysGroups},
  {name: 'the same change twice', body: repeated},
];
