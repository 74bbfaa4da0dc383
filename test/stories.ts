/** Tests that take minutes because each fills or plays an account anew. `npm test` leaves them to `npm run stories`. */
export const accountStories: readonly string[] = [
	'test/apply/moto-collected.test.ts',
	'test/apply/moto-failures.test.ts',
	'test/apply/moto-lost-answers.test.ts',
	'test/apply/moto-lost-answers-undo.test.ts',
	'test/apply/moto-refusals.test.ts',
	'test/apply/moto-undo.test.ts',
	'test/apply/moto-vendors.test.ts',
	'test/commands/collect-accounts.test.ts',
	'test/rehearsal/rehearse.test.ts',
	'test/verify/field-notes/live.test.ts',
];

/** The same of the built program: each of many cases starts it anew, some of them let it wait. */
export const programStories: readonly string[] = [
	'test/e2e/sign-in.test.ts',
	'test/e2e/company-networks.test.ts',
	'test/e2e/aws-says-why.test.ts',
	'test/e2e/what-accounts-hold.test.ts',
	'test/e2e/crash.test.ts',
	'test/e2e/new-role.test.ts',
	'test/e2e/four-stories.test.ts',
	'test/e2e/four-stories-tmux.test.ts',
	'test/e2e/four-stories-signed-in.test.ts',
];
