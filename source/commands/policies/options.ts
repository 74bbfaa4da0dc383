import {documentIds} from '../../aws/index.ts';
import {type Given, json, leastPrivilege, withValue} from '../call.ts';

export const options = {
	json,
	document: withValue('id', `print only this document: ${documentIds.join(', ')}`),
	merge: withValue(
		'file',
		"print this policy, these CORS rules or these event notifications with the vendor's part in it (- for stdin)",
	),
	leastPrivilege,
};

/** What was given to `policies`. */
export type PoliciesGiven = Given<typeof options>;
