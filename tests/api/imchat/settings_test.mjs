// What settings change: the zone of times (im-chat 1.6), who answers strangers (mapping 4.3), and
// what becomes of words that nobody is to read (mapping 7.2).
import assert from 'node:assert/strict';
import {imchatAdmin, imchatFriends, imchatPerson, mustImchat} from '../../lib/imchat.mjs';
import {mustOpenim, openimAdmin} from '../../lib/openim.mjs';
import {must, person, unique} from '../../lib/world.mjs';

const NEAR_MS = 120_000;
const HOUR_MS = 3_600_000;

async function zone({start}) {
  for (const [flags, hours] of [[[], 8], [['--imchat.zone=UTC'], 0],
    [['--imchat.zone=-05:30'], -5.5]]) {
    const {imchat: http} = await start({flags});
    const {token} = await imchatAdmin(http);
    const word = await mustImchat(http, 'POST', '/im/sensitiveWord', token,
        {content: `w${unique()}`});
    const {createTime} = await mustImchat(http, 'GET', `/im/sensitiveWord/${word.id}`, token);
    const shown = Date.parse(`${createTime.replace(' ', 'T')}Z`);
    const apart = shown - hours * HOUR_MS - Date.now();
    assert.ok(Math.abs(apart) < NEAR_MS, `${flags}: ${createTime}`);
  }
}

async function strangers({start}) {
  for (const [flags, code] of [[[], 200], [['--imchat.reply_to_strangers=false'], 2001]]) {
    const server = await start({flags});
    const ivy = await imchatPerson(server.imchat, 'ivy');
    const rae = await person(server.http, 'rae');
    const say = async () => (await server.imchat.call('POST', '/message/private/send', ivy.token,
        {receiverId: rae.id, content: 'x', messageType: 1})).json.code;
    assert.equal(await say(), 2001, `${flags}: before`);
    await must(server.http, 'POST', '/message/send', rae.token,
        {receiverId: ivy.id, type: 'TEXT', content: 'hello'});
    assert.equal(await say(), code, `${flags}`);
  }
}

async function words({start}) {
  const server = await start({flags: ['--messages.words=refuse']});
  const {imchat} = server;
  const admin = await imchatAdmin(imchat);
  const [ann, bob] = [await imchatPerson(imchat, 'ann'), await imchatPerson(imchat, 'bob')];
  await imchatFriends(imchat, ann, bob);
  const word = `w${unique()}`;
  const text = `a ${word} day`;
  const say = (content, clientMsgId) => imchat.call('POST', '/message/private/send', ann.token,
      {receiverId: bob.id, content, messageType: 1, clientMsgId});
  const first = await say(text, 'c1');
  assert.equal(first.json.code, 200);
  const {id} = await mustImchat(imchat, 'POST', '/im/sensitiveWord', admin.token,
      {content: word});
  assert.deepEqual((await say(text, 'c2')).json,
      {code: 400, message: '内容包含敏感词', data: null});
  // What was sent before stands, and its retry is confirmed.
  assert.equal((await say(text, 'c1')).json.data.id, first.json.data.id);
  assert.equal((await say('a good day', 'c3')).json.code, 200);
  // The same answer in every dialect, in theirs.
  const [rae, sue] = [await person(server.http, 'rae'), await person(server.http, 'sue')];
  const told = await server.http.call('POST', '/api/im/message/send', rae.token,
      {receiverId: sue.id, type: 'TEXT', content: text});
  assert.deepEqual([told.json.code, told.json.msg], [400, '消息包含敏感词汇']);
  const office = await openimAdmin(server);
  const sent = await server.openim.call('POST', '/msg/send_msg', office.token, {
    sendID: `${rae.id}`, recvID: `${sue.id}`, contentType: 101, sessionType: 1,
    content: {content: text}});
  assert.equal(sent.json.errCode, 1001, sent.text);
  const made = await must(server.http, 'POST', '/message/send', rae.token,
      {receiverId: sue.id, type: 'TEXT', content: 'fine'});
  const edited = await server.http.call('PUT', `/api/im/message/${made}/edit`, rae.token,
      {content: text});
  assert.equal(edited.json.code, 400, edited.text);
  // Not only messages: what a group says of itself, from the beginning.
  const group = (more) => server.openim.call('POST', '/group/create_group', office.token, {
    ownerUserID: `${rae.id}`, memberUserIDs: [`${sue.id}`],
    groupInfo: {groupName: 'g', groupType: 2, ...more}});
  assert.equal((await group({introduction: text})).json.errCode, 1001);
  assert.equal((await group({notification: text})).json.errCode, 1001);
  const {groupInfo} = (await group({introduction: 'fine'})).json.data;
  assert.equal((await server.openim.call('POST', '/group/set_group_info_ex', office.token,
      {groupID: groupInfo.groupID, notification: text})).json.errCode, 1001);
  await mustImchat(imchat, 'PUT', '/im/sensitiveWord/enable', admin.token, {id, enabled: false});
  assert.equal((await say(text, 'c4')).json.code, 200);
}

async function ignored({start}) {
  const server = await start({flags: ['--messages.words=ignore']});
  const {imchat} = server;
  const admin = await imchatAdmin(imchat);
  const [ann, bob] = [await imchatPerson(imchat, 'ann'), await imchatPerson(imchat, 'bob')];
  await imchatFriends(imchat, ann, bob);
  const word = `w${unique()}`;
  await mustImchat(imchat, 'POST', '/im/sensitiveWord', admin.token, {content: word});
  const said = await mustImchat(imchat, 'POST', '/message/private/send', ann.token,
      {receiverId: bob.id, content: word, messageType: 1});
  assert.equal(said.content, word);
  await mustImchat(imchat, 'PUT', '/user/update', ann.token, {nickName: word});
}

// The description of a group is masked from the beginning, too.
async function masked({server}) {
  const admin = await imchatAdmin(server.imchat);
  const word = `w${unique()}`;
  const {id} = await mustImchat(server.imchat, 'POST', '/im/sensitiveWord', admin.token,
      {content: word});
  const rae = await person(server.http, 'rae');
  const office = await openimAdmin(server);
  const {groupInfo} = await mustOpenim(server.openim, '/group/create_group', office.token, {
    ownerUserID: `${rae.id}`, groupInfo: {groupName: 'g', groupType: 2,
      introduction: `a ${word}`, notification: `b ${word}`}});
  assert.equal(groupInfo.introduction, 'a ***');
  assert.equal(groupInfo.notification, 'b ***');
  await mustImchat(server.imchat, 'DELETE', `/im/sensitiveWord/${id}`, admin.token);
}

export const tests = [
  {name: 'times are in the zone of the setting', body: zone},
  {name: 'who was written to by a stranger may answer, or not', body: strangers},
  {name: 'texts with words that nobody is to read are refused', body: words},
  {name: 'words that nobody is to read are ignored', body: ignored},
  {name: 'what a new group says of itself is masked', body: masked},
];
