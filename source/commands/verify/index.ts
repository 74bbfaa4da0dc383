import type {Call} from '../call.ts';
import {options, readGiven} from './options.ts';

/** `verify`: checks one or many connections and reports what is wrong. */
export const verify: Call<typeof options> = {
	name: 'verify',
	operands: [
		{syntax: '[files...]', description: 'connection files, one or more; flags override them'},
	],
	summary: 'check that the vendor has access, and nobody else',
	options,
	conflicts: [
		['documents', 'practice', 'documents are checked without an account'],
		['documents', 'profile', 'documents are checked without an account'],
		['json', 'jsonLines', 'the output can have only one format'],
	],
	takesConnection: true,
	async run(given, common) {
		const asked = readGiven(given);
		return (await import('./run.ts')).runVerify(asked, common);
	},
};
