// Rules of the domain, asked through each dialect that has the act: whoever asks gets the same
// answer. A dialect without the act is left out by saying why.
import assert from 'node:assert/strict';
import {imchatAdmin, imchatFriends, imchatLogin} from '../lib/imchat.mjs';
import {openimAdmin, openimToken} from '../lib/openim.mjs';
import {until} from '../lib/report.mjs';
import {administrator, group, must, person, unique} from '../lib/world.mjs';

// A call as each dialect makes it: whether it was done, and what was answered.
const ask = (server) => ({
  async ruoyi(who, method, path, value) {
    const {json, text} = await server.http.call(method, path, who.token, value);
    return {ok: json?.code === 200, data: json?.data, text};
  },
  async imchat(who, method, path, value) {
    const {json, text} = await server.imchat.call(method, path, who.imchat, value);
    return {ok: json?.code === 200, data: json?.data, text};
  },
  async openim(who, path, value) {
    const {json, text} = await server.openim.call('POST', path, who.openim, value);
    return {ok: json?.errCode === 0, data: json?.data, text};
  },
  async appim(method, path, value) {
    const {bound} = server.apps;
    const token = {'app-id': bound.id, 'app-key': bound.master_key};
    const {json, text} = await server.appim.call(method, path, token, value);
    return {ok: json?.code === 0, data: json?.data, text};
  },
});

// Somebody who is signed in through RuoYi-IM, IM Chat and OpenIM.
async function everywhere(server, who) {
  const made = await person(server.http, who);
  const admin = await openimAdmin(server);
  return {...made, handle: `${made.id}`,
    imchat: (await imchatLogin(server.imchat, made.name)).token,
    openim: await openimToken(server, admin, `${made.id}`)};
}

async function office(server) {
  const {token} = await administrator(server.http);
  const {id, token: imchat} = await imchatAdmin(server.imchat);
  const openim = (await openimAdmin(server)).token;
  return {token, imchat, id, openim};
}

// Each way must give this; all of them are tried before one is named.
async function alike(wanted, ways) {
  const got = {};
  for (const [name, way] of Object.entries(ways)) {
    const answer = await way();
    got[name] = answer.ok;
    if (answer.ok !== wanted) got[`${name} said`] = answer.text;
  }
  const all = Object.fromEntries(Object.keys(ways).map((name) => [name, wanted]));
  assert.deepEqual(got, all);
}

const newest = async (call, boss, type) => (await call.ruoyi(boss, 'GET',
    `/api/admin/audit/list?pageSize=1&operationType=${type}`)).data.records[0];

async function bans({server}) {
  const call = ask(server);
  const boss = await office(server);
  const dan = await everywhere(server, 'dan');
  // RuoYi-IM and OpenIM have no bans.
  await alike(false, {
    'IM Chat, oneself': () => call.imchat(boss, 'PUT', '/im/user/ban', {userId: boss.id}),
    'App IM, the highest': () => call.appim('PUT', `/im/users/${boss.id}/ban`, {}),
  });
  assert.ok((await call.ruoyi(boss, 'GET', '/api/im/user/info')).ok, 'the administrator is in');
  for (const [name, ban, unban, by] of [
    ['IM Chat', () => call.imchat(boss, 'PUT', '/im/user/ban', {userId: dan.id, reason: 'spam',
      duration: 30}), () => call.imchat(boss, 'PUT', '/im/user/unban', {userId: dan.id}), boss.id],
    ['App IM', () => call.appim('PUT', `/im/users/${dan.id}/ban`, {reason: 'spam'}),
      () => call.appim('PUT', `/im/users/${dan.id}/unban`, {}), 0],
  ]) {
    assert.ok((await ban()).ok, name);
    const told = await newest(call, boss, 'user.ban');
    assert.equal(told.targetId, `${dan.id}`, name);
    assert.equal(told.userId, by, name);
    assert.match(told.detail, /because: spam$/, name);
    assert.equal(told.ipAddress, '127.0.0.1', name);
    assert.ok(!(await call.ruoyi({}, 'POST', '/api/im/auth/login',
        {username: dan.name, password: dan.password})).ok, `${name}: a banned person signs in`);
    if (by) {
      assert.ok(!(await call.appim('PUT', `/im/users/${dan.id}/unban`, {})).ok,
          'an application lifts the ban of the office');
    }
    assert.ok((await unban()).ok, name);
    assert.equal((await newest(call, boss, 'user.unban')).targetId, `${dan.id}`, name);
  }
}

