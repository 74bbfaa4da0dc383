import {type Call, flag, type Given, json} from '../call.ts';

const options = {
	json,
	schema: flag('print the JSON schema of profile files, for your editor'),
};

export type VendorsGiven = Given<typeof options>;

const check: Call = {
	name: 'check',
	operands: [{syntax: '<file>', description: 'profile file'}],
	summary: 'check a profile file and name every mistake with its place',
	run: async (given, common) => (await import('./run.ts')).runVendorsCheck(given, common),
};

/** `vendors`: lists the vendor profiles, or checks one. */
export const vendors: Call<typeof options> = {
	name: 'vendors',
	summary: 'list the vendor profiles',
	options,
	calls: [check],
	run: async (given, common) => (await import('./run.ts')).runVendors(given, common),
};
