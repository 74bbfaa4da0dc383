import type {Call} from '../call.ts';

/** `wizard`: the guided way, in a terminal. */
export const wizard: Call = {
	name: 'wizard',
	operands: [{syntax: '[file]', description: 'connection file to begin with and to write'}],
	summary: 'the guided way, in a terminal (meant when no call is named)',
	conflicts: [
		['practice', 'profile', 'the practice account is simulated, and nobody signs in to it'],
	],
	takesConnection: true,
	isDefault: true,
	run: async (given, common) => (await import('./run.ts')).runWizard(given, common),
};
