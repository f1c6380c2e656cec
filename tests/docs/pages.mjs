// Takes pages apart: fenced blocks with what stands behind the fence.
import {readFileSync, readdirSync} from 'node:fs';
import path from 'node:path';

const COMMAND = /^(\$ )?(\.\/dev|(build\/release\/)?koine|curl|git|sqlite3|sudo|apt|npm|node|cd) /;

// Every page that has commands: those of docs/, and those beside the sources.
export function pages(root) {
  const below = readdirSync(path.join(root, 'docs'), {recursive: true})
      .filter((name) => name.endsWith('.md')).map((name) => path.join('docs', name)).sort();
  return ['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md', 'tests/README.md', 'bench/README.md',
    ...below];
}

// [{line, kind, word, text}]: a block begins with ```kind word.
export function blocks(text) {
  const out = [];
  let open = null;
  text.split('\n').forEach((line, index) => {
    const fence = /^\s*```(\S*) ?(.*)$/.exec(line);
    if (!fence) {
      if (open) open.text += `${line}\n`;
    } else if (open) {
      out.push(open);
      open = null;
    } else {
      open = {line: index + 1, kind: fence[1], word: fence[2].trim(), text: ''};
    }
  });
  if (open) throw new Error(`line ${open.line}: a block does not end`);
  return out;
}

// Lines that look like commands and stand in no block of kind sh: nobody would run them.
export function strayCommands(text) {
  const out = [];
  let kind = null;
  text.split('\n').forEach((line, index) => {
    const fence = /^\s*```(\S*)/.exec(line);
    if (fence) kind = kind === null ? fence[1] : null;
    else if (kind === '' && COMMAND.test(line)) out.push(index + 1);
    else if (kind === null && line.startsWith('    ') && COMMAND.test(line.trim())) {
      out.push(index + 1);
    }
  });
  return out;
}

export const read = (root, page) => readFileSync(path.join(root, page), 'utf8');
