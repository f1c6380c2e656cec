// Two people in two browsers, from the first visit to a server that is killed between messages.
import assert from 'node:assert/strict';
import {unique} from '../lib/world.mjs';
import {AccountStory} from './account.mjs';
import {launch} from './browser.mjs';
import {ApiPageStory} from './api_page.mjs';
import {CallStory} from './call.mjs';
import {GalleryStory} from './gallery.mjs';
import {GroupCallStory} from './group_call.mjs';
import {OfficeApprovalStory} from './office_approval.mjs';
import {OfficeAppsStory} from './office_apps.mjs';
import {AttendanceStory} from './office_attendance.mjs';
import {OfficeDingStory} from './office_ding.mjs';
import {OfficeExternalStory} from './office_external.mjs';
import {DocumentStory} from './office_document.mjs';
import {OfficeDriveStory} from './office_drive.mjs';
import {MailStory} from './office_mail.mjs';
import {MailOutsideStory} from './office_mail_outside.mjs';
import {MailSafetyStory} from './office_mail_safety.mjs';
import {ReportStory} from './office_report.mjs';
import {OfficeRoomStory} from './office_room.mjs';
import {OfficeWorkbenchStory} from './office_workbench.mjs';
import {CalendarStory} from './office_calendar.mjs';
import {PagesStory} from './pages.mjs';
import {PaneStory} from './pane.mjs';
import {ReadingStory} from './reading.mjs';
import {ShellStory} from './shell.mjs';
import {Story} from './story.mjs';
import {WalletStory} from './wallet.mjs';
import {WorkerStory} from './worker.mjs';

const PASSWORD = 'secret-1';
const TEXT = /m\d+ [a-z ]+\./g;

export async function run({report, store, startServer, only, outDir, pictureDir,
  print}) {
  const suite = `e2e ${store}`;
  const server = await startServer();
  const browser = await launch();
  const prefix = `${store}-`;
  const place = {outDir, prefix, startServer, pictureDir};
  const stories = [FirstStory, PaneStory, ReadingStory, WorkerStory, ShellStory,
    AccountStory, CallStory, GroupCallStory,
    WalletStory,
    OfficeWorkbenchStory, OfficeAppsStory,
    OfficeApprovalStory, OfficeRoomStory, OfficeDingStory,
    OfficeDriveStory,
    AttendanceStory, ReportStory, CalendarStory,
    DocumentStory, MailStory, MailOutsideStory, MailSafetyStory,
    OfficeExternalStory,
    GalleryStory, PagesStory, ApiPageStory]
      .filter((Tale) => store === 'sqlite' || only || pictureDir || ON_BOTH.has(Tale))
      .map((Tale) => new Tale(server, browser, {...place, uniq: unique()}));
  try {
    for (const story of stories) {
      await tell(story, {report, suite, only});
      await story.close?.();
    }
    if (!only) {
      await report.test(suite, 'no script failed on any page',
          async () => assert.deepEqual(stories.flatMap((each) => each.errors), []));
    }
    print(`  ${suite}: screenshots in ${outDir}`);
  } finally {
    await browser.close();
    await server.stop();
  }
}

// The steps of a story in their order; after one that fails the rest of it makes no sense. The name
// of a story, such as `pane`, means all of its steps.
async function tell(story, {report, suite, only}) {
  let broken = false;
  const whole = story.constructor.name.toLowerCase() === `${only}story`;
  for (const [name, step] of story.steps()) {
    if (broken || (!whole && !name.includes(only))) continue;
    await report.test(suite, name, async () => {
      try {
        await step();
      } catch (e) {
        broken = true;
        await story.shots(`failed-${name.replaceAll(/\W+/g, '-')}`);
        throw e;
      }
    });
  }
}

class FirstStory extends Story {
  constructor(server, browser, place) {
    super(server, browser, place);
    const {uniq} = this;
    this.ann = {username: `ann_${uniq}`, nickname: `Ann ${uniq}`};
    this.bob = {username: `bob_${uniq}`, nickname: `Bob ${uniq}`};
  }

  steps() {
    return [
      ['two people register', () => this.registerBoth()],
      ['signing out and in again works', () => this.signInAgain()],
      ['they find each other and become contacts', () => this.meet()],
      ['they chat live, both ways', () => this.chat()],
      ['unread messages are counted until they are read', () => this.unread()],
      ['the history is there after a reload', () => this.reload()],
      ['a killed server loses nothing and doubles nothing', () => this.crash()],
      ['a second tab shows the same', () => this.secondTab()],
    ];
  }

  async registerBoth() {
    this.a = await this.visit('ann');
    this.b = await this.visit('bob');
    await this.a.field('login-username').waitFor();
    await this.a.shot('1-sign-in');
    await this.a.register(this.ann.username, this.ann.nickname, PASSWORD);
    await this.b.register(this.bob.username, this.bob.nickname, PASSWORD);
    await this.a.get('list-empty').waitFor();
    await this.a.shot('2-empty');
  }

  async signInAgain() {
    await this.b.click('nav-settings');
    await this.b.click('sign-out');
    await this.b.field('login-username').waitFor();
    await this.b.field('login-username').fill(this.bob.username);
    await this.b.field('login-password').fill('wrong-password');
    await this.b.click('login-submit');
    await this.b.get('login-error').waitFor();
    await this.b.signIn(this.bob.username, PASSWORD);
  }