async function words({server}) {
  const call = ask(server);
  const boss = await office(server);
  const ann = await everywhere(server, 'ann');
  const word = `zonk${unique()}`;
  const room = await group(server.http, ann, [], 'clean');
  const {conv_id: conv} = (await call.appim('POST', '/im/conversations',
      {client_id: ann.handle, to_client_ids: [`x${unique()}`, boss.id].slice(1).map(String),
        conv_type: 3})).data;
  const added = await call.imchat(boss, 'POST', '/im/sensitiveWord', {content: word});
  assert.ok(added.ok, added.text);
  const name = `a ${word}`;
  const register = (more) => ({password: 'Rather-long-77', ...more});
  const ways = (text) => ({
    'RuoYi-IM, registration': () => call.ruoyi({}, 'POST', '/api/im/auth/register',
        register({username: `u_${unique()}`, nickname: text})),
    'RuoYi-IM, nickname': () => call.ruoyi(ann, 'PUT', `/api/im/user/${ann.id}`, {nickname: text}),
    'RuoYi-IM, new group': () => call.ruoyi(ann, 'POST', '/api/im/group/create', {name: text}),
    'RuoYi-IM, group': () => call.ruoyi(ann, 'PUT', `/api/im/group/${room}`, {name: text}),
    'RuoYi-IM, name in a group': () => call.ruoyi(ann, 'PUT', `/api/im/group/${room}/nickname`,
        {nickname: text}),
    'IM Chat, registration': () => call.imchat({}, 'POST', '/register',
        register({username: `u_${unique()}`.slice(0, 20), nickName: text.slice(0, 20)})),
    'IM Chat, nickname': () => call.imchat(ann, 'PUT', '/user/update', {nickName: text}),
    'IM Chat, new group': () => call.imchat(ann, 'POST', '/group/create', {groupName: text}),
    'IM Chat, group': () => call.imchat(ann, 'PUT', '/group/modify',
        {groupId: room, groupName: text}),
    'OpenIM, nickname': () => call.openim(ann, '/user/update_user_info_ex',
        {userInfo: {userID: ann.handle, nickname: text}}),
    'OpenIM, new group': () => call.openim(ann, '/group/create_group', {ownerUserID: ann.handle,
      memberUserIDs: [], groupInfo: {groupName: text, groupType: 2}}),
    'OpenIM, group': () => call.openim(ann, '/group/set_group_info_ex',
        {groupID: `${room}`, groupName: text}),
    'OpenIM, name in a group': () => call.openim(ann, '/group/set_group_member_info', {members: [
      {groupID: `${room}`, userID: ann.handle, nickname: text}]}),
    'App IM, new client': () => call.appim('POST', '/im/users',
        {client_id: `c${unique()}`, extend: {nickname: text}}),
    'App IM, client': () => call.appim('PUT', `/im/users/${ann.handle}`,
        {extend: {nickname: text}}),
    'App IM, conversation': () => call.appim('PUT', '/im/conversations',
        {where: [['conv_id', '=', conv]], update: {conv_extend: {conv_name: text}}}),
  });
  try {
    await alike(false, ways(name));
  } finally {
    await call.imchat(boss, 'DELETE', '/im/sensitiveWord', {ids: [added.data.id]});
  }
  await alike(true, ways(`b ${unique()}`.slice(0, 12)));
}

