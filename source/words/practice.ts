/** Said first and last of what was practised. */
export const practised = 'PRACTICE: a simulated account. Nothing was changed in AWS.';
