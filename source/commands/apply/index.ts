import {type Call, connectionFile} from '../call.ts';
import {options, readGiven} from './options.ts';

/** `apply`: creates or repairs what is missing in the account, or puts back what was there before. */
export const apply: Call<typeof options> = {
	name: 'apply',
	operands: [connectionFile],
	summary: 'create or repair what is missing in the account, after showing the plan',
	options,
	conflicts: [
		['undo', 'leastPrivilege', 'undo restores what was there before'],
		['undo', 'permissionsBoundary', 'undo makes no role'],
		['undo', 'tag', 'undo makes no role'],
	],
	takesConnection: true,
	stopsItself: true,
	async run(given, common) {
		const asked = readGiven(given);
		return (await import('./run.ts')).runApply(asked, common);
	},
};
