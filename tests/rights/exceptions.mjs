// Where a contract wants another outcome than the one that follows from a row's auth and door.
// Each entry: row ("METHOD path"), case ("token/object", `*` for any), wanted code(s), the reason.
export const EXCEPTIONS = [
  {row: 'POST /api/im/group/{groupId}/quit', case: 'me/mine', code: 4308,
    reason: 'ruoyi 6: the owner cannot leave their group'},
  {row: 'DELETE /api/im/message/{messageId}/recall', case: 'me/mine', code: 10005,
    reason: 'ruoyi 3.3: the message of the world is hours old'},
  {row: 'PUT /api/im/message/{messageId}/edit', case: 'me/mine', code: 10006,
    reason: 'ruoyi 3.4: the message of the world is hours old'},
  {row: 'GET /api/im/message/merged/{messageId}', case: 'me/mine', code: 400,
    reason: 'beyond ruoyi 3.5: the message of the world is a plain text'},
  {row: 'POST /api/im/auth/reset', case: 'me/mine', code: 404,
    reason: 'beyond ruoyi 27: the link is the right, and the example has none'},
  {row: 'POST /api/im/email/incoming', case: 'me/mine', code: 403,
    reason: 'ruoyi 13.12: the signature is the right, and the example has none'},
  {row: 'DELETE /api/im/user/sessions/{id}', case: 'me/mine', code: 404,
    reason: 'beyond ruoyi 1: the example names no login of the caller'},
  ...['uploads', 'profile/upload'].map((path) => ({
    row: `GET /${path}/{year}/{month}/{day}/{name}`, case: 'me/mine', code: 404,
    reason: 'mapping 15.8: the link is the right, and the path alone is none'})),
  {row: 'POST /api/im/video-call/initiate', case: 'me/mine', code: [5803, 5808],
    reason: 'ruoyi 14.1: nobody is connected, or the caller is in the call of the group'},
  ...['POST join', 'POST leave', 'POST mute', 'POST camera', 'POST reject',
    'GET participants'].map((row) => ({
    row: row.replace(' ', ' /api/im/video-call/group/{callId}/'), case: 'me/mine', code: 5801,
    reason: 'ruoyi 27: the call of the world is over'})),
  ...['{callId}/accept', '{callId}/reject', 'signal'].map((path) => ({
    row: `POST /api/im/video-call/${path}`, case: 'me/mine', code: 5802,
    reason: 'ruoyi 14.2: the call of the world is over for hours'})),
  ...['{groupId}/announcement', 'announcement/latest/{groupId}', 'announcement/list/{groupId}',
    'announcement/valid/{groupId}', 'announcement/pinned/{groupId}'].map((path) => ({
    row: `GET /api/im/group/${path}`, case: 'removed/mine', code: 403,
    reason: 'ruoyi 6.8: who is not in the group is told so with words of its own'})),
  {row: 'GET /api/im/group/{groupId}/invitation', case: 'removed/mine', code: 4006,
    reason: 'mapping 15.1: a hidden group is known to its members and by its invitation alone'},
  ...['me/mine', 'me/foreign'].map((of) => ({row: 'POST /api/im/meeting-room/book', case: of,
    code: [200, 4604], reason: 'ruoyi 19.7: rooms are for everybody, and another was before'})),
  {row: 'POST /api/im/meeting-room/booking/{bookingId}/confirm', case: 'me/mine', code: 403,
    reason: 'ruoyi 19.9: who booked it does not look after the room'},
  {row: 'POST /api/im/meeting-room/booking/{bookingId}/check-out', case: 'me/mine', code: 400,
    reason: 'ruoyi 19.11: nobody has checked in'},
  {row: 'POST /api/im/meeting-room/booking/{bookingId}/feedback', case: 'me/mine', code: 400,
    reason: 'ruoyi 19.14: the meeting is not over'},
  ...['chat', 'summarize'].map((act) => ({row: `POST /api/im/ai/${act}`, case: 'me/mine', code: 400,
    reason: 'ruoyi 27.7: the server of the world has no language model'})),
  {row: 'POST /api/im/attendance/{id}/supplement', case: 'me/mine', code: 400,
    reason: 'ruoyi 10.6: a request for the day of the world waits'},
  {row: 'POST /api/im/attendance/{id}/approve', case: 'me/mine', code: 403,
    reason: 'ruoyi 10.7: nobody decides on their own request'},
  {row: 'POST /api/im/attendance/checkIn', case: 'me/mine', code: [200, 400],
    reason: 'ruoyi 10.1: once a day, and another call was before'},
  {row: 'POST /api/im/attendance/checkOut', case: 'me/mine', code: [200, 400],
    reason: 'ruoyi 10.2: once a day, and after coming'},
  {row: 'POST /api/im/cloud/file/save-from-message', case: 'me/mine', code: 400,
    reason: 'ruoyi 15.18: the message of the world is a plain text'},
  {row: 'GET /api/im/cloud/share/access', case: 'me/mine', code: 404,
    reason: 'ruoyi 15.20: the code is the right, and the example has none'},
  {row: 'PUT /api/im/work-report/{reportId}/approve', case: 'me/mine', code: 403,
    reason: 'ruoyi 8.9: nobody decides on their own report'},
  ...['PUT /api/im/work-report/{reportId}', 'PUT /api/im/work-report/{reportId}/submit',
    'DELETE /api/im/work-report/{reportId}'].map((row) => ({row, case: 'me/mine',
    code: [200, 400], reason: 'ruoyi 8.9: another call may have submitted it'})),
];

