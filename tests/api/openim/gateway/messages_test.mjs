// openim-ws 5, 6: messages, their numbers, pulls.
import assert from 'node:assert/strict';
import {mustOpenim} from '../../../lib/openim.mjs';
import {contentOf, messageTo} from '../../../lib/openim_socket.mjs';
import {directChat, group, must} from '../../../lib/world.mjs';
import {chatOf, makePeople, withSockets} from './people.mjs';

const HEX32 = /^[0-9a-f]{32}$/;
const NOTHING_MS = 300;

const FORMS = {
  'gob, gzip': {compression: 'gzip'}, 'gob': {}, 'JSON': {sdkType: 'js'},
  'JSON, gzip': {sdkType: 'js', compression: 'gzip'},
};

const forms = Object.entries(FORMS).map(([name, options]) => ({
  name: `${name}: a text reaches both, and every request shows it`,
  async body({server}) {
    const {ann, bob} = await makePeople(server, ['ann', 'bob']);
    await withSockets(server, [ann, bob], options, async (from, to) => {
      const chat = chatOf(ann, bob);
      const text = '"quoted" \\ 汉字 🙂 <&>\n second line';
      const sent = messageTo(ann, bob, {content: text}, {ex: 'e', attachedInfo: 'a',
        options: {offlinePush: false}, offlinePushInfo: {title: 't', desc: 'd'}});
      const {serverMsgID, clientMsgID, sendTime, modify} = await from.must(1003, sent);
      assert.match(serverMsgID, HEX32);
      assert.equal(clientMsgID, sent.clientMsgID);
      assert.equal(modify, null);
      for (const socket of [from, to]) {
        const {conversation, notification, message} = await socket.push();
        assert.equal(conversation, chat);
        assert.equal(notification, false);
        assert.deepEqual({...message, content: contentOf(message)}, {...message,
          sendID: ann.id, recvID: bob.id, groupID: '', clientMsgID, serverMsgID,
          senderPlatformID: 3, senderNickname: ann.nick, sessionType: 1, msgFrom: 100,
          contentType: 101, content: {content: text}, seq: 1, sendTime,
          createTime: sent.createTime, status: 2, isRead: false, options: {offlinePush: false},
          atUserIDList: [], attachedInfo: 'a', ex: 'e'});
        assert.equal(message.offlinePushInfo.title, 't');
        assert.deepEqual(message.content, sent.content);
        assert.deepEqual((await socket.must(1001, {})).maxSeqs, {[chat]: 1});
        const {seqs} = await socket.must(1006, {});
        const own = socket === from;
        assert.deepEqual(seqs, {[chat]: {maxSeq: 1, hasReadSeq: own ? 1 : 0,
          maxSeqTime: sendTime}});
        const pulled = await socket.must(1002, {seqRanges: [
          {conversationID: chat, begin: 0, end: 1, num: 1}]});
        assert.deepEqual(pulled.msgs[chat], {Msgs: [message], isEnd: true, endSeq: 0});
        const bySeq = await socket.must(1005, {conversations: [
          {conversationID: chat, seqs: [1]}]});
        assert.deepEqual(bySeq.msgs[chat].Msgs, [message]);
        const last = await socket.must(1007, {conversationIDs: [chat]});
        assert.deepEqual(last.msgs[chat], message);
      }
    });
  },
}));

const seqsOf = (pulled) => pulled?.Msgs.map((m) => m.seq) ?? null;

