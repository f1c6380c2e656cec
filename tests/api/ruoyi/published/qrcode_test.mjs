// What published clients show as the code of a group (ruoyi-client 2.14): a picture that leads to
// the page on which one asks to come in, and is another one for another group.
import assert from 'node:assert/strict';
import {API, group, must, person} from '../../../lib/world.mjs';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PREFIX = 'data:image/png;base64,';

async function picture({server: {http}}) {
  const ann = await person(http, 'ann');
  const marked = (await http.request('POST', `${API}/auth/refresh`, {headers: {
    'Authorization': `Bearer ${ann.token}`, 'X-CSRF-Token': 'x'}})).json.data.token;
  const codes = [];
  for (const name of ['One', 'Two']) {
    const id = await group(http, ann, [], name);
    const shown = await must(http, 'GET', `/group/${id}/qrcode`, marked);
    assert.ok(shown.startsWith(PREFIX), shown.slice(0, 40));
    const png = Buffer.from(shown.slice(PREFIX.length), 'base64');
    assert.deepEqual(png.subarray(0, PNG.length), PNG);
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    assert.equal(width, height);
    assert.equal(width % 6, 0);
    assert.equal(await must(http, 'GET', `/group/${id}/qrcode`, marked), shown);
    codes.push(shown);
  }
  assert.notEqual(codes[0], codes[1]);
}

export const on = 'sqlite';
export const tests = [{name: 'the code of a group is a picture', body: picture}];
