// Approvals of the world: `approval` was applied for by its owner, `decision` waits for them.
import {administrator, must} from '../lib/world.mjs';

// A template that every server has: its second step waits for the administrator.
const LEAVE = {templateId: 1, title: 'Leave', formData: {leaveType: '年假', startDate: '2026-12-01',
  endDate: '2026-12-02', leaveDays: 2, reason: 'family'}};
const admins = new WeakMap();

const adminOf = (http) => {
  if (!admins.has(http)) admins.set(http, administrator(http));
  return admins.get(http);
};

const apply = (http, who) => must(http, 'POST', '/approval/create', who.token, LEAVE);

// One of `other`, which the administrator hands to `who`.
async function decisionOf(http, who, other) {
  const [id, admin] = await Promise.all([apply(http, other), adminOf(http)]);
  await must(http, 'POST', `/approval/${id}/transfer`, admin.token, {toUserId: who.id});
  return id;
}

export async function approvals(http, {me, peer, foreign, friend}, missing) {
  const [mine, theirs, myDecision, theirDecision] = await Promise.all([apply(http, me),
    apply(http, foreign), decisionOf(http, me, peer), decisionOf(http, foreign, friend)]);
  return {approval: {mine, foreign: theirs, missing},
    decision: {mine: myDecision, foreign: theirDecision, missing}};
}
