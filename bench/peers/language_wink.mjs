// SPDX-License-Identifier: Apache-2.0
// Write what wink-nlp makes of a text as CoNLL-U: node language_wink.mjs RAW > OUT
// Run from the folder in which wink-nlp and its model are installed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'x.js'));
const winkNLP = require('wink-nlp');
const nlp = winkNLP(require('wink-eng-lite-web-model'), ['sbd', 'pos']);
const its = nlp.its;

const blocks = readFileSync(process.argv[2], 'utf8').split('\n\n');
const out = [];
let words = 0;
const began = process.cpuUsage();
for (const block of blocks) {
  const text = block.trim();
  if (!text) continue;
  nlp.readDoc(text).sentences().each((sentence) => {
    let index = 0;
    sentence.tokens().each((token) => {
      const form = token.out(its.value);
      if (!form.trim()) return;
      index++;
      const columns = [index, form, token.out(its.lemma), token.out(its.pos), '_', '_', index - 1];
      out.push([...columns, '_', '_', '_'].join('\t'));
    });
    words += index;
    out.push('');
  });
}
const { user, system } = process.cpuUsage(began);
const speed = Math.round(words / ((user + system) / 1e6));
process.stderr.write(`wink-nlp: ${words} words, ${speed} words/s\n`);
process.stdout.write(out.join('\n') + '\n');