export const tests = [
  {
    name: 'messages up to the size of a frame: merged ones count as they were sent',
    async body({server}) {
      const {admin, ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann, bob], {compression: 'gzip'}, async (from, to) => {
        const one = (i) => ({contentType: 101, sendID: ann.id, recvID: bob.id, seq: i,
          content: JSON.stringify({content: `"quoted" ${i} ${'"'.repeat(300)}`})});
        const merged = {title: 'Yesterday', abstractList: ['a', 'b'],
          multiMessage: Array.from({length: 100}, (_, i) => one(i))};
        assert.ok(JSON.stringify(merged).length > 65_536);
        await from.must(1003, messageTo(ann, bob, merged, {contentType: 107}));
        assert.deepEqual(contentOf((await to.push()).message), merged);
        const long = {content: 'long '.repeat(20_000)};
        await from.must(1003, messageTo(ann, bob, long));
        assert.deepEqual(contentOf((await to.push()).message), long);
      });
      // Over REST there is more room than in a frame, and the reason names what is too long.
      const send = (length) => server.openim.call('POST', '/msg/send_msg', admin.token, {
        sendID: ann.id, recvID: bob.id, senderPlatformID: 1, sessionType: 1, contentType: 101,
        content: {content: 'x'.repeat(length)}});
      assert.equal((await send(100_000)).json.errCode, 0);
      const refused = (await send(300_000)).json;
      assert.equal(refused.errCode, 1001);
      assert.match(refused.errDlt, /content/);
    },
  },
  ...forms,
  {
    name: 'the same message again has the same answer, another under its id is refused',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann, bob], {}, async (from, to) => {
        const sent = messageTo(ann, bob, {content: 'once'});
        const first = await from.must(1003, sent);
        assert.deepEqual(await from.must(1003, sent), first);
        const other = await from.ask(1003, {...sent, content: Buffer.from('{"content":"two"}')});
        assert.deepEqual([other.code, other.message], [1001, 'ArgsError']);
        assert.equal((await to.push()).message.seq, 1);
        assert.equal(await to.push(() => true, NOTHING_MS), null);
      });
    },
  },
  {
    name: 'a burst arrives once and in order, at the sender too',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann, bob], {compression: 'gzip'}, async (from, to) => {
        const sent = [];
        for (let i = 0; i < 50; i++) {
          sent.push(from.send(1003, messageTo(ann, bob, {content: `text ${i}`})));
        }
        for (const incr of sent) assert.equal((await from.answer(incr, 1003)).code, 0);
        for (const socket of [from, to]) {
          for (let i = 0; i < 50; i++) {
            const {message} = await socket.push();
            assert.equal(message.seq, i + 1);
            assert.equal(contentOf(message).content, `text ${i}`);
          }
        }
      });
    },
  },
  {
    name: 'in a group a message carries the name and the picture that its writer has there',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const groupID = `${await group(server.http, ann.ruoyi, [bob.ruoyi], 'Team')}`;
      await mustOpenim(server.openim, '/group/set_group_member_info', ann.token, {members: [
        {groupID, userID: bob.id, nickname: 'Bobby', faceURL: 'https://f/bobby'}]});
      await withSockets(server, [ann, bob], {}, async (a, b) => {
        const chat = `sg_${groupID}`;
        const own = ({message}) => message.contentType === 101;
        const names = (message) => [message.senderNickname, message.senderFaceURL];
        const inGroup = (content) => ({...messageTo(bob, ann, {content}), recvID: '', groupID,
          sessionType: 3});
        const {serverMsgID} = await b.must(1003, inGroup('hi'));
        for (const socket of [a, b]) {
          const {message} = await socket.push(own);
          assert.equal(message.serverMsgID, serverMsgID);
          assert.deepEqual(names(message), ['Bobby', 'https://f/bobby']);
          const {msgs} = await socket.must(1005,
              {conversations: [{conversationID: chat, seqs: [message.seq]}]});
          assert.deepEqual(msgs[chat].Msgs.map(names), [['Bobby', 'https://f/bobby']]);
        }
        // Who has none there is called as everywhere, and so is everybody where two talk.
        await a.must(1003, {...inGroup('ho'), sendID: ann.id});
        assert.equal((await b.push(own)).message.senderNickname, ann.nick);
        await b.must(1003, messageTo(bob, ann, {content: 'to you'}));
        const {message} = await a.push((p) => own(p) && p.message.sessionType === 1);
        assert.equal(message.senderNickname, bob.nick);
      });
    },
  },
  {
    name: 'the last message is found however many behind it were deleted',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann, bob], {}, async (from, to) => {
        const chat = chatOf(ann, bob);
        const seqs = [];
        for (let i = 0; i < 42; i++) {
          await from.must(1003, messageTo(ann, bob, {content: `${i}`}));
          if (i > 1) seqs.push(i + 1);
        }
        await mustOpenim(server.openim, '/msg/delete_msgs', bob.token,
            {conversationID: chat, seqs, userID: bob.id});
        const last = async (socket) =>
          (await socket.must(1007, {conversationIDs: [chat, chat]})).msgs[chat]?.seq;
        assert.deepEqual([await last(from), await last(to)], [42, 2]);
        await mustOpenim(server.openim, '/msg/delete_msgs', bob.token,
            {conversationID: chat, seqs: [1, 2], userID: bob.id});
        assert.deepEqual([await last(from), await last(to)], [42, undefined]);
      });
    },
  },
  {
    name: 'ranges: the newest come, rising; what is not there is left out',
    async body({server}) {
      const {ann, bob, cat} = await makePeople(server, ['ann', 'bob', 'cat']);
      await withSockets(server, [ann, bob, cat], {}, async (from, to, stranger) => {
        const chat = chatOf(ann, bob);
        for (let i = 0; i < 5; i++) await from.must(1003, messageTo(ann, bob, {content: `${i}`}));
        const range = (begin, end, num) => to.must(1002,
            {seqRanges: [{conversationID: chat, begin, end, num}]}).then(({msgs}) => msgs[chat]);
        assert.deepEqual(seqsOf(await range(0, 9, 10)), [1, 2, 3, 4, 5]);
        assert.deepEqual(seqsOf(await range(0, 9, 2)), [4, 5]);
        assert.deepEqual(seqsOf(await range(2, 3, 10)), [2, 3]);
        assert.equal((await range(2, 3, 10)).isEnd, false);
        assert.equal((await range(2, 5, 10)).isEnd, true);
        assert.equal(await range(6, 9, 10), undefined);
        assert.equal(await range(3, 2, 10), undefined);
        assert.equal(await range(1, 5, 0), undefined);
        const back = await to.must(1002, {order: 1,
          seqRanges: [{conversationID: chat, begin: 0, end: 3, num: 10}]});
        assert.deepEqual(seqsOf(back.msgs[chat]), [1, 2, 3]);
        assert.equal(back.msgs[chat].isEnd, true);
        const some = await to.must(1005, {conversations: [
          {conversationID: chat, seqs: [5, 3, 3, 0, 99]},
          {conversationID: 'si_no_body', seqs: [1]}, {conversationID: '?', seqs: [1]}]});
        assert.deepEqual(seqsOf(some.msgs[chat]), [3, 5]);
        assert.equal(some.msgs[chat].endSeq, 5);
        // Clients read the entry of what they asked for: there is one, if an empty one.
        assert.deepEqual(Object.keys(some.msgs).sort(), ['?', chat, 'si_no_body'].sort());
        assert.deepEqual(some.msgs.si_no_body, {Msgs: [], isEnd: false, endSeq: 0});
        const [none] = Object.values((await stranger.must(1005,
            {conversations: [{conversationID: chat, seqs: [1]}]})).msgs);
        assert.deepEqual(none, {Msgs: [], isEnd: false, endSeq: 0});
        // Nobody else reads it.
        const foreign = await stranger.must(1002,
            {seqRanges: [{conversationID: chat, begin: 0, end: 9, num: 9}]});
        assert.deepEqual(foreign.msgs, {});
        assert.deepEqual((await stranger.must(1006, {conversationIDs: [chat]})).seqs, {});
        assert.deepEqual((await stranger.must(1007, {conversationIDs: [chat]})).msgs, {});
      });
    },
  },
  {
    name: 'a pull stops before its answer gets too large, and says that there is more',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann, bob], {compression: 'gzip'}, async (from, to) => {
        const chat = chatOf(ann, bob);
        const content = 'x'.repeat(60_000);
        for (let i = 0; i < 20; i++) await from.must(1003, messageTo(ann, bob, {content}));
        const pull = async (end) => (await to.must(1002, {seqRanges: [
          {conversationID: chat, begin: 1, end, num: 99}]})).msgs[chat];
        const first = await pull(20);
        assert.equal(first.isEnd, false);
        assert.equal(first.Msgs[0].seq, 1);
        assert.ok(first.Msgs.length >= 14 && first.Msgs.length <= 15, `${first.Msgs.length}`);
        assert.equal((await pull(10)).Msgs.length, 10);
      });
    },
  },
  {
    name: 'refusals of messages',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann], {}, async (socket) => {
        const refused = async (to, more) => {
          const {code, message} = await socket.ask(1003, messageTo(ann, to, {content: 'x'}, more));
          return [code, message];
        };
        assert.deepEqual(await refused({id: 'nobody'}), [1004, 'RecordNotFoundError']);
        assert.deepEqual(await refused({group: 'nowhere'}), [1004, 'RecordNotFoundError']);
        assert.deepEqual(await refused(bob, {sendID: bob.id}), [1002, 'NoPermissionError']);
        assert.deepEqual(await refused(bob, {sessionType: 2}), [1001, 'ArgsError']);
        assert.deepEqual(await refused(bob, {contentType: 1501}), [1001, 'ArgsError']);
        assert.deepEqual(await refused(bob, {content: Buffer.from('x')}), [1001, 'ArgsError']);
        assert.deepEqual(await refused(bob, {clientMsgID: ''}), [1001, 'ArgsError']);
        await must(server.http, 'POST', `/config/blocked/${ann.id}`, bob.ruoyi.token);
        assert.deepEqual(await refused(bob), [1302, 'BlockedByPeer']);
      });
    },
  },
  {
    name: 'a message that is not stored reaches who is there, without a number',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann, bob], {}, async (from, to) => {
        const sent = messageTo(ann, bob, {data: 'd', description: '', extension: ''},
            {contentType: 120, options: {history: false, senderSync: false}});
        const {serverMsgID} = await from.must(1003, sent);
        assert.match(serverMsgID, HEX32);
        const {conversation, message} = await to.push();
        assert.equal(conversation, chatOf(ann, bob));
        assert.equal(message.seq, 0);
        assert.equal(message.contentType, 120);
        assert.equal(message.clientMsgID, sent.clientMsgID);
        assert.deepEqual(message.options, {history: false, senderSync: false});
        assert.equal(await from.push(() => true, NOTHING_MS), null);
        assert.deepEqual((await to.must(1001, {})).maxSeqs, {});
      });
    },
  },
  {
    name: 'typing is told to the other, and leaves nothing behind',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      await withSockets(server, [ann, bob], {}, async (from, to) => {
        for (const msgTips of ['yes', 'no']) {
          await from.must(1003, messageTo(ann, bob, {msgTips}, {contentType: 113}));
          const {message} = await to.push();
          assert.equal(message.contentType, 113);
          assert.deepEqual(contentOf(message), {msgTips});
          assert.equal(message.seq, 0);
          assert.equal(message.sendID, ann.id);
          assert.equal(message.recvID, bob.id);
          assert.equal(message.options.history, false);
          assert.ok(message.senderPlatformID > 0, 'clients want a platform');
        }
        assert.equal(await from.push(() => true, NOTHING_MS), null);
        assert.deepEqual((await to.must(1001, {})).maxSeqs, {});
      });
    },
  },
  {
    name: 'who wants no push to a device gets messages that say so',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const chat = chatOf(ann, bob);
      const setAll = (globalRecvMsgOpt) => mustOpenim(server.openim,
          '/user/set_global_msg_recv_opt', bob.token, {userID: bob.id, globalRecvMsgOpt});
      const setChat = (recvMsgOpt) => mustOpenim(server.openim,
          '/conversation/set_conversations', bob.token, {userIDs: [bob.id], conversation: {
            conversationID: chat, conversationType: 1, userID: ann.id, recvMsgOpt}});
      const OFF = {offlinePush: false};
      await withSockets(server, [ann, bob], {}, async (from, to) => {
        const heard = async () => (await to.push(({message: m}) => m.contentType === 101)).message;
        const told = async () => {
          await from.must(1003, messageTo(ann, bob, {content: 'x'}));
          return (await heard()).options;
        };
        await setAll(2);
        assert.deepEqual(await told(), OFF);
        // Also what is not kept, and what people of the other family write.
        await from.must(1003, messageTo(ann, bob, {content: 'x'},
            {options: {history: false, senderSync: false}}));
        assert.deepEqual((await heard()).options, {...OFF, history: false, senderSync: false});
        const dm = await directChat(server.http, ann.ruoyi, bob.ruoyi);
        await must(server.http, 'POST', '/message/send', ann.ruoyi.token,
            {conversationId: dm, type: 'TEXT', content: 'y'});
        assert.deepEqual((await heard()).options, OFF);
        await setAll(0);
        assert.deepEqual(await told(), {});
        await setChat(2);
        assert.deepEqual(await told(), OFF);
        const {msgs} = await to.must(1005, {conversations: [{conversationID: chat, seqs: [1]}]});
        assert.deepEqual(msgs[chat].Msgs[0].options, OFF, 'as it was when it was sent');
        await setChat(0);
        assert.deepEqual(await told(), {});
      });
    },
  },
  {
    name: 'a phone in the background gets no pushes until it comes back',
    async body({server}) {
      const {ann} = await makePeople(server, ['ann']);
      const {bob, admin} = await makePeople(server, ['bob'], 1);
      await withSockets(server, [ann], {}, (from) =>
        withSockets(server, [bob], {platform: 1}, async (phone) => {
          const details = async () => (await mustOpenim(server.openim,
              '/user/get_users_online_status', admin.token,
              {userIDs: [bob.id]}))[0].detailPlatformStatus;
          const there = {platformID: 1, connID: '', token: ''};
          await phone.must(2004, {userID: bob.id, isBackground: true});
          assert.deepEqual(await details(), [{...there, isBackground: true}]);
          await from.must(1003, messageTo(ann, bob, {content: 'unheard'}));
          assert.equal(await phone.push(() => true, NOTHING_MS), null);
          await phone.must(2004, {userID: bob.id, isBackground: false});
          assert.deepEqual(await details(), [{...there, isBackground: false}]);
          await from.must(1003, messageTo(ann, bob, {content: 'heard'}));
          assert.equal((await phone.push()).message.seq, 2);
        }));
    },
  },
  {
    name: 'groups: members hear, others may not send, who left reads up to their end',
    async body({server}) {
      const {ann, bob, cat, sam} = await makePeople(server, ['ann', 'bob', 'cat', 'sam']);
      const groupID = `${await group(server.http, ann.ruoyi, [bob.ruoyi, cat.ruoyi], 'G')}`;
      const name = `sg_${groupID}`;
      await withSockets(server, [ann, bob, cat, sam], {}, async (a, b, c, s) => {
        await a.must(1003, messageTo(ann, {group: groupID}, {content: 'hello'}));
        for (const socket of [a, b, c]) {
          const {conversation, message} = await socket.push(
              ({message: m}) => m.contentType === 101);
          assert.equal(conversation, name);
          assert.equal(message.groupID, groupID);
          assert.equal(message.recvID, '');
          assert.equal(message.sessionType, 3);
        }
        const stranger = await s.ask(1003, messageTo(sam, {group: groupID}, {content: 'x'}));
        assert.deepEqual([stranger.code, stranger.message], [1203, 'NotInGroupYetError']);
        const before = (await c.must(1001, {})).maxSeqs[name];
        await must(server.http, 'DELETE', `/group/${groupID}/members/${cat.id}`, ann.ruoyi.token);
        const after = (await c.must(1001, {})).maxSeqs[name];
        assert.equal(after, before + 1, 'the line that tells it is the last that cat reads');
        await a.must(1003, messageTo(ann, {group: groupID}, {content: 'later'}));
        assert.equal((await c.must(1001, {})).maxSeqs[name], after);
        const pulled = await c.must(1002,
            {seqRanges: [{conversationID: name, begin: 0, end: 99, num: 99}]});
        assert.equal(seqsOf(pulled.msgs[name]).at(-1), after);
        const gone = await c.ask(1003, messageTo(cat, {group: groupID}, {content: 'x'}));
        assert.deepEqual([gone.code, gone.message], [1203, 'NotInGroupYetError']);
      });
    },
  },
  {
    name: 'both families: texts, a read and a recall',
    async body({server}) {
      const {ann, bob} = await makePeople(server, ['ann', 'bob']);
      const chat = chatOf(ann, bob);
      const changes = `n_${chat.slice(3)}`;
      const place = await directChat(server.http, bob.ruoyi, ann.ruoyi);
      await withSockets(server, [ann], {}, async (socket) => {
        const theirs = await must(server.http, 'POST', '/message/send', bob.ruoyi.token,
            {conversationId: place, type: 'TEXT', content: 'theirs', clientMsgId: 'c-1'});
        const first = await socket.push();
        assert.equal(first.conversation, chat);
        assert.deepEqual(contentOf(first.message), {content: 'theirs'});
        assert.equal(first.message.sendID, bob.id);
        assert.equal(first.message.clientMsgID, first.message.serverMsgID);
        await socket.must(1003, messageTo(ann, bob, {content: 'mine'}));
        const page = await must(server.http, 'GET', `/message/list/${place}`, bob.ruoyi.token);
        assert.deepEqual(page.map((m) => [m.type, m.content]),
            [['TEXT', 'theirs'], ['TEXT', 'mine']]);

        await must(server.http, 'PUT', `/conversation/${place}/markAsRead`, bob.ruoyi.token);
        const read = await socket.push(({message: m}) => m.contentType === 2200);
        assert.equal(read.notification, true);
        assert.equal(read.conversation, changes);
        assert.deepEqual(JSON.parse(contentOf(read.message).detail), {markAsReadUserID: bob.id,
          conversationID: chat, seqs: [1, 2], hasReadSeq: 2});

        await must(server.http, 'DELETE', `/message/${theirs}/recall`, bob.ruoyi.token);
        const recall = await socket.push(({message: m}) => m.contentType === 2101);
        assert.equal(recall.conversation, changes);
        assert.equal(recall.message.seq, 2);
        assert.equal(recall.message.options.isNotNotification, false);
        const tips = JSON.parse(contentOf(recall.message).detail);
        assert.deepEqual(tips, {revokerUserID: bob.id, clientMsgID: first.message.clientMsgID,
          revokeTime: tips.revokeTime, sesstionType: 1, seq: 1, conversationID: chat,
          isAdminRevoke: false});

        const {msgs} = await socket.must(1005,
            {conversations: [{conversationID: chat, seqs: [1, 2]}]});
        const [gone, mine] = msgs[chat].Msgs;
        assert.equal(gone.contentType, 2101);
        const revoked = JSON.parse(contentOf(gone).detail);
        assert.deepEqual(revoked, {revokerID: bob.id, revokerRole: 0,
          clientMsgID: first.message.clientMsgID, revokerNickname: bob.nick,
          revokeTime: tips.revokeTime, sourceMessageSendTime: first.message.sendTime,
          sourceMessageSendID: bob.id, sourceMessageSenderNickname: bob.nick, sessionType: 1,
          seq: 1, ex: ''});
        assert.equal(mine.isRead, true);
      });
    },
  },
];
