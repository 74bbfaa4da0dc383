/** Said first and last of what was practised. */
export const practised = 'PRACTICE: a simulated account. Nothing was changed in AWS.';

/** The same where an account in AWS was changed too, which is told beside it. */
export const alsoPractised =
	'PRACTICE: a simulated account. What was changed in AWS is told below; it is still there.';
