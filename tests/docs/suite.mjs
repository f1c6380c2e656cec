// What documents tell people to type works: every block of kind sh, from the first to the last line
// of its page, in a directory of its own. ```sh runs beside the server, ```sh stopped while it is
// stopped, ```sh starts starts it; ```sh no-run has its reason below; those of the README that are
// ```sh walked run in walk.mjs. Files of settings (```toml, ```toml NAME) have known settings.
// Programs (```python NAME, ```ts NAME) are files for the blocks that run them.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {blocks, pages, read, strayCommands} from './pages.mjs';
import {Shell} from './shell.mjs';
import {PAGES as WALKED, walk} from './walk.mjs';

// How a block begins that is not run, and why.
const NOT_RUN = [
  ['./dev', 'builds the program, or runs for minutes'],
  ['(cd tests', 'installs packages'],
  ['export KOINE_BACKUP_S3_URL', 'needs S3-compatible object storage; the suite s3 has one'],
  ['npm install', 'installs packages, which tests/package.json has too'],
  ['createdb', 'needs a PostgreSQL that is a service of the machine'],
  ['createuser', 'needs a PostgreSQL that is a service of the machine'],
  ['KOINE_FILES_S3_SECRET_KEY', 'needs S3-compatible object storage; the suite s3 has one'],
  ['turnutils_uclient', 'needs a TURN server; the scripts of calls have one'],
  ['CALL=', 'needs somebody with an open WebSocket; the scripts of calls have one'],
  ['openssl pkeyutl', 'needs the files of a release'],
  ['docker ', 'needs an engine for containers'],
  ['sudo ', 'changes users and services of the machine'],
  ['curl -s localhost:8080/user/withdraw', 'needs money'],
  ['koine erase conversation', 'needs a conversation and an application that may go'],
];
const WORDS = ['', 'stopped', 'starts', 'no-run', 'walked'];
const ELSEWHERE = ['no-run', 'walked'];
const AT_ONCE = 4;

// Every `./dev NAME` that a page shows is a command of it.
function checkDevCommands(page, text, help) {
  for (const [, name] of text.matchAll(/^\.\/dev ([a-z]\w*)/gm)) {
    assert.ok(help.includes(`./dev ${name}`), `${page}: ./dev ${name} is no command`);
  }
}

function checkForms(context, page, help) {
  const text = read(context.root, page);
  assert.deepEqual(strayCommands(text), [], `${page}: lines with commands outside of \`\`\`sh`);
  for (const block of blocks(text)) {
    if (block.kind !== 'sh') continue;
    const where = `${page}:${block.line}`;
    assert.ok(WORDS.includes(block.word), `${where}: sh ${block.word}`);
    assert.ok(block.word !== 'walked' || WALKED.includes(page),
        `${where}: only ${WALKED[0]} is walked`);
    checkDevCommands(where, block.text, help);
    if (block.word === 'no-run') {
      assert.ok(NOT_RUN.some(([begin]) => block.text.startsWith(begin)),
          `${where}: no reason in tests/docs/suite.mjs for not running it`);
    }
  }
}

function checkToml(shell, page, block) {
  const name = block.word || 'block.toml';
  writeFileSync(path.join(shell.dir, name), block.text);
  try {
    execFileSync(shell.binary, ['config', '--config', name], {cwd: shell.dir, stdio: 'pipe'});
  } catch (e) {
    throw new Error(`${page}:${block.line}: ${e.stderr}`);
  }
}

const isProgram = (block) => ['python', 'ts'].includes(block.kind) && block.word !== '';

const runnable = (context, page) => blocks(read(context.root, page)).filter((block) =>
  block.kind === 'toml' || isProgram(block) ||
  (block.kind === 'sh' && !ELSEWHERE.includes(block.word)));

// A page in Chinese that has the blocks of its English one, but for remarks, is run with that one.
function runsInEnglish(context, page, wanted) {
  const english = page.replace(/^docs\/zh\/operate\//, 'docs/operate/')
      .replace(/^docs\/zh\//, 'docs/guide/');
  if (english === page || !existsSync(path.join(context.root, english))) return false;
  const told = (found) => found.map(({kind, word, text}) =>
    [kind, word, text.replace(/(^|\s+)#( .*)?$/gm, '')]);
  return isDeepStrictEqual(told(wanted), told(runnable(context, english)));
}

async function runPage(context, page) {
  const wanted = runnable(context, page);
  if (!wanted.length || runsInEnglish(context, page, wanted)) return;
  const shell = new Shell(context.binary, context.root);
  try {
    for (const block of wanted) {
      try {
        if (isProgram(block)) shell.file(block.word, block.text);
        else if (block.kind === 'toml') checkToml(shell, page, block);
        else await shell.block(block);
      } catch (e) {
        e.message = `${page}:${block.line}: ${e.message}`;
        throw e;
      }
    }
    await shell.end();
  } finally {
    await shell.remove();
  }
}

export async function run(context) {
  const help = execFileSync(path.join(context.root, 'dev'), ['help'], {encoding: 'utf8'});
  const queue = pages(context.root).filter((page) => page.includes(context.only));
  const work = async () => {
    for (let page = queue.shift(); page; page = queue.shift()) {
      await context.report.test('docs', page, async () => {
        checkForms(context, page, help);
        await runPage(context, page);
      });
    }
  };
  await Promise.all(Array.from({length: AT_ONCE}, work));
  const walked = `${WALKED[0]}, walked`;
  if (walked.includes(context.only)) {
    await context.report.test('docs', walked, () => walk(context));
  }
  // A reason that no block needs any more goes.
  const all = pages(context.root).flatMap((page) => blocks(read(context.root, page)));
  for (const [begin] of context.only ? [] : NOT_RUN) {
    await context.report.test('docs', `not run: ${begin}`, () => assert.ok(all.some((block) =>
      block.word === 'no-run' && block.text.startsWith(begin)), 'no such block'));
  }
}
