// Writes profile.schema.json anew after a change of schema.ts: npm run schema
import {writeFileSync} from 'node:fs';
import {profileJsonSchema} from './json-schema.ts';

writeFileSync(new URL('./profile.schema.json', import.meta.url), profileJsonSchema());
