// What settings change: who may write to whom, and what newcomers of a group see (openim 11).
import assert from 'node:assert/strict';
import {mustOpenim, openimAdmin, openimPeople} from '../../../lib/openim.mjs';
import {unique} from '../../../lib/world.mjs';
import {OpenimSocket, messageTo} from '../../../lib/openim_socket.mjs';

const NOT_THE_PEERS_FRIEND = 1303;
const BLOCKED = 1302;

async function friendVerification({start}) {
  const server = await start({flags: ['--openim.friend_verification=true']});
  const admin = await openimAdmin(server);
  const {ann, bob} = await openimPeople(server, admin, ['ann', 'bob'], unique());
  const sockets = [await OpenimSocket.open(server, ann), await OpenimSocket.open(server, bob)];
  const [a, b] = sockets;
  const said = async (socket, to) => {
    const {code, message} = await socket.ask(1003,
        messageTo(socket.person, to, {content: 'x'}));
    return code === 0 ? 0 : [code, message];
  };
  const call = (path, who, value) => mustOpenim(server.openim, path, who.token, value);
  assert.deepEqual(await said(a, bob), [NOT_THE_PEERS_FRIEND, 'NotPeersFriend']);
  // What an administrator sends needs nobody's leave.
  await call('/msg/send_msg', admin, {sendID: admin.id, recvID: bob.id, contentType: 101,
    sessionType: 1, content: {content: 'x'}});
  await call('/friend/import_friend', admin, {ownerUserID: ann.id, friendUserIDs: [bob.id]});
  assert.equal(await said(a, bob), 0);
  assert.equal(await said(b, ann), 0);
  // Only the list of who is written to counts.
  await call('/friend/delete_friend', ann, {ownerUserID: ann.id, friendUserID: bob.id});
  assert.equal(await said(a, bob), 0);
  assert.deepEqual(await said(b, ann), [NOT_THE_PEERS_FRIEND, 'NotPeersFriend']);
  await call('/friend/add_black', bob, {ownerUserID: bob.id, blackUserID: ann.id});
  assert.equal((await said(a, bob))[0], BLOCKED);
  for (const socket of sockets) socket.close();
}

async function newMembers({start}) {
  for (const shown of [true, false]) {
    const server = await start({flags: [`--openim.history_for_new_members=${shown}`]});
    const admin = await openimAdmin(server);
    const {ann, bob, cat} = await openimPeople(server, admin, ['ann', 'bob', 'cat'], unique());
    const {groupInfo: {groupID}} = await mustOpenim(server.openim, '/group/create_group',
        admin.token, {ownerUserID: ann.id, memberUserIDs: [bob.id],
          groupInfo: {groupName: 'g', groupType: 2}});
    await mustOpenim(server.openim, '/msg/send_msg', admin.token, {sendID: ann.id, groupID,
      contentType: 101, sessionType: 3, content: {content: 'before'}});
    await mustOpenim(server.openim, '/group/invite_user_to_group', ann.token,
        {groupID, invitedUserIDs: [cat.id], reason: ''});
    const socket = await OpenimSocket.open(server, cat);
    const name = `sg_${groupID}`;
    const {msgs} = await socket.must(1002,
        {seqRanges: [{conversationID: name, begin: 1, end: 99, num: 99}]});
    const texts = msgs[name].Msgs.filter((m) => m.contentType === 101);
    assert.equal(texts.length, shown ? 1 : 0, `shown: ${shown}`);
    socket.close();
  }
}

export const tests = [
  {name: 'friend verification: one writes only to who has one as a friend',
    body: friendVerification},
  {name: 'newcomers see what was before, or not', body: newMembers},
];
