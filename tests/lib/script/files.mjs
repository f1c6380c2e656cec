// Finds scripts, runs their blocks (many at once on one server), applies --bless.
import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {eachOf} from '../report.mjs';
import {parseScript} from './parse.mjs';
import {BlockRun} from './run.mjs';

const BLOCKS_AT_ONCE = 16;

// All `.t` files below `root`, sorted.
export function findScripts(root) {
  if (!statSync(root, {throwIfNoEntry: false})) return [];
  return readdirSync(root, {recursive: true}).filter((f) => f.endsWith('.t')).sort()
      .map((f) => path.join(root, f));
}

// Parses each file; a file that cannot be read is a failed test and left out.
export function loadScripts(files, report, suite) {
  const scripts = [];
  for (const file of files) {
    const name = path.relative(process.cwd(), file);
    try {
      scripts.push({...parseScript(name, readFileSync(file, 'utf8')), file});
    } catch (e) {
      report.add(suite, name, 0, `${name}:${e.line ?? 1}: ${e.message}`);
    }
  }
  return scripts;
}

// Runs all blocks whose name contains `only`. Blocks that move the clock or restart the server run
// one after the other on a server of their own, which exclusiveServer() starts.
export async function runScripts(scripts, {server, exclusiveServer, report, suite, only = '',
  blessing = false}) {
  const all = [];
  for (const script of scripts) {
    script.edits = [];
    for (const block of script.blocks) {
      const name = `${script.path}:${block.line} ${block.title}`;
      if (name.includes(only)) all.push({script, block, name});
    }
  }
  const runOn = (target) => ({script, block, name}) => report.test(suite, name,
      () => new BlockRun(script, block, target, {blessing: blessing ? script.edits : null}).run());
  const shared = all.filter((x) => !x.block.exclusive);
  const alone = all.filter((x) => x.block.exclusive);
  await eachOf(shared, BLOCKS_AT_ONCE, runOn(server));
  if (alone.length) {
    const own = await exclusiveServer();
    await eachOf(alone, 1, runOn(own));
  }
  if (blessing) scripts.forEach(applyEdits);
}

function applyEdits(script) {
  let text = script.text;
  const seen = new Set();
  for (const edit of script.edits.sort((a, b) => b.from - a.from)) {
    if (seen.has(edit.from)) continue;
    seen.add(edit.from);
    text = text.slice(0, edit.from) + edit.text + text.slice(edit.to);
  }
  if (text !== script.text) writeFileSync(script.file, text);
}
