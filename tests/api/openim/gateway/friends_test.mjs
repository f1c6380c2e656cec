// openim-http 6.2 1201 to 1210, mapping 9.1: what is told of friends, whoever acts.
import assert from 'node:assert/strict';
import {mustOpenim} from '../../../lib/openim.mjs';
import {contentOf} from '../../../lib/openim_socket.mjs';
import {befriend, must} from '../../../lib/world.mjs';
import {chatOf, makePeople, withSockets} from './people.mjs';

const NOTHING_MS = 300;
const tipsOf = (message) => JSON.parse(contentOf(message).detail);
const ofType = (type) => ({message, notification}) => notification && message.contentType === type;

// The version of somebody's list of friends, as a client reads it.
async function versionOf(server, person) {
  const {version, versionID} = await mustOpenim(server.openim, '/friend/get_incremental_friends',
      person.token, {userID: person.id, versionID: '', version: 0});
  return [version, versionID];
}

export const tests = [
  {
    name: 'a request, its refusal, another, its approval: 1203, 1202, 1203, 1201',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const stream = `n_${chatOf(ann, bob).slice(3)}`;
      const pair = {fromUserID: ann.id, toUserID: bob.id};
      const apply = (reqMsg) => mustOpenim(server.openim, '/friend/add_friend', ann.token,
          {...pair, reqMsg, ex: 'e'});
      const answer = (handleResult, handleMsg) => mustOpenim(server.openim,
          '/friend/add_friend_response', bob.token, {...pair, handleResult, handleMsg});
      await withSockets(server, [ann, bob], {}, async (a, b) => {
        await apply('hi');
        const applied = await b.push(ofType(1203));
        assert.equal(applied.conversation, stream);
        const {message} = applied;
        assert.deepEqual([message.seq, message.sendID, message.recvID, message.sessionType,
          message.options.history], [0, ann.id, bob.id, 1, false]);
        const request = {fromUserID: ann.id, fromNickname: ann.nick, toUserID: bob.id,
          toNickname: bob.nick, handleResult: 0, reqMsg: 'hi', handlerUserID: '', handleMsg: '',
          handleTime: 0, ex: 'e'};
        const tips = tipsOf(message);
        assert.deepEqual(tips, {fromToUserID: pair, request: {...tips.request, ...request}});
        assert.ok(tips.request.createTime > 0);
        assert.deepEqual((await a.push(ofType(1203))).message, message);

        await answer(-1, 'no');
        for (const socket of [a, b]) {
          const refused = (await socket.push(ofType(1202))).message;
          const told = tipsOf(refused);
          assert.deepEqual([refused.sendID, refused.recvID], [bob.id, ann.id]);
          assert.deepEqual(told, {fromToUserID: pair, handleMsg: 'no', request: {...tips.request,
            handleResult: -1, handlerUserID: bob.id, handleMsg: 'no',
            handleTime: refused.sendTime}});
        }
        await apply('again');
        await answer(1, 'yes');
        for (const [socket, person] of [[a, ann], [b, bob]]) {
          const {message: approved} = await socket.push(ofType(1201));
          const told = tipsOf(approved);
          assert.deepEqual([told.fromToUserID, told.handleMsg, told.request.handleResult,
            told.request.reqMsg], [pair, 'yes', 1, 'again']);
          assert.deepEqual([told.friendVersion, told.friendVersionID],
              await versionOf(server, person));
        }
      });
    },
  },
  {
    name: 'friends made, named and ended in RuoYi: 1203, 1201, 1206, 1210, 1205 to both',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann, bob], {}, async (a, b) => {
        await befriend(server.http, ann.ruoyi, bob.ruoyi);
        assert.equal(tipsOf((await b.push(ofType(1203))).message).fromToUserID.fromUserID, ann.id);
        for (const socket of [a, b]) {
          assert.deepEqual(tipsOf((await socket.push(ofType(1201))).message).fromToUserID,
              {fromUserID: ann.id, toUserID: bob.id});
        }
        await must(server.http, 'PUT', `/contact/${bob.id}/remark`, ann.ruoyi.token,
            {remark: 'Bobby'});
        const named = await a.push(ofType(1206));
        const [version, versionID] = await versionOf(server, ann);
        assert.deepEqual(tipsOf(named.message), {fromToUserID: {fromUserID: ann.id,
          toUserID: bob.id}, friendVersion: version, friendVersionID: versionID,
        friendSortVersion: 0});
        assert.equal(await b.push(ofType(1206), NOTHING_MS), null);
        await must(server.http, 'DELETE', `/contact/${bob.id}`, ann.ruoyi.token);
        for (const [socket, person, other] of [[a, ann, bob], [b, bob, ann]]) {
          const [number, id] = await versionOf(server, person);
          assert.deepEqual(tipsOf((await socket.push(ofType(1205))).message), {fromToUserID:
            {fromUserID: person.id, toUserID: other.id}, friendVersion: number,
          friendVersionID: id});
        }
      });
    },
  },
  {
    name: 'what a user does alone is told to their own devices: 1205, 1207, 1208, 1210',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      await befriend(server.http, ann.ruoyi, bob.ruoyi);
      const pair = {fromUserID: ann.id, toUserID: bob.id};
      const call = (path, value) => mustOpenim(server.openim, path, ann.token, value);
      await withSockets(server, [ann, bob], {}, async (a, b) => {
        await call('/friend/update_friends', {ownerUserID: ann.id, friendUserIDs: [bob.id],
          isPinned: true, remark: 'B'});
        const [version, versionID] = await versionOf(server, ann);
        const updated = await a.push(ofType(1210));
        assert.equal(updated.conversation, `n_${ann.id}_${ann.id}`);
        assert.deepEqual(tipsOf(updated.message), {fromToUserID: {fromUserID: '',
          toUserID: ann.id}, friendIDs: [bob.id], friendVersion: version,
        friendVersionID: versionID});
        await call('/friend/add_black', {ownerUserID: ann.id, blackUserID: bob.id});
        assert.deepEqual(tipsOf((await a.push(ofType(1207))).message), {fromToUserID: pair});
        await call('/friend/remove_black', {ownerUserID: ann.id, blackUserID: bob.id});
        assert.deepEqual(tipsOf((await a.push(ofType(1208))).message), {fromToUserID: pair});
        await call('/friend/delete_friend', {ownerUserID: ann.id, friendUserID: bob.id});
        assert.deepEqual(tipsOf((await a.push(ofType(1205))).message).fromToUserID, pair);
        assert.equal(await b.push(({notification}) => notification, NOTHING_MS), null);
      });
    },
  },
  {
    name: 'imported friends hear of it without a request; a new name is told to friends',
    async body({server}) {
      const {admin, ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann, bob], {}, async (a, b) => {
        await mustOpenim(server.openim, '/friend/import_friend', admin.token,
            {ownerUserID: ann.id, friendUserIDs: [bob.id]});
        for (const socket of [a, b]) {
          const tips = tipsOf((await socket.push(ofType(1201))).message);
          assert.deepEqual([tips.fromToUserID, tips.request],
              [{fromUserID: ann.id, toUserID: bob.id}, null]);
        }
        await mustOpenim(server.openim, '/user/update_user_info_ex', ann.token,
            {userInfo: {userID: ann.id, nickname: 'Annie'}});
        assert.deepEqual(tipsOf((await a.push(ofType(1303))).message), {userID: ann.id});
        assert.deepEqual(tipsOf((await b.push(ofType(1209))).message), {userID: ann.id});
      });
    },
  },
];
