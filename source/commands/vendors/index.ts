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

export const testOptions = {json};

const test: Call<typeof testOptions> = {
	name: 'test',
	operands: [{syntax: '<vendor>', description: 'id of a built-in vendor, or profile file'}],
	summary:
		"play the vendor's article through: must pass as written, and every fault in it be found",
	options: testOptions,
	run: async (given, common) => (await import('./test.ts')).runVendorsTest(given, common),
};

/** `vendors`: lists the vendor profiles, checks one, or plays the article of one through. */
export const vendors: Call<typeof options> = {
	name: 'vendors',
	summary: 'list the vendor profiles',
	options,
	calls: [check, test],
	async run({options: given}, common) {
		const form = given.schema ? 'schema' : given.json ? 'json' : 'text';
		return (await import('./run.ts')).runVendors(form, given, common);
	},
};
