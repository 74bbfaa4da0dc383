import type {Call} from '../call.ts';
import {options, readGiven} from './options.ts';

/** `verify`: checks one or many connections and reports what is wrong. */
export const verify: Call<typeof options> = {
	name: 'verify',
	operands: [
		{syntax: '[files...]', description: 'connection files, one or many; flags win over them'},
	],
	summary: 'check whether the vendor gets in, and nobody else does',
	options,
	conflicts: [
		['documents', 'practice', 'documents are judged without any account'],
		['documents', 'profile', 'documents are judged without any account'],
		['json', 'jsonLines', 'one of them goes to the output'],
	],
	takesConnection: true,
	async run(given, common) {
		const asked = readGiven(given);
		return (await import('./run.ts')).runVerify(asked, common);
	},
};
