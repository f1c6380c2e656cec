// koine erase: what people of IM Chat and OpenIM wrote, and all of an application of App IM, is
// found in no byte of the data directory afterwards.
import assert from 'node:assert/strict';
import {readKeys} from '../../lib/appim_apps.mjs';
import {MARK, assertGone, commandsOf, done, found} from '../../lib/erased.mjs';
import {imchatFriends, imchatLogin, imchatPerson, mustImchat} from '../../lib/imchat.mjs';
import {mustOpenim, openimAdmin, openimPeople, sayOpenim} from '../../lib/openim.mjs';
import {uploadObject} from '../../lib/openim_object.mjs';
import {png} from '../../lib/png.mjs';
import {unique} from '../../lib/world.mjs';

const HOURS_MS = 3 * 3600 * 1000;
const MINUTES_MS = 2 * 60 * 1000;

// A picture with the mark behind its end, which readers of pictures pass over.
const picture = (mark = MARK) => Buffer.concat([png(40, 30), Buffer.from(mark)]);

async function form(origin, path, headers, name, bytes, fields = {}) {
  const data = new FormData();
  for (const [key, value] of Object.entries(fields)) data.append(key, value);
  data.append('file', new Blob([bytes]), name);
  const answer = await fetch(origin + path, {method: 'POST', headers, body: data});
  const json = await answer.json();
  assert.ok(answer.status === 200 && [0, 200].includes(json.code), JSON.stringify(json));
  return json.data;
}

async function erase(server, koine, name) {
  assert.ok(found(server).length > 0);
  done(koine('erase', 'user', name, '--words', 'delete', '--yes'));
  await server.advanceClock(HOURS_MS, HOURS_MS);
  await assertGone(server, MARK, () => server.advanceClock(HOURS_MS, HOURS_MS));
}

async function imchat({start}) {
  const server = await start({testClock: true});
  const http = server.imchat;
  const koine = commandsOf(server);
  const id = unique();
  const ann = await imchatPerson(http, `${MARK}ann`, id);
  const bob = await imchatPerson(http, 'bob', id);
  await mustImchat(http, 'PUT', '/user/update', ann.token,
      {nickName: `${MARK}nick`, signature: MARK});
  await imchatFriends(http, ann, bob);
  const group = await mustImchat(http, 'POST', '/group/create', bob.token,
      {groupName: 'team', memberIds: [ann.id]});
  const say = (who, more) => mustImchat(http, 'POST',
      `/message/${more.groupId ? 'group' : 'private'}/send`, who.token,
      {messageType: 1, ...more});
  await say(ann, {receiverId: bob.id, content: `${MARK} one`, clientMsgId: `${MARK}-1`});
  await say(ann, {groupId: group.id, content: `${MARK} two`});
  const taken = await say(ann, {groupId: group.id, content: `${MARK} taken back`});
  await mustImchat(http, 'DELETE', `/message/group/recall/${taken.id}`, ann.token);
  await say(bob, {receiverId: ann.id, content: 'bob says'});
  const origin = server.originOf('imchat');
  const headers = {Authorization: `Bearer ${ann.token}`};
  const sent = await form(origin, '/file/upload', headers, `${MARK}.png`, picture(),
      {type: 'image'});
  assert.ok((await fetch(sent.thumbUrl)).ok);
  await form(origin, '/file/upload', headers, `${MARK}.txt`, Buffer.from(`${MARK} in a file`),
      {type: 'file'});
  await erase(server, koine, ann.name);
  const {token} = await imchatLogin(http, bob.name);
  const left = await mustImchat(http, 'GET', '/message/group/history?page=1&size=20' +
      `&groupId=${group.id}`, token);
  assert.ok(!JSON.stringify(left).includes(MARK));
}