async function looks({server}) {
  const call = ask(server);
  const ann = await everywhere(server, 'ann');
  const id = unique();
  const blank = '\u3000\u202e\u200b';
  const shown = `\u202eA\u200bnn ${id}`;
  await alike(false, {
    'RuoYi-IM, nickname': () => call.ruoyi(ann, 'PUT', `/api/im/user/${ann.id}`,
        {nickname: blank}),
    'IM Chat, nickname': () => call.imchat(ann, 'PUT', '/user/update', {nickName: blank}),
    'OpenIM, nickname': () => call.openim(ann, '/user/update_user_info_ex',
        {userInfo: {userID: ann.handle, nickname: blank}}),
    'IM Chat, group': () => call.imchat(ann, 'POST', '/group/create', {groupName: blank}),
  });
  await alike(true, {
    'RuoYi-IM': () => call.ruoyi(ann, 'PUT', `/api/im/user/${ann.id}`, {nickname: shown}),
  });
  assert.equal((await call.imchat(ann, 'GET', '/user/self')).data.nickName, `Ann ${id}`);
  const name = `alex${id}`;
  const made = (who, username) => who === 'imchat'
    ? call.imchat({}, 'POST', '/register', {username, password: 'Rather-long-77'})
    : call.ruoyi({}, 'POST', '/api/im/auth/register', {username, password: 'Rather-long-77'});
  assert.ok((await made('ruoyi', name)).ok);
  await alike(false, {
    'another case': () => made('ruoyi', name.toUpperCase()),
    'IM Chat, another case': () => made('imchat', name.toUpperCase()),
    'Cyrillic': () => made('imchat', `\u0430lex${id}`),
    'full width': () => made('imchat', `\uff41lex${id}`),
    'a space': () => made('imchat', ` ${name}`),
    'zero width': () => made('imchat', `${name}\u200b`),
    'direction': () => made('imchat', `\u202e${name}`),
  });
}

async function consent({server}) {
  const call = ask(server);
  const [ann, eve] = await Promise.all(['ann', 'eve'].map((who) => everywhere(server, who)));
  await imchatFriends(server.imchat, {token: eve.imchat}, {id: ann.id, token: ann.imchat});
  const room = await group(server.http, eve, [], 'hers');
  const ways = () => ({
    'RuoYi-IM, new group': () => call.ruoyi(eve, 'POST', '/api/im/group/create',
        {name: 'g', memberIds: [ann.id]}),
    'RuoYi-IM, members': () => call.ruoyi(eve, 'POST', `/api/im/group/${room}/members`,
        {userIds: [ann.id]}),
    'IM Chat, new group': () => call.imchat(eve, 'POST', '/group/create',
        {groupName: 'g', memberIds: [ann.id]}),
    'IM Chat, invitation': () => call.imchat(eve, 'POST', '/group/invite',
        {groupId: room, memberIds: [ann.id]}),
    'OpenIM, new group': () => call.openim(eve, '/group/create_group', {ownerUserID: eve.handle,
      memberUserIDs: [ann.handle], groupInfo: {groupName: 'g', groupType: 2}}),
    'OpenIM, invitation': () => call.openim(eve, '/group/invite_user_to_group',
        {groupID: `${room}`, invitedUserIDs: [ann.handle]}),
  });
  const allow = (addToGroups) => must(server.http, 'PUT', '/config/privacy', ann.token,
      {addToGroups});
  await allow('nobody');
  await alike(false, ways());
  await allow('contacts');
  await must(server.http, 'POST', `/config/blocked/${eve.id}`, ann.token);
  await alike(false, ways());
  await must(server.http, 'DELETE', `/config/blocked/${eve.id}`, ann.token);
  const {'RuoYi-IM, new group': first, 'OpenIM, new group': second} = ways();
  await alike(true, {first, second});
}

