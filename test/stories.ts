/** Tests that take minutes because each fills an emulated account anew. `npm test` leaves them to `npm run stories`. */
export const stories: readonly string[] = [
	'test/apply/moto-failures.test.ts',
	'test/apply/moto-lost-answers.test.ts',
	'test/apply/moto-lost-answers-undo.test.ts',
];
