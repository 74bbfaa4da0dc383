import type {Call} from '../call.ts';

/** `wizard`: the guided way, in a terminal. */
export const wizard: Call = {
	name: 'wizard',
	operands: [{syntax: '[file]', description: 'connection file to start from and to write'}],
	summary: 'step by step, in a terminal (the default command)',
	conflicts: [['practice', 'profile', 'the practice account is simulated and needs no sign-in']],
	takesConnection: true,
	isDefault: true,
	run: async (given, common) => (await import('./run.ts')).runWizard(given, common),
};
