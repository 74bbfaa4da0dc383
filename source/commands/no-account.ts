import type {Common, Given} from './call.ts';

/** Says on stderr that this call looks into no account, where an option about accounts was given. */
export async function noteNoAccount(
	{options}: Pick<Given, 'options'>,
	{output}: Pick<Common, 'output'>,
): Promise<void> {
	const given = ['profile', 'practice'].filter((option) => options[option] !== undefined);
	if (given.length > 0) {
		const flags = given.map((option) => `--${option}`).join(' and ');
		await output.message(`${flags} changes nothing here: this call needs no AWS account.`);
	}
}
