// Writes actions.json anew from the installed package: npm run actions
import {writeFileSync} from 'node:fs';
import {collectActions} from './collect-actions.ts';

writeFileSync(new URL('./actions.json', import.meta.url), await collectActions());
