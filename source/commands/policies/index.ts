import {type Call, connectionFile, type Given, json, leastPrivilege, withValue} from '../call.ts';

const options = {
	json,
	document: withValue(
		'id',
		'print this document alone: role-policy, trust-policy, bucket-policy, key-policy',
	),
	merge: withValue(
		'file',
		"print this bucket or key policy with the vendor's statements in it (- for stdin)",
	),
	leastPrivilege,
};

export type PoliciesGiven = Given<typeof options>;

/** `policies`: prints the documents and the values of the vendor's form. */
export const policies: Call<typeof options> = {
	name: 'policies',
	operands: [connectionFile],
	summary: "print the documents and the values of the vendor's form",
	options,
	takesConnection: true,
	run: async (given, common) => (await import('./run.ts')).runPolicies(given, common),
};