async function ownership({server}) {
  const call = ask(server);
  const [ann, bob] = await Promise.all(['ann', 'bob'].map((who) => everywhere(server, who)));
  const room = await group(server.http, ann, [bob], 'hers');
  await alike(false, {
    'RuoYi-IM': () => call.ruoyi(bob, 'PUT', `/api/im/group/${room}/transfer/${bob.id}`),
    'OpenIM': () => call.openim(bob, '/group/transfer_group', {groupID: `${room}`,
      oldOwnerUserID: ann.handle, newOwnerUserID: bob.handle}),
    'IM Chat, a manager': () => call.imchat(bob, 'POST', '/group/manager/add',
        {groupId: room, userId: bob.id}),
  });
  await alike(false, {
    'RuoYi-IM, mute of the owner': () => call.ruoyi(bob, 'POST',
        `/api/im/group/mute/member/${room}/${ann.id}`, {duration: 10}),
    'IM Chat, mute of the owner': () => call.imchat(bob, 'PUT', '/group/members/muted',
        {groupId: room, userId: ann.id, isMuted: true}),
    'OpenIM, mute of the owner': () => call.openim(bob, '/group/mute_group_member',
        {groupID: `${room}`, userID: ann.handle, mutedSeconds: 60}),
  });
  // Who ends the account hands the group over, whichever dialect they use.
  const again = await group(server.http, ann, [bob], 'hers too');
  assert.ok((await call.imchat(ann, 'DELETE', '/unregister')).ok);
  for (const id of [room, again]) {
    const {ownerId, memberCount} = await must(server.http, 'GET', `/group/${id}`, bob.token);
    assert.deepEqual({ownerId, memberCount}, {ownerId: bob.id, memberCount: 1});
  }
  assert.ok((await call.ruoyi(bob, 'DELETE', `/api/im/user/${bob.id}`)).ok);
}

async function money({server}) {
  const call = ask(server);
  const boss = await office(server);
  const ann = await everywhere(server, 'ann');
  const pay = (amount, transferFlag) => call.imchat(boss, 'POST', '/im/user/modifyAsset',
      {userId: ann.id, amount, transferFlag, remark: 'test'});
  assert.ok((await pay(5, 1)).ok);
  await alike(false, {
    'IM Chat': () => call.imchat(ann, 'DELETE', '/unregister'),
    'RuoYi-IM': () => call.ruoyi(ann, 'DELETE', `/api/im/user/${ann.id}`),
    'the console': () => call.ruoyi(boss, 'DELETE', `/api/admin/users/${ann.id}`),
  });
  assert.ok((await pay(5, -1)).ok);
  await alike(true, {'IM Chat': () => call.imchat(ann, 'DELETE', '/unregister')});
}

async function notes({server}) {
  const call = ask(server);
  const boss = await office(server);
  const [ann, bob] = await Promise.all(['ann', 'bob'].map((who) => everywhere(server, who)));
  const dm = await must(server.http, 'POST', '/conversation/create', ann.token,
      {type: 'PRIVATE', peerUserId: bob.id});
  const say = () => must(server.http, 'POST', '/message/send', ann.token,
      {conversationId: dm, type: 'TEXT', content: 'between us'});
  const noted = (type, done) =>
    until(async () => done(await newest(call, boss, type)), `a line of ${type}`);
  assert.equal((await newest(call, boss, 'user.sign_in')).targetType, 'user');
  const first = await say();
  await call.ruoyi(boss, 'GET', `/api/admin/messages/${first}`);
  await noted('message.read', (line) => line?.targetId === `${first}`);
  const second = await say();
  await call.imchat(boss, 'GET', `/im/privateMessage/${second}`);
  await noted('message.read', (line) => line?.targetId === `${second}`);
  const seq = await say();
  const id = `si_${[ann.handle, bob.handle].sort().join('_')}`;
  const recalled = await call.openim(boss, '/msg/revoke_msg',
      {conversationID: id, seq: 3, userID: ann.handle});
  assert.ok(recalled.ok, recalled.text);
  await noted('message.recall', (line) => line?.targetId === `${seq}`);
  await call.imchat(boss, 'PUT', '/im/user/ban', {userId: boss.id});
  await noted('refused', (line) => line?.operationResult === 'FAIL');
}

export const tests = [
  {name: 'who may ban whom', body: bans},
  {name: 'words that no name may hold', body: words},
  {name: 'names that deceive', body: looks},
  {name: 'who may be brought into a group', body: consent},
  {name: 'owners, mutes and the end of an owner', body: ownership},
  {name: 'money keeps an account', body: money},
  {name: 'acts of administrators are noted', body: notes},
];
