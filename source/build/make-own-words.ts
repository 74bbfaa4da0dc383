// Writes own-words.json anew from the source: npm run words
import {writeFileSync} from 'node:fs';
import {collectOwnWords} from './own-words.ts';

const file = new URL('../words/report/own-words.json', import.meta.url);
writeFileSync(file, await collectOwnWords());
