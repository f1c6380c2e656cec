// Ann asks for things, bob decides: each sees at once what the other did, on the page of approvals.
import assert from 'node:assert/strict';
import {ADMIN_PASSWORD} from '../lib/server.mjs';
import {administrator, must, person} from '../lib/world.mjs';
import {measure} from './measure.mjs';
import {Story} from './story.mjs';

const NARROW = {width: 390, height: 844};
const WIDE = {width: 1280, height: 800};

export class OfficeApprovalStory extends Story {
  constructor(server, browser, place) { super(server, browser, place, 'office-approval-'); }

  steps() {
    return [
      ['approval: a form that two people decide one after the other', () => this.prepare()],
      ['approval: what is wrong with a form is said at its fields', () => this.apply()],
      ['approval: it waits for its approver at once, who says yes', () => this.approve()],
      ['approval: who applied is told, and a notice leads there', () => this.told()],
      ['approval: a no needs its reason', () => this.refuse()],
      ['approval: what was asked for is taken back', () => this.withdraw()],
      ['approval: the next that waits is one key away', () => this.walk()],
      ['approval: a place is handed over, and copies are sent', () => this.pass()],
      ['approval: an administrator makes a form that others fill in', () => this.template()],
      ['approval: a department is moved, and its new leader decides', () => this.moved()],
      ['approval: all of it can be read, and fits on a telephone', () => this.judge()],
    ];
  }

  async prepare() {
    const {http, uniq} = this;
    this.ann = await person(http, 'ann', `v${uniq}`);
    this.bob = await person(http, 'bob', `v${uniq}`);
    this.cat = await person(http, 'cat', `v${uniq}`);
    this.admin = await administrator(http);
    const text = {field: 'what', label: 'What', type: 'text', required: true};
    const amount = {field: 'amount', label: 'Amount', type: 'number', required: true, max: 500};
    this.code = `CHAIR_${uniq}`;
    this.templateId = await must(http, 'POST', '/approval/templates', this.admin.token, {
      code: this.code, name: `Chairs ${uniq}`,
      formSchema: [text, amount, {field: 'reason', label: 'Why', type: 'textarea'},
        {field: 'papers', label: 'Papers', type: 'file'}],
      flowConfig: [{nodeName: 'Boss', approvers: [this.bob.id]}],
    });
    this.a = await this.open(this.ann);
    this.b = await this.open(this.bob);
    for (const c of [this.a, this.b]) {
      await c.click('nav-office');
      await c.click('office-approval');
      await c.get('approval-empty').waitFor();
    }
  }

  // Fills in the form and sends it; ends at what was made of it.
  async ask(client, {what, amount, reason = '', file = null}) {
    await client.click('approval-new');
    await client.page.locator(`[data-test="template-card"][data-code="${this.code}"]`).click();
    await client.field('field-what').fill(what);
    await client.field('field-amount').fill(amount);
    if (reason) await client.field('field-reason').fill(reason);
    if (file) {
      await client.page.locator('[data-test="field-papers"] input[type="file"]')
          .setInputFiles(file);
      await client.get('field-file').waitFor();
    }
    await client.field('apply-title').fill(`${what} please`);
    await client.click('apply-submit');
  }

  async apply() {
    const {a} = this;
    await this.ask(a, {what: 'Stools', amount: '501', reason: 'We stand.',
      file: {name: 'offer.txt', mimeType: 'text/plain', buffer: Buffer.from('cheap')}});
    await a.get('field-wrong').filter({hasText: 'Amount'}).waitFor();
    assert.equal(await a.get('field-wrong').count(), 1);
    await a.shot('1-form');
    await a.field('field-amount').fill('50');
    await a.click('apply-submit');
    await a.get('approval-title').filter({hasText: 'Stools please'}).waitFor();
    await a.get('form-row').filter({hasText: 'We stand.'}).waitFor();
    await a.get('form-file').filter({hasText: 'offer.txt'}).waitFor();
    await a.get('flow-person').filter({hasText: this.bob.nick}).waitFor();
    assert.equal(await a.get('approval-agree').count(), 0);
  }

  async approve() {
    const {b} = this;
    const row = b.get('approval-row').filter({hasText: 'Stools please'});
    await row.waitFor();
    assert.equal(await b.get('approval-tab-waiting').getAttribute('data-count'), '1');
    await row.click();
    await b.get('approval-bar').waitFor();
    const url = await b.get('form-file').getAttribute('href');
    const answer = await b.page.request.get(new URL(url, this.server.origin).href);
    assert.equal(await answer.text(), 'cheap', 'an approver reads the file of a form');
    await b.shot('2-waiting');
    await b.click('approval-agree');
    await b.field('decide-comment').fill('Sit well.');
    await b.click('decide-confirm');
    await b.get('approval-empty').waitFor();
    await b.page.locator('[data-test="approval-status"][data-state="APPROVED"]').first().waitFor();
    assert.equal(await b.get('approval-agree').count(), 0);
    await b.click('approval-tab-handled');
    await b.get('approval-row').filter({hasText: 'Stools please'}).waitFor();
  }