async function openim({start}) {
  const server = await start({testClock: true});
  const http = server.openim;
  const koine = commandsOf(server);
  const admin = await openimAdmin(server);
  const people = await openimPeople(server, admin, [`${MARK}ann`, 'bob', 'cat'], unique());
  const [ann, bob] = [people[`${MARK}ann`], people.bob];
  await mustOpenim(http, '/user/update_user_info_ex', ann.token,
      {userInfo: {userID: ann.id, nickname: `${MARK}nick`, ex: MARK}});
  const {groupInfo} = await mustOpenim(http, '/group/create_group', bob.token,
      {ownerUserID: bob.id, memberUserIDs: [ann.id, people.cat.id],
        groupInfo: {groupName: 'team', groupType: 2}});
  const group = {group: groupInfo.groupID};
  await mustOpenim(http, '/group/set_group_member_info', ann.token, {members: [
    {groupID: groupInfo.groupID, userID: ann.id, nickname: `${MARK}here`, ex: MARK}]});
  await sayOpenim(server, admin, ann, bob, `${MARK} one`);
  await sayOpenim(server, admin, ann, group, `${MARK} two`);
  await sayOpenim(server, admin, bob, group, 'bob says');
  // A quote carries the message that it answers.
  await mustOpenim(http, '/msg/send_msg', admin.token, {sendID: bob.id, recvID: people.cat.id,
    sessionType: 1, senderPlatformID: 2, contentType: 114, content: {text: 'so they said',
      quoteMessage: {clientMsgID: 'q', sendID: ann.id, senderNickname: `${MARK}nick`,
        contentType: 101, textElem: {content: `${MARK} one`}}}});
  await mustOpenim(http, '/friend/add_friend', ann.token,
      {fromUserID: ann.id, toUserID: people.cat.id, reqMsg: MARK});
  await uploadObject(server, ann, `${ann.id}/${MARK}.bin`, Buffer.from(`${MARK} in an object`));
  const listed = JSON.parse(done(koine('user', 'list', '--json'))).users;
  const own = listed.find((one) => one.nickname === `${MARK}nick`);
  await erase(server, koine, `id:${own.id}`);
}

async function application({start}) {
  const server = await start({testClock: true});
  const koine = commandsOf(server);
  const shop = {id: 'shop', ...readKeys(done(koine('app', 'create', 'shop', '--open',
      '--max-new-clients-per-minute', '0')))};
  const other = {id: 'other', ...readKeys(done(koine('app', 'create', 'other', '--open',
      '--max-new-clients-per-minute', '0')))};
  const call = async (app, method, path, value) => {
    const {json, text} = await server.appim.call(method, path,
        {'app-id': app.id, 'app-key': app.master_key}, value);
    assert.equal(json?.code, 0, `${method} ${path}: ${text}`);
    return json.data;
  };
  const fill = async (app, mark) => {
    for (const who of ['ann', 'bob']) {
      await call(app, 'POST', '/im/users',
          {client_id: `${mark}${who}`, extend: {nickname: `${mark} nick`}});
    }
    const made = await call(app, 'POST', '/im/conversations', {client_id: `${mark}ann`,
      to_client_ids: [`${mark}bob`], conv_type: 3, conv_extend: {conv_name: `${mark} team`}});
    const pair = await call(app, 'POST', '/im/conversations',
        {client_id: `${mark}ann`, to_client_ids: [`${mark}bob`], conv_type: 1});
    const say = (conv, more) => call(app, 'POST', `/im/conversations/${conv}/message`,
        {from_client: `${mark}ann`, type: -1, ...more});
    await say(made.conv_id, {text: `${mark} one`, attr: {a: mark}});
    const taken = await say(made.conv_id, {text: `${mark} taken back`});
    await call(app, 'PUT', `/im/conversations/${made.conv_id}/message/${taken.msg_id}/recall`,
        {from_client: `${mark}ann`});
    // What was cleared for both before is erased, too.
    await say(pair.conv_id, {text: `${mark} cleared`});
    await call(app, 'DELETE', `/im/conversations/${pair.conv_id}`, {client_id: `${mark}ann`});
    const headers = {'app-id': app.id, 'app-key': app.app_key};
    await form(server.origin, '/im/file/upload', headers, `${mark}.png`, picture(mark));
    await form(server.origin, '/im/file/upload', headers, `${mark}.txt`,
        Buffer.from(`${mark} in a file`));
    return made.conv_id;
  };
  await fill(shop, MARK);
  const kept = await fill({...other}, 'stays');
  assert.ok(found(server).length > 0);
  assert.match(done(koine('erase', 'app', 'shop', '--dry-run')), /^app shop: 2 files\n$/);
  done(koine('erase', 'app', 'shop', '--yes', '--no-wait'));
  // Its people go when who is signed in has heard of the end.
  await server.advanceClock(MINUTES_MS);
  await server.advanceClock(HOURS_MS);
  await assertGone(server, MARK, () => server.advanceClock(HOURS_MS));
  const list = await call(other, 'GET', `/im/conversations/${kept}/message`);
  assert.match(JSON.stringify(list), /stays one/);
}

export const release = true;
export const tests = [
  {name: 'erased words of people of IM Chat are nowhere', body: imchat},
  {name: 'erased words of people of OpenIM are nowhere', body: openim},
  {name: 'nothing of an erased application is anywhere', body: application},
];
