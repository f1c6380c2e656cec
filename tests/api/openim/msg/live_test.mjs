// openim 4.5, 4.6, openim-ws 7: what other devices and people hear of calls, and answers to what
// webhooks tell of.
// seen: POST /msg/send_simple_msg 0
// seen: POST /msg/send_msg 1204 DismissedAlreadyError
// seen: POST /conversation/set_conversations 1204 DismissedAlreadyError
import assert from 'node:assert/strict';
import {mustOpenim, sayOpenim} from '../../../lib/openim.mjs';
import {contentOf, messageTo} from '../../../lib/openim_socket.mjs';
import {directChat, group, must} from '../../../lib/world.mjs';
import {chatOf, makePeople, withSockets} from '../gateway/people.mjs';

const NOTHING_MS = 300;
const ofType = (type) => ({message}) => message.contentType === type;
const tipsOf = ({message}) => JSON.parse(contentOf(message).detail);

export const tests = [
  {
    name: 'nobody writes to a group that is no more, but it can be kept and cleared',
    async body({server}) {
      const {admin, ann, bob} = await makePeople(server, ['ann', 'bob']);
      const groupID = `${await group(server.http, ann.ruoyi, [bob.ruoyi], 'G')}`;
      const conversationID = `sg_${groupID}`;
      await must(server.http, 'DELETE', `/group/${groupID}`, ann.ruoyi.token);
      const refused = async (path, token, value) => {
        const {json} = await server.openim.call('POST', path, token, value);
        return [json.errCode, json.errMsg];
      };
      assert.deepEqual(await refused('/msg/send_msg', admin.token, {sendID: ann.id, groupID,
        content: {content: 'x'}, contentType: 101, sessionType: 3}),
      [1204, 'DismissedAlreadyError']);
      assert.deepEqual(await refused('/conversation/set_conversations', ann.token,
          {userIDs: [ann.id], conversation: {conversationID: `g_${groupID}`, conversationType: 2,
            groupID}}), [1204, 'DismissedAlreadyError']);
      await mustOpenim(server.openim, '/conversation/set_conversations', bob.token,
          {userIDs: [bob.id], conversation: {conversationID, conversationType: 3, groupID,
            isPinned: true}});
      await mustOpenim(server.openim, '/msg/clear_conversation_msg', bob.token,
          {userID: bob.id, conversationIDs: [conversationID]});
      const {conversation} = await mustOpenim(server.openim, '/conversation/get_conversation',
          bob.token, {ownerUserID: bob.id, conversationID});
      assert.equal(conversation.isPinned, true);
      assert.ok(conversation.minSeq > 1);
    },
  },
  {
    name: 'a read over HTTP: the other hears of it, and the own devices',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const chat = chatOf(ann, bob);
      await withSockets(server, [ann, bob], {}, async (from, to) => {
        await from.must(1003, messageTo(ann, bob, {content: 'one'}));
        await from.must(1003, messageTo(ann, bob, {content: 'two'}));
        await mustOpenim(server.openim, '/msg/mark_conversation_as_read', bob.token,
            {conversationID: chat, userID: bob.id, hasReadSeq: 2});
        for (const socket of [from, to]) {
          const read = await socket.push(ofType(2200));
          assert.deepEqual(tipsOf(read), {markAsReadUserID: bob.id, conversationID: chat,
            seqs: [1, 2], hasReadSeq: 2});
        }
        await mustOpenim(server.openim, '/msg/set_conversation_has_read_seq', bob.token,
            {conversationID: chat, userID: bob.id, hasReadSeq: 1});
        assert.equal(tipsOf(await to.push(ofType(2200))).hasReadSeq, 1);
        assert.equal(await from.push(ofType(2200), NOTHING_MS), null);
      });
    },
  },
  {
    name: 'a recall over HTTP is heard by both, and by people of RuoYi-IM',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const chat = chatOf(ann, bob);
      await withSockets(server, [ann, bob], {}, async (from, to) => {
        const {clientMsgID} = await from.must(1003, messageTo(ann, bob, {content: 'one'}));
        await mustOpenim(server.openim, '/msg/revoke_msg', ann.token,
            {conversationID: chat, seq: 1, userID: ann.id});
        for (const socket of [from, to]) {
          const tips = tipsOf(await socket.push(ofType(2101)));
          assert.deepEqual(tips, {...tips, revokerUserID: ann.id, clientMsgID, seq: 1,
            conversationID: chat, isAdminRevoke: false});
        }
      });
      const place = await directChat(server.http, bob.ruoyi, ann.ruoyi);
      const [message] = await must(server.http, 'GET', `/message/list/${place}`,
          bob.ruoyi.token);
      assert.equal(message.isRevoked, true);
    },
  },
  {
    name: 'deleted and cleared: the own devices are told if that is wanted, the others for all',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const chat = chatOf(ann, bob);
      await withSockets(server, [ann, bob], {}, async (from, to) => {
        for (const content of ['1', '2', '3']) {
          await from.must(1003, messageTo(ann, bob, {content}));
        }
        const remove = (seqs, deleteSyncOpt) => mustOpenim(server.openim, '/msg/delete_msgs',
            bob.token, {conversationID: chat, seqs, userID: bob.id, deleteSyncOpt});
        await remove([1], null);
        assert.equal(await to.push(ofType(2102), NOTHING_MS), null);
        await remove([2], {IsSyncSelf: true});
        assert.deepEqual(tipsOf(await to.push(ofType(2102))),
            {userID: bob.id, conversationID: chat, seqs: [2]});
        await remove([3], {IsSyncOther: true});
        assert.deepEqual(tipsOf(await from.push(ofType(2102))).seqs, [3]);
        const clear = (deleteSyncOpt) => mustOpenim(server.openim, '/msg/clear_conversation_msg',
            bob.token, {conversationIDs: [chat], userID: bob.id, deleteSyncOpt});
        await clear({IsSyncSelf: false});
        assert.deepEqual(tipsOf(await to.push(ofType(1300))),
            {userID: bob.id, conversationIDList: [chat]});
        assert.equal(await to.push(ofType(1703), NOTHING_MS), null);
        await from.must(1003, messageTo(ann, bob, {content: '4'}));
        await clear({IsSyncSelf: true});
        assert.deepEqual(tipsOf(await to.push(ofType(1703))),
            {userID: bob.id, conversationIDs: [chat]});
        assert.equal(await from.push(ofType(1703), NOTHING_MS), null);
        await from.must(1003, messageTo(ann, bob, {content: '5'}));
        await clear({IsSyncOther: true});
        assert.deepEqual(tipsOf(await from.push(ofType(1703))).conversationIDs, [chat]);
      });
    },
  },
  {
    name: 'settings reach the own devices',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const chat = chatOf(ann, bob);
      await withSockets(server, [ann, bob], {}, async (own, other) => {
        await mustOpenim(server.openim, '/conversation/set_conversations', ann.token,
            {userIDs: [ann.id], conversation: {conversationID: chat, conversationType: 1,
              userID: bob.id, recvMsgOpt: 2}});
        assert.deepEqual(tipsOf(await own.push(ofType(1300))),
            {userID: ann.id, conversationIDList: [chat]});
        assert.equal(await other.push(ofType(1300), NOTHING_MS), null);
      });
    },
  },
  {
    name: 'an application sends as a user, and everybody there hears of it',
    async body({server}) {
      const {admin, ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann, bob], {}, async (from, to) => {
        const sent = await sayOpenim(server, admin, ann, bob, 'hello');
        for (const socket of [from, to]) {
          const {conversation, message} = await socket.push(ofType(101));
          assert.equal(conversation, chatOf(ann, bob));
          assert.deepEqual(contentOf(message), {content: 'hello'});
          assert.equal(message.clientMsgID, sent.clientMsgID);
          assert.equal(message.serverMsgID, sent.serverMsgID);
          assert.equal(message.msgFrom, 200);
          assert.equal(message.senderNickname, '');
        }
        await mustOpenim(server.openim, '/msg/send_business_notification', admin.token,
            {key: 'k', data: 'd', sendUserID: ann.id, recvUserID: bob.id});
        for (const socket of [from, to]) {
          const told = await socket.push(ofType(2001));
          assert.equal(told.notification, true);
          assert.equal(told.message.seq, 0);
          assert.deepEqual(tipsOf(told), {key: 'k', data: 'd'});
        }
      });
    },
  },
  {
    name: 'an answer to what a webhook told of goes back, to a user or a group',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const groupID = `${await group(server.http, ann.ruoyi, [bob.ruoyi], 'G')}`;
      const answer = (person, key, content) => mustOpenim(server.openim,
          `/msg/send_simple_msg?key=${encodeURIComponent(
              Buffer.from(JSON.stringify(key)).toString('base64'))}`,
          person.token, {sendID: person.id, content});
      await withSockets(server, [ann], {}, async (socket) => {
        const {serverMsgID} = await answer(bob, {sendID: ann.id, recvID: bob.id}, '# yes');
        const direct = await socket.push(ofType(118));
        assert.equal(direct.conversation, chatOf(ann, bob));
        assert.deepEqual({...direct.message, content: contentOf(direct.message)},
            {...direct.message, serverMsgID, sendID: bob.id, recvID: ann.id, msgFrom: 100,
              senderPlatformID: 10, senderNickname: bob.nick, content: {content: '# yes'}});
        await answer(bob, {sendID: ann.id, recvID: groupID, groupID}, 'all');
        const all = await socket.push(ofType(118));
        assert.equal(all.conversation, `sg_${groupID}`);
        assert.equal(all.message.sendID, bob.id);
      });
    },
  },
];