// The same of OpenIM; code null: not tried.
const OPENIM_EXCEPTIONS = [
  {row: 'POST /friend/get_incremental_blacks', case: 'me/mine', code: 12,
    reason: 'openim 4.3: not implemented'},
  {row: 'POST /friend/get_incremental_blacks', case: 'admin/mine', code: 12,
    reason: 'openim 4.3: not implemented'},
  {row: 'POST /group/kick_group', case: 'foreign/mine', code: 1002,
    reason: 'openim 4.4: a caller who is not in the group may not'},
  {row: 'POST /group/kick_group', case: 'me/foreign', code: 1002,
    reason: 'openim 4.4: a caller who is not in the group may not'},
  {row: 'POST /group/quit_group', case: 'me/mine', code: 1002,
    reason: 'openim 4.4: the owner cannot leave their group'},
  {row: 'POST /group/quit_group', case: 'admin/mine', code: 1004,
    reason: 'openim 4.4: without a name it is the caller who leaves'},
  ...['invite_user_to_group', 'set_group_member_info', 'transfer_group', 'dismiss_group'].flatMap(
      (name) => ['foreign/mine', 'me/foreign'].map((of) => ({row: `POST /group/${name}`, case: of,
        code: 1002, reason: 'openim 4.4: a caller who is not in the group may not'}))),
  ...['foreign', 'me', 'admin'].map((who) => ({row: 'POST /group/get_group_abstract_info',
    case: `${who}/missing`, code: 1201, reason: 'openim 4.4: an unknown group has its own code'})),
  ...['mine', 'missing'].map((object) => ({
    row: 'POST /object/complete_multipart_upload', case: `foreign/${object}`, code: 1002,
    reason: 'openim 9.2: the name that is given begins with that of another'})),
  ...['set_config', 'reset_config', 'set_enable_config_manager'].map((name) => ({
    row: `POST /config/${name}`, case: 'admin/mine', code: 500,
    reason: 'openim 4.12: settings are read at the start only'})),
  {row: 'POST /restart', case: 'admin/mine', code: null, reason: 'no server, no matrix'},
  // Of two users one must be the caller; the other may be unknown.
  {row: 'POST /friend/get_designated_friend_apply', case: 'admin/missing', code: 0,
    reason: 'openim 4.3: an unknown user has no requests'},
];

export function openimExceptionFor(row, token, object) {
  return OPENIM_EXCEPTIONS.find((e) => e.row === `${row.method} ${row.path}` &&
      e.case === `${token}/${object}`);
}

export function exceptionFor(row, token, object) {
  const name = `${row.method} ${row.path}`;
  return EXCEPTIONS.find((e) => e.row === name && e.case.split('/').every(
      (part, i) => part === '*' || part === [token, object][i]));
}
