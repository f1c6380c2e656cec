// Ann keeps a draft and submits it; Bob, who leads the department, gives it back and then approves
// it; they talk about it.
import assert from 'node:assert/strict';
import {administrator, must, person} from '../lib/world.mjs';
import {measure} from './measure.mjs';
import {Story} from './story.mjs';

const NARROW = 500;
const LOOKS = [
  {name: 'wide-zh', language: 'zh-CN', theme: 'light', viewport: {width: 1280, height: 900}},
  {name: 'wide-en', language: 'en', theme: 'dark', viewport: {width: 1280, height: 900}},
  {name: 'narrow-zh', language: 'zh-CN', theme: 'light', viewport: {width: 390, height: 844}},
];

export class ReportStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'report-'); }

  steps() {
    return [
      ['report: a draft is kept and submitted', () => this.write()],
      ['report: it is given back, mended and approved', () => this.decide()],
      ['report: they talk about it', () => this.talk()],
      ['report: its pages can be read and fit', () => this.judge()],
    ];
  }

  async prepare() {
    const {http, uniq} = this;
    this.ann = await person(http, 'ann', `r${uniq}`);
    this.bob = await person(http, 'bob', `r${uniq}`);
    const admin = await administrator(http);
    const departmentId = await must(http, 'POST', '/organization/department', admin.token,
        {name: `Sales ${uniq}`, parentId: 0, leaderId: this.bob.id});
    await must(http, 'POST', '/organization/department/member', admin.token,
        {departmentId, userIds: [this.ann.id, this.bob.id]});
    this.a = await this.open(this.ann);
    this.b = await this.open(this.bob);
  }

  async goto(client, part = '') {
    await client.page.goto(`${this.server.origin}/#/office/report${part}`);
  }

  async state(client, wanted) {
    await client.page.locator(`[data-test="report"][data-state="${wanted}"]`).waitFor();
  }

  async write() {
    await this.prepare();
    const {a} = this;
    await this.goto(a);
    await a.get('report-empty').waitFor();
    await a.click('report-write');
    await a.click('report-send');
    await a.page.getByText('请填写工作内容').waitFor();
    await a.field('report-content').fill('Met a customer');
    await a.field('report-plan').fill('Write the offer');
    await a.field('report-hours').fill('7.5');
    await a.shot('1-write');
    await a.click('report-keep');
    await this.gone(a, 'report-keep');
    await a.get('report-row').filter({hasText: '草稿'}).click();
    await this.state(a, 'DRAFT');
    await a.click('report-submit');
    await this.state(a, 'SUBMITTED');
    await a.shot('2-submitted');
  }

  async decide() {
    const {a, b} = this;
    await this.goto(b);
    await b.click('report-waiting');
    await b.get('report-row').filter({hasText: 'Met a customer'}).click();
    await b.click('report-reject');
    await b.field('report-remark').fill('Which customer?');
    await b.click('report-reject-send');
    await this.state(b, 'REJECTED');
    // The answer comes by itself.
    await this.state(a, 'REJECTED');
    await a.get('report-answer').filter({hasText: 'Which customer?'}).waitFor();
    await a.click('report-change');
    await a.field('report-content').fill('Met the customer Li');
    await a.click('report-send');
    await this.state(a, 'SUBMITTED');
    await b.get('report').filter({hasText: 'Met the customer Li'}).waitFor();
    await b.click('report-approve');
    await this.state(b, 'APPROVED');
    await this.state(a, 'APPROVED');
    await this.goto(b, '/dealt');
    await b.get('report-row').filter({hasText: 'Met the customer Li'}).click();
  }

  async talk() {
    const {a, b} = this;
    await b.click('report-like');
    await b.get('report-like').filter({hasText: '已点赞'}).waitFor();
    await b.field('report-comment-text').fill('Well done');
    await b.click('report-comment-send');
    await b.get('report-comment').filter({hasText: 'Well done'}).waitFor();
    await a.get('report-comment').filter({hasText: 'Well done'}).waitFor();
    await b.shot('3-talk');
  }

  async judge() {
    const found = [];
    const {page} = this.a;
    const place = await page.evaluate(() => location.hash.replace('#/office/report', ''));
    for (const {name, language, theme, viewport} of LOOKS) {
      await page.setViewportSize(viewport);
      await page.evaluate((chosen) => localStorage.setItem('koine.settings', chosen),
          JSON.stringify({language, theme, hinted: true}));
      await page.reload();
      // The router hears of no address before its first page is there.
      await this.a.get('report-comment').first().waitFor();
      for (const [part, ready] of [['', 'report-row'], [place, 'report-comment']]) {
        await this.goto(this.a, part);
        await this.a.get(ready).first().waitFor();
        await page.mouse.move(1, 1);
        await this.a.shot(`4-${name}${part ? '-one' : ''}`);
        const wrong = await measure(page, {touch: viewport.width < NARROW});
        found.push(...wrong.map((each) => `${name} ${part}: ${each}`));
      }
    }
    assert.equal(found.length, 0, `\n${found.join('\n')}`);
  }
}
