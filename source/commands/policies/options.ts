import {type Given, json, leastPrivilege, withValue} from '../call.ts';

export const options = {
	json,
	document: withValue(
		'id',
		'print only this document: role-policy, trust-policy, bucket-policy, key-policy',
	),
	merge: withValue(
		'file',
		"print this bucket or key policy with the vendor's statements in it (- for stdin)",
	),
	leastPrivilege,
};

/** What was given to `policies`. */
export type PoliciesGiven = Given<typeof options>;
