// Lists hold at most a thousand elements (openim-http 3.1, 4): one more is refused with the
// name of the field, and changes nothing; a thousand are not too many.
import assert from 'node:assert/strict';
import {eachOf} from '../../../lib/report.mjs';
import {chatName, mustOpenim, openimAdmin, openimPeople, openimToken, sayOpenim}
  from '../../../lib/openim.mjs';
import {OpenimSocket} from '../../../lib/openim_socket.mjs';
import {unique} from '../../../lib/world.mjs';

const MOST = 1000;
const ARGUMENTS = 1001;
const PAGE = {pageNumber: 1, showNumber: 10};
const AT_ONCE = 4;

const text = (i) => `unknown_${i}`;
const number = (i) => i + 1;

// path, what else the call needs, the list, what is in it
const lists = ({me, group, chat}) => [
  ['/user/get_users_info', {}, 'userIDs', text],
  ['/user/account_check', {}, 'checkUserIDs', text],
  ['/user/get_users_online_status', {}, 'userIDs', text],
  ['/user/subscribe_users_status', {userID: me, genre: 1}, 'userIDs', text],
  ['/friend/update_friends', {ownerUserID: me, remark: 'r'}, 'friendUserIDs', text],
  ['/friend/import_friend', {ownerUserID: me}, 'friendUserIDs', text],
  ['/friend/get_specified_friends_info', {ownerUserID: me}, 'userIDList', text],
  ['/friend/get_specified_blacks', {ownerUserID: me}, 'userIDList', text],
  ['/group/create_group', {ownerUserID: me, groupInfo: {groupName: 'g', groupType: 2}},
    'memberUserIDs', text],
  ['/group/invite_user_to_group', {groupID: group, reason: ''}, 'invitedUserIDs', text],
  ['/group/kick_group', {groupID: group, reason: ''}, 'kickedUserIDs', text],
  ['/group/get_group_members_info', {groupID: group}, 'userIDs', text],
  ['/group/get_group_users_req_application_list', {groupID: group}, 'userIDs', text],
  ['/group/get_group_abstract_info', {}, 'groupIDs', text],
  ['/group/set_group_member_info', {}, 'members', (i) => ({groupID: group, userID: text(i)})],
  ['/group/get_recv_group_applicationList', {fromUserID: me, pagination: PAGE}, 'groupIDs', text],
  ['/group/get_user_req_group_applicationList', {userID: me, pagination: PAGE}, 'groupIDs', text],
  ['/conversation/get_conversations', {ownerUserID: me}, 'conversationIDs', text],
  ['/conversation/set_conversations',
    {conversation: {conversationID: chat, conversationType: 1}}, 'userIDs', text],
  ['/msg/mark_msgs_as_read', {conversationID: chat, userID: me}, 'seqs', number],
  ['/msg/clear_conversation_msg', {userID: me}, 'conversationIDs', text],
  ['/msg/delete_msg_physical', {timestamp: 1}, 'conversationIDs', text],
  ['/third/logs/delete', {}, 'logIDs', text],
];

async function check(server, token, [path, base, field, element]) {
  const ask = async (count) => {
    const list = Array.from({length: count}, (_, i) => element(i));
    return server.openim.call('POST', path, token, {...base, [field]: list});
  };
  const refused = await ask(MOST + 1);
  assert.equal(refused.json?.errCode, ARGUMENTS, `${path}: ${refused.text}`);
  assert.match(refused.json.errDlt, new RegExp(`\\b${field}\\b`), path);
  const taken = await ask(MOST);
  const {errCode, errDlt} = taken.json ?? {};
  assert.equal(taken.status, 200, `${path}: ${taken.text.slice(0, 300)}`);
  // What is in the list may be unknown; the list itself is in order.
  assert.notEqual(`${errCode} ${errDlt}`, `${ARGUMENTS} ${refused.json.errDlt}`, path);
}

export const tests = [{
  name: 'lists of OpenIM hold a thousand',
  async body({server}) {
    const admin = await openimAdmin(server);
    const {me, peer} = await openimPeople(server, admin, ['me', 'peer'], unique());
    const {groupInfo} = await mustOpenim(server.openim, '/group/create_group', admin.token,
        {ownerUserID: me.id, memberUserIDs: [peer.id],
          groupInfo: {groupName: 'limits', groupType: 2}});
    const world = {me: me.id, group: groupInfo.groupID, chat: chatName(me, peer)};
    const failures = [];
    await eachOf(lists(world), AT_ONCE, async (list) => {
      await check(server, admin.token, list).catch((e) => failures.push(e.message));
    });
    if (failures.length) throw new Error(failures.join('\n  '));
    const {members, total} = await mustOpenim(server.openim, '/group/get_group_member_list',
        admin.token, {groupID: world.group, pagination: PAGE});
    assert.equal(total, 2);
    assert.equal(members.length, 2);
  },
}, {
  name: 'who is named when a group is made is in it when that is answered, and hears what follows',
  async body({server}) {
    const admin = await openimAdmin(server);
    const uniq = unique();
    const users = Array.from({length: MOST},
        (_, i) => ({userID: `m${i}_${uniq}`, nickname: `m${i}`, faceURL: ''}));
    await mustOpenim(server.openim, '/user/user_register', admin.token, {users});
    const [owner, ...others] = users.map((u) => u.userID);
    const last = {id: others.at(-1), token: await openimToken(server, admin, others.at(-1))};
    const socket = await OpenimSocket.open(server, last);
    await socket.must(1001, {});
    const {groupInfo} = await mustOpenim(server.openim, '/group/create_group', admin.token,
        {ownerUserID: owner, memberUserIDs: others, groupInfo: {groupName: 'all', groupType: 2}});
    assert.equal(groupInfo.memberCount, MOST);
    await sayOpenim(server, admin, {id: owner}, {group: groupInfo.groupID}, 'at once');
    const heard = await socket.push(({message: m}) => m.contentType === 101);
    assert.equal(heard?.message.groupID, groupInfo.groupID, 'the last of all hears the next');
    socket.close();
    const {total} = await mustOpenim(server.openim, '/group/get_group_member_list', admin.token,
        {groupID: groupInfo.groupID, pagination: PAGE});
    assert.equal(total, MOST);
  },
}];
