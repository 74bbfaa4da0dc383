import type {Call} from '../call.ts';
import {options, readGiven} from './options.ts';

/** `collect`: looks into the account and writes what it saw as documents, which `verify --documents` judges. */
export const collect: Call<typeof options> = {
	name: 'collect',
	operands: [
		{syntax: '[files...]', description: 'connection files, one or more; flags override them'},
	],
	summary: 'write what the account holds into files, to be checked without an account',
	options,
	takesConnection: true,
	async run(given, common) {
		const asked = readGiven(given);
		return (await import('./run.ts')).runCollect(asked, common);
	},
};