  async told() {
    const {a} = this;
    await a.get('flow-comment').filter({hasText: 'Sit well.'}).waitFor();
    await a.page.locator('article [data-test="approval-status"][data-state="APPROVED"]').waitFor();
    await a.shot('3-approved');
    await a.click('nav-notices');
    await a.get('notice-open').filter({hasText: 'Stools please'}).first().click();
    await a.get('approval-title').filter({hasText: 'Stools please'}).waitFor();
    await a.get('approval-again').waitFor();
  }

  async refuse() {
    const {a, b} = this;
    await b.click('approval-tab-waiting');
    await this.ask(a, {what: 'Thrones', amount: '500'});
    await b.get('approval-row').filter({hasText: 'Thrones please'}).click();
    await b.click('approval-refuse');
    await b.click('decide-confirm');
    await b.page.getByText('请填写驳回原因').waitFor();
    await b.field('decide-comment').fill('We are a republic.');
    await b.shot('4-refuse');
    await b.click('decide-confirm');
    await this.gone(b, 'decide-confirm');
    await a.get('flow-comment').filter({hasText: 'We are a republic.'}).waitFor();
    await a.page.locator('article [data-test="approval-status"][data-state="REJECTED"]').waitFor();
    await a.shot('5-refused');
  }

  async withdraw() {
    const {a, b} = this;
    await this.ask(a, {what: 'Benches', amount: '20'});
    await a.click('approval-remind');
    await a.get('approval-event').filter({hasText: '催办'}).waitFor();
    await b.get('approval-row').filter({hasText: 'Benches please'}).waitFor();
    await a.click('approval-withdraw');
    await a.click('decide-confirm');
    await a.page.locator('article [data-test="approval-status"][data-state="CANCELLED"]')
        .waitFor();
    await b.get('approval-row').filter({hasText: 'Benches please'}).waitFor({state: 'detached'});
  }

  async walk() {
    const {b, http} = this;
    for (const what of ['First', 'Second']) {
      await must(http, 'POST', '/approval/create', this.ann.token, {templateId: this.templateId,
        title: `${what} thing`, formData: {what, amount: 1}});
    }
    // The newest is above.
    await b.get('approval-row').filter({hasText: 'Second thing'}).click();
    await b.get('approval-title').filter({hasText: 'Second thing'}).waitFor();
    await b.page.keyboard.press('j');
    await b.get('approval-title').filter({hasText: 'First thing'}).waitFor();
    await b.page.keyboard.press('k');
    await b.get('approval-title').filter({hasText: 'Second thing'}).waitFor();
    await b.click('approval-agree');
    await b.click('decide-confirm');
    // Decided: what waits next comes by itself.
    await b.get('approval-title').filter({hasText: 'First thing'}).waitFor();
  }

  // In the open dialog or field: finds somebody by name and takes them.
  async pick(client, who) {
    await client.field('people-search').fill(who.nick);
    await client.page.locator(`[data-test="people-row"][data-user="${who.id}"]`).click();
    await client.click('people-done');
    await this.gone(client, 'people-done');
  }

  async pass() {
    const {a, b, http} = this;
    await b.click('approval-menu');
    await b.click('approval-copy');
    await this.pick(b, this.cat);
    await b.get('approval-event').filter({hasText: this.cat.nick}).waitFor();
    const copied = await must(http, 'GET', '/approval/copied', this.cat.token);
    assert.deepEqual(copied.map((each) => each.title), ['First thing']);
    await b.click('approval-pass');
    await b.click('pass-person');
    await this.pick(b, this.cat);
    await b.field('pass-comment').fill('Yours.');
    await b.click('pass-confirm');
    await this.gone(b, 'pass-confirm');
    await b.get('approval-empty').waitFor();
    const waiting = await must(http, 'GET', '/approval/pending', this.cat.token);
    assert.deepEqual(waiting.map((each) => each.title), ['First thing']);
    await a.click('approval-tab-mine');
    await a.get('approval-row').filter({hasText: 'First thing'})
        .filter({hasText: this.cat.nick}).click();
    await a.get('flow-comment').filter({hasText: 'Yours.'}).waitFor();
  }

