import {type Call, connectionFile} from '../call.ts';
import {options} from './options.ts';

/** `policies`: prints the documents and the values of the vendor's form. */
export const policies: Call<typeof options> = {
	name: 'policies',
	operands: [connectionFile],
	summary: "print the documents and the values of the vendor's form",
	options,
	takesConnection: true,
	run: async (given, common) => (await import('./run.ts')).runPolicies(given, common),
};