  async meet() {
    const person = await this.a.findPerson(this.bob.username);
    await this.a.shot('3-search');
    await person.locator('[data-test="person-add"]').click();
    await this.a.click('request-send');
    await this.b.click('nav-contacts');
    await this.b.click('contacts-requests');
    await this.b.get('contact-request').filter({hasText: this.ann.nickname}).waitFor();
    await this.b.shot('4-request');
    await this.b.click('request-accept');
    await this.b.get('contact-row').filter({hasText: this.ann.nickname}).waitFor();
    await this.b.click('nav-chat');
    if (await this.a.get('search-clear').count()) await this.a.click('search-clear');
    await this.a.openConversation(this.bob.nickname);
    await this.b.openConversation(this.ann.nickname);
  }

  async chat() {
    await this.a.say('m1 hello bob.');
    await this.b.hears('m1 hello bob.');
    await this.b.say('m2 hello ann.');
    await this.a.hears('m2 hello ann.');
    await this.a.say('m3 how are you.');
    await this.b.hears('m3 how are you.');
    for (const c of [this.a, this.b]) {
      assert.deepEqual(await c.texts(TEXT),
          ['m1 hello bob.', 'm2 hello ann.', 'm3 how are you.']);
    }
    const mine = this.a.page.locator('[data-test="message-row"][data-mine="true"]');
    assert.equal(await mine.filter({hasText: /m\d/}).count(), 2);
    await this.sent(this.a);
    await this.shots('5-chat');
  }

  // No message of one's own is waiting or failed any more.
  async sent(client) {
    const open = client.page.locator('[data-test="message-row"][data-state="sending"], ' +
        '[data-test="message-row"][data-state="failed"], ' +
        '[data-test="message-row"][data-state="queued"]');
    await client.until('all own messages are sent', async () => await open.count() === 0);
  }

  async unread() {
    const read = this.a.page.locator('[data-test="message-row"][data-state="read"]');
    await read.filter({hasText: 'm3 how are you.'}).waitFor();
    await this.b.click('nav-contacts');
    for (const text of ['m4 one.', 'm5 two.', 'm6 three.']) await this.a.say(text);
    await this.b.click('nav-settings');
    await this.b.page.locator('[data-test="unread-badge"][data-count="3"]').first().waitFor();
    await this.shots('6-unread');
    await this.b.click('nav-chat');
    await this.b.openConversation(this.ann.nickname);
    await this.b.hears('m6 three.');
    await this.b.until('no badge of messages', async () => await this.b.page.locator(
        '[data-test="conversation-row"] [data-test="unread-badge"], ' +
        '[data-test="nav-chat"] [data-test="unread-badge"]').count() === 0);
  }

  async reload() {
    const before = await this.a.texts(TEXT);
    assert.equal(before.length, 6);
    await this.a.page.reload();
    await this.a.openConversation(this.bob.nickname);
    await this.a.hears('m6 three.');
    assert.deepEqual(await this.a.texts(TEXT), before);
  }

  async crash() {
    await this.a.say('m7 before the crash.');
    await this.b.hears('m7 before the crash.');
    await this.server.kill9();
    await Promise.all([this.a, this.b].map((c) => c.get('connection-bar').waitFor()));
    await this.a.say('m8 typed while it was away.');
    await this.shots('7-away');
    await this.server.launch();
    for (const c of [this.a, this.b]) {
      await c.until('the connection bar is gone',
          async () => await c.get('connection-bar').count() === 0);
    }
    await this.b.hears('m8 typed while it was away.');
    await this.sent(this.a);
    await this.b.say('m9 after the crash.');
    await this.a.hears('m9 after the crash.');
    const wanted = ['m1 hello bob.', 'm2 hello ann.', 'm3 how are you.', 'm4 one.', 'm5 two.',
      'm6 three.', 'm7 before the crash.', 'm8 typed while it was away.', 'm9 after the crash.'];
    for (const c of [this.a, this.b]) assert.deepEqual(await c.texts(TEXT), wanted, c.name);
    await this.b.page.reload();
    await this.b.openConversation(this.ann.nickname);
    await this.b.hears('m9 after the crash.');
    assert.deepEqual(await this.b.texts(TEXT), wanted);
    await this.shots('8-after');
  }

  async secondTab() {
    this.tab = await this.openTab(this.a);
    await this.tab.openConversation(this.bob.nickname);
    await this.tab.hears('m9 after the crash.');
    await this.tab.say('m10 from the second tab.');
    for (const c of [this.a, this.b]) await c.hears('m10 from the second tab.');
    await this.b.say('m11 to both tabs.');
    for (const c of [this.a, this.tab]) await c.hears('m11 to both tabs.');
    const wanted = await this.b.texts(TEXT);
    assert.equal(wanted.length, 11);
    for (const c of [this.a, this.tab]) assert.deepEqual(await c.texts(TEXT), wanted, c.name);
  }
}

// What a store may decide otherwise: a server that is killed, marks of reading, money, who comes
// first, versions. What pages look like and do is told on SQLite, and all of it by name.
const ON_BOTH = new Set([FirstStory, ReadingStory, WalletStory, OfficeApprovalStory,
  OfficeRoomStory, DocumentStory]);