  async template() {
    const c = await this.open({name: 'admin', password: ADMIN_PASSWORD});
    await c.click('nav-office');
    await c.click('office-approval');
    await c.click('approval-templates');
    await c.click('template-new');
    await c.field('template-name').fill(`Seal ${this.uniq}`);
    await c.click('template-save');
    await c.get('template-problem').filter({hasText: '编号'}).waitFor();
    this.code = `SEAL_${this.uniq}`;
    await c.field('template-code').fill(this.code);
    await c.field('field-label').fill('What');
    await c.field('field-required').check();
    await c.click('field-add');
    const second = c.get('field-part').nth(1);
    await second.locator('[data-test="field-label"]').fill('How much');
    await second.locator('[data-test="field-type"]').selectOption('number');
    await c.field('node-name').fill('Boss');
    await c.field('node-leader').uncheck();
    await c.click('node-people');
    await this.pick(c, this.bob);
    await c.shot('7-template');
    await c.click('template-save');
    await c.get('template-row').filter({hasText: this.code}).waitFor();
    const {a, b} = this;
    await a.click('approval-new');
    await a.page.locator(`[data-test="template-card"][data-code="${this.code}"]`).click();
    await a.field('field-field1').fill('A contract');
    await a.field('field-field2').fill('2');
    await a.click('apply-submit');
    await a.get('form-row').filter({hasText: 'How much'}).filter({hasText: '2'}).waitFor();
    await b.get('approval-row').filter({hasText: `Seal ${this.uniq}`}).waitFor();
  }

  // What Ann has asked for stays with whom it waited for; what they ask for next goes to Cat.
  async moved() {
    const {a, b, http, uniq} = this;
    const make = (name, parentId, leader = null) => must(http, 'POST', '/organization/department',
        this.admin.token, {name: `${name} ${uniq}`, parentId, ...leader && {leaderId: leader.id}});
    const north = await make('North', 0, this.bob);
    const south = await make('South', 0, this.cat);
    const team = await make('Team', north);
    await must(http, 'POST', '/organization/department/member', this.admin.token,
        {departmentId: team, userIds: [this.ann.id]});
    this.code = `LEADER_${uniq}`;
    await must(http, 'POST', '/approval/templates', this.admin.token, {code: this.code,
      name: `Leaders ${uniq}`, formSchema: [
        {field: 'what', label: 'What', type: 'text'},
        {field: 'amount', label: 'N', type: 'number'}],
      flowConfig: [{nodeName: 'Leader', approvers: ['leader']}]});
    await this.ask(a, {what: 'Before', amount: '1'});
    await b.get('approval-row').filter({hasText: 'Before please'}).waitFor();
    const admin = this.clients.find((each) => each.name === 'admin');
    await admin.click('nav-office');
    await admin.click('office-departments');
    await admin.get('department-node').filter({hasText: `North ${uniq}`}).click();
    await admin.get('department-node').filter({hasText: `Team ${uniq}`}).click();
    await admin.page.getByRole('heading', {name: `Team ${uniq}`}).waitFor();
    await admin.click('department-edit');
    await admin.get('department-parent').selectOption(String(south));
    await admin.click('department-save');
    await this.gone(admin, 'department-save');
    await admin.shot('8-moved');
    await this.ask(a, {what: 'After', amount: '2'});
    await a.get('flow-person').filter({hasText: this.cat.nick}).waitFor();
    const c = await this.open(this.cat);
    await c.click('nav-office');
    await c.click('office-approval');
    await c.get('approval-row').filter({hasText: 'After please'}).click();
    await c.click('approval-agree');
    await c.click('decide-confirm');
    await a.page.locator('[data-test="approval-status"][data-state="APPROVED"]').first().waitFor();
    assert.equal(await b.get('approval-row').filter({hasText: 'After please'}).count(), 0);
    assert.equal(await b.get('approval-row').filter({hasText: 'Before please'}).count(), 1);
  }

  async judge() {
    const {b} = this;
    for (const viewport of [WIDE, NARROW]) {
      await b.page.setViewportSize(viewport);
      for (const place of ['waiting', 'handled', 'new', `new/${this.templateId}`]) {
        await b.page.goto(`${this.server.origin}/#/office/approval/${place}`);
        await b.page.locator('[data-test="approval-row"], [data-test="template-card"], ' +
            '[data-test="apply-form"]').first().waitFor();
        await this.fits(b, place);
      }
      await b.page.goto(`${this.server.origin}/#/office/approval/waiting`);
      await b.click('approval-row');
      await b.get('approval-bar').waitFor();
      await this.fits(b, 'detail');
      await b.shot(`6-detail-${viewport.width}`);
    }
  }

  async fits(client, what) {
    const touch = client.page.viewportSize().width === NARROW.width;
    assert.deepEqual(await measure(client.page, {touch}), [], what);
  }
}
