// SPDX-License-Identifier: Apache-2.0
// Extract pages with Readability.js over jsdom: paths on standard input, a JSON object a
// line out. node reading_readability.mjs FOLDER (in which both are installed).
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.argv[2], 'x.js'));
const { JSDOM, VirtualConsole } = require('jsdom');
const { Readability } = require('@mozilla/readability');

let seconds = 0;
for (const path of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
  const page = readFileSync(path);
  const began = process.cpuUsage();
  let text = '';
  try {
    const dom = new JSDOM(page, { virtualConsole: new VirtualConsole() });
    const content = new Readability(dom.window.document).parse()?.content ?? '';
    // Its textContent glues paragraphs together.
    text = JSDOM.fragment(content.replace(/<\/?(p|div|li|h\d|blockquote|figcaption|td|br)\b/g, '\n$&')).textContent;
    dom.window.close();
  } catch (error) {
    console.error(path, error.message);
  }
  const used = process.cpuUsage(began);
  seconds += (used.user + used.system) / 1e6;
  console.log(JSON.stringify({ path, text }));
}
console.log(JSON.stringify({ path: '', text: '', seconds }));
