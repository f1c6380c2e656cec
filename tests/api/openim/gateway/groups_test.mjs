// openim-http 6.2 1501 to 1520, mapping 7.3, 9.2: what is told of groups, live and as lines of the
// chat, whoever acts.
import assert from 'node:assert/strict';
import {mustOpenim} from '../../../lib/openim.mjs';
import {contentOf} from '../../../lib/openim_socket.mjs';
import {group, must} from '../../../lib/world.mjs';
import {makePeople, withSockets} from './people.mjs';

const NOTHING_MS = 300;
const tipsOf = (message) => JSON.parse(contentOf(message).detail);
const live = (type) => ({message, notification}) => notification && message.contentType === type;
const line = (type) => ({message, notification}) => !notification && message.contentType === type;

// The lines of a chat as they are pulled: [type, tips].
async function linesOf(socket, chat) {
  const {msgs} = await socket.must(1002,
      {seqRanges: [{conversationID: chat, begin: 0, end: 99, num: 99}]});
  return msgs[chat].Msgs.map((m) => [m.contentType, tipsOf(m)]);
}

export const tests = [
  {
    name: 'a group made in RuoYi: all hear 1501, and the chat has a line',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann, bob], {}, async (a, b) => {
        const groupID = `${await group(server.http, ann.ruoyi, [bob.ruoyi], 'Team')}`;
        const chat = `sg_${groupID}`;
        const created = await a.push(live(1501));
        assert.equal(created.conversation, `n_${groupID}`);
        const {message} = created;
        assert.deepEqual([message.seq, message.sendID, message.recvID, message.groupID,
          message.sessionType, message.msgFrom, message.options.history],
        [0, ann.id, groupID, groupID, 3, 200, false]);
        const tips = tipsOf(message);
        assert.deepEqual(Object.keys(tips).sort(), ['group', 'groupMemberVersion',
          'groupMemberVersionID', 'groupOwnerUser', 'memberList', 'opUser', 'operationTime']);
        const {group: info, opUser, memberList} = tips;
        assert.deepEqual([info.groupID, info.groupName, info.ownerUserID, info.creatorUserID,
          info.groupType, info.status], [groupID, 'Team', ann.id, ann.id, 2, 0]);
        assert.deepEqual([opUser.groupID, opUser.userID, opUser.nickname, opUser.roleLevel],
            [groupID, ann.id, ann.nick, 100]);
        assert.deepEqual(memberList.map((m) => m.userID), [ann.id]);
        const all = tipsOf((await b.push(live(1501))).message);
        assert.deepEqual([all.memberList.map((m) => m.userID), all.opUser.userID,
          all.groupOwnerUser.userID], [[ann.id, bob.id], ann.id, ann.id]);
        // Each act makes one version of one log: clients apply what continues theirs.
        assert.deepEqual([all.groupMemberVersion, all.groupMemberVersionID],
            [tips.groupMemberVersion + 1, tips.groupMemberVersionID]);
        for (const socket of [a, b]) {
          const stored = (await socket.push(line(1501))).message;
          assert.equal(stored.seq, 1);
          assert.deepEqual(stored.options, {offlinePush: false, unreadCount: true});
          assert.deepEqual(await linesOf(socket, chat), [[1501, tipsOf(stored)]]);
          // Nobody hears of it twice, and nobody of it in the stream of another.
          assert.equal(await socket.push(live(1501), NOTHING_MS), null);
        }
        const people = {[ann.id]: a, [bob.id]: b};
        for (const [id, socket] of Object.entries(people)) {
          const {conversation, message} = await socket.push(live(1300));
          assert.deepEqual([conversation, message.sendID, message.recvID, tipsOf(message)],
              [`n_${id}_${id}`, id, id, {userID: id, conversationIDList: [chat]}]);
          assert.equal(await socket.push(live(1300), NOTHING_MS), null);
        }
      });
    },
  },
  {
    name: 'acts of RuoYi: each has its type, live and as a line, with the version it made',
    async body({server}) {
      const {ann, bob, cat} = await makePeople(server, ['ann', 'bob', 'cat']);
      const groupID = `${await group(server.http, ann.ruoyi, [bob.ruoyi], 'Team')}`;
      const call = (method, path, value) => must(server.http, method, `/group/${groupID}${path}`,
          ann.ruoyi.token, value);
      const muteAll = (on) => must(server.http, 'PUT',
          `/group/mute/all/${groupID}?allMuted=${on}`, ann.ruoyi.token);
      await withSockets(server, [bob], {compression: 'gzip'}, async (socket) => {
        let before = 2;
        let log = null;
        // The notification and the line of the act; each is one version further.
        const told = async (type, withLine = true) => {
          const {message} = await socket.push(live(type));
          const tips = tipsOf(message);
          log ??= tips.groupMemberVersionID;
          before += 1;
          assert.deepEqual([tips.groupMemberVersion, tips.groupMemberVersionID], [before, log]);
          if (withLine) {
            const stored = tipsOf((await socket.push(line(type))).message);
            assert.equal(stored.groupMemberVersion, tips.groupMemberVersion, `${type}`);
            assert.equal(stored.group.groupID, groupID);
          }
          return tips;
        };
        await call('PUT', '', {name: 'New'});
        assert.equal((await told(1520)).group.groupName, 'New');
        await call('PUT', '', {description: 'what for'});
        const info = await told(1502, false);
        assert.deepEqual([info.group.introduction, info.muteTime], ['what for', 0]);
        await call('POST', `/members`, [cat.id]);
        assert.deepEqual((await told(1509)).invitedUserList.map((m) => m.userID), [cat.id]);
        await call('PUT', `/admin/${cat.id}?isAdmin=true`);
        const role = await told(1517, false);
        assert.deepEqual([role.changedUser.userID, role.changedUser.roleLevel,
          role.groupSortVersion], [cat.id, 60, role.groupMemberVersion]);
        await call('PUT', `/admin/${cat.id}?isAdmin=false`);
        assert.equal((await told(1518, false)).changedUser.roleLevel, 20);
        await call('PUT', `/mute/${cat.id}?duration=10`);
        const muted = await told(1512);
        assert.deepEqual([muted.mutedUser.userID, muted.mutedSeconds], [cat.id, 600]);
        assert.ok(muted.mutedUser.muteEndTime > 0);
        await muteAll(true);
        assert.equal((await told(1514)).group.status, 3);
        await muteAll(false);
        assert.equal((await told(1515)).group.status, 0);
        await call('DELETE', `/members/${cat.id}`);
        const kicked = await told(1508);
        assert.deepEqual([kicked.kickedUserList.map((m) => m.userID), kicked.opUser.userID],
            [[cat.id], ann.id]);
        await call('PUT', `/transfer/${bob.id}`);
        const owner = await told(1507);
        assert.deepEqual([owner.newGroupOwner.userID, owner.oldGroupOwner,
          owner.oldGroupOwnerInfo.userID, owner.group.ownerUserID], [bob.id, '', ann.id, bob.id]);
      });
    },
  },
  {
    name: 'who leaves or is removed hears of it as the last; a dissolved group says so',
    async body({server}) {
      const {ann, bob, cat} = await makePeople(server, ['ann', 'bob', 'cat']);
      const groupID = `${await group(server.http, ann.ruoyi, [bob.ruoyi, cat.ruoyi], 'Team')}`;
      await withSockets(server, [ann, bob, cat], {}, async (a, b, c) => {
        await must(server.http, 'POST', `/group/${groupID}/quit`, bob.ruoyi.token);
        for (const socket of [a, b, c]) {
          const quit = tipsOf((await socket.push(live(1504))).message);
          assert.deepEqual([quit.quitUser.userID, Object.keys(quit).includes('opUser')],
              [bob.id, false]);
        }
        await must(server.http, 'DELETE', `/group/${groupID}/members/${cat.id}`, ann.ruoyi.token);
        assert.equal((await c.push(live(1508))).conversation, `n_${groupID}`);
        assert.equal((await a.push(live(1508))).conversation, `n_${groupID}`);
        await must(server.http, 'DELETE', `/group/${groupID}`, ann.ruoyi.token);
        const {group: info, opUser} = tipsOf((await a.push(live(1511))).message);
        assert.deepEqual([info.status, opUser.userID], [2, ann.id]);
        assert.equal(await c.push(live(1511), NOTHING_MS), null);
        assert.equal(await b.push(live(1511), NOTHING_MS), null);
      });
    },
  },
  {
    name: 'a new name of a member is told to their groups: 1516',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const groupID = `${await group(server.http, ann.ruoyi, [bob.ruoyi], 'Team')}`;
      await withSockets(server, [bob], {}, async (socket) => {
        await mustOpenim(server.openim, '/user/update_user_info_ex', ann.token,
            {userInfo: {userID: ann.id, nickname: 'Annie'}});
        const tips = tipsOf((await socket.push(live(1516))).message);
        assert.deepEqual([tips.changedUser.userID, tips.changedUser.nickname],
            [ann.id, 'Annie']);
        assert.equal(tips.groupMemberVersion, 3);
        assert.match(tips.groupMemberVersionID, /^[0-9a-f]{24}$/);
      });
    },
  },
  {
    name: 'a request to come in, its refusal and approval: 1503, 1506, 1505, then 1510',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const groupID = `${await group(server.http, ann.ruoyi, [], 'Team')}`;
      const call = (who, path, value) => mustOpenim(server.openim, `/group/${path}`, who.token,
          {groupID, ...value});
      // One that strangers may know of, and are let into when they ask.
      await must(server.http, 'PUT', `/group/${groupID}`, ann.ruoyi.token, {type: 'PUBLIC'});
      await call(ann, 'set_group_info', {groupInfoForSet: {groupID, needVerification: 0}});
      const ask = () => call(bob, 'join_group', {reqMessage: 'please', joinSource: 3,
        inviterUserID: bob.id, ex: 'e'});
      await withSockets(server, [ann, bob], {}, async (a, b) => {
        await ask();
        const asked = tipsOf((await a.push(live(1503))).message);
        assert.deepEqual([asked.group.groupID, asked.applicant.userID, asked.reqMsg],
            [groupID, bob.id, 'please']);
        assert.match(asked.uuid, /^[0-9a-f]{32}$/);
        const {request} = asked;
        assert.deepEqual(request, {...request, groupInfo: null, handleResult: 0, reqMsg: 'please',
          handleMsg: '', handleUserID: '', handleTime: 0, ex: 'e', joinSource: 3,
          inviterUserID: ''});
        assert.deepEqual(tipsOf((await b.push(live(1503))).message), asked);
        await call(ann, 'group_application_response', {fromUserID: bob.id, handledMsg: 'no',
          handleResult: -1});
        const refused = tipsOf((await a.push(live(1506))).message);
        assert.deepEqual([refused.uuid, refused.opUser.userID, refused.handleMsg,
          refused.receiverAs, refused.request.handleResult, refused.request.handleUserID],
        [refused.uuid, ann.id, 'no', 1, -1, ann.id]);
        // Clients drop a notification whose uuid they have seen within ten seconds.
        assert.notEqual(refused.uuid, asked.uuid);
        const {message} = await b.push(live(1506));
        assert.deepEqual([message.sessionType, message.recvID], [1, bob.id]);
        assert.deepEqual(tipsOf(message), {...refused, receiverAs: 0});
        await ask();
        const again = tipsOf((await a.push(live(1503))).message);
        assert.notEqual(again.uuid, asked.uuid);
        const [waiting] = await must(server.http, 'GET', `/group/${groupID}/join-requests`,
            ann.ruoyi.token);
        await must(server.http, 'POST', `/group/join-request/${waiting.id}/handle`,
            ann.ruoyi.token, {approved: true});
        assert.notEqual(tipsOf((await b.push(live(1505))).message).uuid, again.uuid);
        for (const socket of [a, b]) {
          assert.equal(tipsOf((await socket.push(live(1510))).message).entrantUser.userID, bob.id);
        }
      });
    },
  },
  {
    name: 'acts made in OpenIM: several fields are 1502, roles and names of members are told',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const groupID = `${await group(server.http, ann.ruoyi, [bob.ruoyi], 'Team')}`;
      const call = (path, value) => mustOpenim(server.openim, `/group/${path}`, ann.token, value);
      await withSockets(server, [bob], {}, async (socket) => {
        await call('set_group_info', {groupInfoForSet: {groupID, groupName: 'N',
          introduction: 'I'}});
        const info = tipsOf((await socket.push(live(1502))).message);
        assert.deepEqual([info.group.groupName, info.group.introduction], ['N', 'I']);
        assert.equal(tipsOf((await socket.push(line(1520))).message).group.groupName, 'N');
        await call('set_group_info', {groupInfoForSet: {groupID, notification: 'read'}});
        assert.equal(tipsOf((await socket.push(live(1519))).message).group.notification, 'read');
        await call('set_group_member_info', {members: [{groupID, userID: bob.id, roleLevel: 60}]});
        assert.equal(tipsOf((await socket.push(live(1517))).message).changedUser.roleLevel, 60);
        await call('set_group_member_info', {members: [{groupID, userID: bob.id,
          nickname: 'Bo'}]});
        const named = tipsOf((await socket.push(live(1516))).message);
        assert.deepEqual([named.changedUser.nickname, named.groupSortVersion], ['Bo', 0]);
        await call('kick_group', {groupID, kickedUserIDs: [bob.id], sendMessage: false});
        assert.deepEqual(tipsOf((await socket.push(live(1508))).message).kickedUserList
            .map((m) => m.userID), [bob.id]);
        assert.equal(await socket.push(line(1508), NOTHING_MS), null);
      });
    },
  },
  {
    name: 'who is named, and who hides a chat, reads their list of conversations again: 1300',
    async body({server}) {
      const {ann, bob, cat} = await makePeople(server, ['ann', 'bob', 'cat']);
      const groupID = await group(server.http, ann.ruoyi, [bob.ruoyi, cat.ruoyi], 'Team');
      const chat = `sg_${groupID}`;
      await withSockets(server, [bob, cat], {}, async (b, c) => {
        await must(server.http, 'POST', '/message/send', ann.ruoyi.token, {conversationId: groupID,
          type: 'TEXT', content: '@Bob', mentionInfo: {userIds: [bob.id], mentionAll: false}});
        assert.deepEqual(tipsOf((await b.push(live(1300))).message).conversationIDList, [chat]);
        assert.equal(await c.push(live(1300), NOTHING_MS), null);
        await must(server.http, 'DELETE', `/conversation/${groupID}`, cat.ruoyi.token);
        assert.deepEqual(tipsOf((await c.push(live(1300))).message),
            {userID: cat.id, conversationIDList: [chat]});
      });
    },
  },
  {
    name: 'lines of before are pulled by who was away, with people who are gone',
    async body({server}) {
      const {ann, bob, cat} = await makePeople(server, ['ann', 'bob', 'cat']);
      const groupID = `${await group(server.http, ann.ruoyi, [bob.ruoyi, cat.ruoyi], 'Team')}`;
      await must(server.http, 'POST', `/group/${groupID}/quit`, cat.ruoyi.token);
      await must(server.http, 'PUT', `/group/${groupID}`, ann.ruoyi.token, {notice: 'read me'});
      await withSockets(server, [bob], {sdkType: 'js'}, async (socket) => {
        const lines = await linesOf(socket, `sg_${groupID}`);
        assert.deepEqual(lines.map(([type]) => type), [1501, 1504, 1519]);
        assert.deepEqual([lines[1][1].quitUser.userID, lines[1][1].quitUser.nickname],
            [cat.id, cat.nick]);
        assert.equal(lines[2][1].group.notification, 'read me');
      });
    },
  },
  {
    name: 'lines of before name people and the group as they were called then',
    async body({server}) {
      const {admin, ann, bob, cat} = await makePeople(server, ['ann', 'bob', 'cat']);
      const call = (path, value) => mustOpenim(server.openim, path, admin.token, value);
      const {groupInfo: {groupID}} = await call('/group/create_group', {ownerUserID: ann.id,
        memberUserIDs: [bob.id], groupInfo: {groupName: 'Team', groupType: 2}});
      await mustOpenim(server.openim, '/group/invite_user_to_group', ann.token,
          {groupID, invitedUserIDs: [cat.id]});
      for (const groupName of ['New', 'Newer']) {
        await mustOpenim(server.openim, '/group/set_group_info_ex', ann.token,
            {groupID, groupName});
      }
      await call('/group/transfer_group', {groupID, oldOwnerUserID: ann.id,
        newOwnerUserID: bob.id});
      for (const who of [ann, bob, cat]) {
        await call('/user/update_user_info', {userInfo: {userID: who.id, nickname: 'Later'}});
      }
      await withSockets(server, [cat], {}, async (socket) => {
        const lines = await linesOf(socket, `sg_${groupID}`);
        assert.deepEqual(lines.map(([type]) => type), [1501, 1509, 1520, 1520, 1507]);
        const [made, invited, first, second, given] = lines.map(([, tips]) => tips);
        assert.deepEqual([made.opUser.nickname, made.groupOwnerUser.nickname,
          made.groupOwnerUser.roleLevel, made.memberList.map((m) => m.nickname)],
        [ann.nick, ann.nick, 100, [ann.nick, bob.nick]]);
        assert.deepEqual([invited.opUser.nickname, invited.inviterUser.nickname,
          invited.invitedUserList.map((m) => m.nickname)], [ann.nick, ann.nick, [cat.nick]]);
        assert.deepEqual([first.group.groupName, second.group.groupName], ['New', 'Newer']);
        assert.deepEqual([given.opUser.userID, given.newGroupOwner.nickname,
          given.oldGroupOwnerInfo.userID, given.oldGroupOwnerInfo.nickname],
        ['imAdmin', bob.nick, ann.id, ann.nick]);
      });
    },
  },
  {
    name: 'several who come back together are told in the stream of their group',
    async body({server}) {
      const {ann, bob, cat} = await makePeople(server, ['ann', 'bob', 'cat']);
      const id = await group(server.http, ann.ruoyi, [bob.ruoyi, cat.ruoyi], 'Team');
      for (const who of [bob, cat]) {
        await must(server.http, 'POST', `/group/${id}/quit`, who.ruoyi.token);
      }
      await withSockets(server, [bob, cat], {}, async (b, c) => {
        await must(server.http, 'POST', `/group/${id}/members`, ann.ruoyi.token,
            [bob.ruoyi.id, cat.ruoyi.id]);
        for (const socket of [b, c]) {
          const {conversation, message} = await socket.push(live(1300));
          assert.deepEqual([conversation, message.sendID, message.groupID,
            tipsOf(message).conversationIDList], [`n_${id}`, ann.id, `${id}`, [`sg_${id}`]]);
        }
      });
    },
  },
];
