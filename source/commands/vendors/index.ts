import {type Call, flag, json} from '../call.ts';

const options = {
	json,
	schema: flag('print the JSON schema of profile files, for your editor'),
};

const check: Call = {
	name: 'check',
	operands: [{syntax: '<file>', description: 'profile file'}],
	summary: 'check a profile file and show where every mistake is',
	run: async (given, common) => (await import('./run.ts')).runVendorsCheck(given, common),
};

/** `vendors`: lists the vendor profiles, or checks one. */
export const vendors: Call<typeof options> = {
	name: 'vendors',
	summary: 'list the vendor profiles',
	options,
	calls: [check],
	async run({options: given}, common) {
		const form = given.schema ? 'schema' : given.json ? 'json' : 'text';
		return (await import('./run.ts')).runVendors(form, given, common);
	},
};
