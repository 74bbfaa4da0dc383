import {inputFields, type StatedConnection} from '../connection/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import type {Answers} from './answers.ts';

/** What the answers say of who at the vendor gets access, as a connection has it. */
export function principalValues(
	answers: Answers,
	profile: VendorProfile,
): Pick<StatedConnection, 'principal' | 'inputs'> {
	const {principal} = answers;
	return {
		...(principal ? {principal} : {}),
		inputs: Object.fromEntries(inputFields(profile).map(({name}) => [name, answers[name] ?? ''])),
	};
}
