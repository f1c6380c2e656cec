// Two approvers, and an approver against the applicant, at the same moment: one of them wins.
import assert from 'node:assert/strict';
import {API, administrator, must, person, unique} from '../../../lib/world.mjs';

const ROUNDS = 8;

async function oneWins({server: {http}}) {
  const [admin, ann, bob, cat] = await Promise.all([administrator(http),
    ...['ann', 'bob', 'cat'].map((name) => person(http, name))]);
  const templateId = await must(http, 'POST', '/approval/templates', admin.token,
      {code: `RACE_${unique()}`, name: 'Race',
        flowConfig: [{nodeName: 'one', approvers: [bob.id, cat.id]}]});
  for (let round = 0; round < ROUNDS; round++) {
    const id = await must(http, 'POST', '/approval/create', ann.token, {templateId, title: 'x'});
    const on = (who, verb) => http.call('POST', `${API}/approval/${id}/${verb}`, who.token,
        {comment: 'c'});
    const answers = await Promise.all([on(bob, 'approve'), on(cat, 'approve'), on(ann, 'cancel'),
      on(cat, 'reject'), on(bob, 'approve')]);
    const won = answers.filter((a) => a.json.code === 200);
    assert.equal(won.length, 1, JSON.stringify(answers.map((a) => a.json)));
    const {approval, records} = await must(http, 'GET', `/approval/${id}`, ann.token);
    assert.equal(records.length, 1);
    const word = {已通过: 'APPROVED', 已撤回: 'CANCELLED', 已驳回: 'REJECTED'}[won[0].json.msg];
    assert.equal(approval.status, word);
    for (const who of [bob, cat]) {
      assert.deepEqual(await must(http, 'GET', '/approval/pending', who.token), []);
    }
  }
}

export const tests = [{name: 'of several decisions at once one counts', body: oneWins}];
