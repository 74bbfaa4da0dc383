import type {PolicyId} from '../../aws/index.ts';
import {UserError} from '../../errors.ts';
import {policyTextIn, readHandedIn} from '../../json/index.ts';
import {readPolicy} from '../../policy/index.ts';
import {absent, found} from '../looked.ts';
import type {Looked} from '../types.ts';

/**
 * The policy in a handed-in text, without what is around it; absent with the code for `null`, by which whoever wrote the
 * file says that there is none. One that cannot be understood stays as it is: whoever judges it reports its mistakes,
 * with their places in the file.
 */
export function policyFrom(
	text: Looked<string>,
	kind: PolicyId,
	absentCode: string,
): Looked<string> {
	if (text.status !== 'found') {
		return text;
	}

	try {
		return readHandedIn(text.value, kind).value === null
			? absent(absentCode)
			: found(readPolicy(text.value, kind, kind).text);
	} catch (error) {
		if (error instanceof UserError) {
			return text;
		}

		throw error;
	}
}

/** The same of the policy of a queue, whose statements are looked at where they are judged alone. */
export function queuePolicyFrom(text: Looked<string>, absentCode: string): Looked<string> {
	if (text.status !== 'found') {
		return text;
	}

	try {
		return readHandedIn(text.value, 'queue-policy').value === null
			? absent(absentCode)
			: found(policyTextIn(text.value));
	} catch (error) {
		if (error instanceof UserError) {
			return text;
		}

		throw error;
	}
}
