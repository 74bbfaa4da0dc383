import {UserError} from '../../errors.ts';
import {isObject, readHandedInPolicy} from '../../json/index.ts';

/**
 * Which policy a text seems to be: a key policy where it speaks of kms actions and of no s3 action, else a bucket
 * policy. Text that is no JSON counts as a bucket policy; the merge says what is wrong with it.
 */
export function recogniseKind(text: string): 'bucket-policy' | 'key-policy' {
	const services = new Set(
		actionsIn(parsed(text)).map((action) => action.toLowerCase().split(':')[0] ?? ''),
	);
	return services.has('kms') && !services.has('s3') ? 'key-policy' : 'bucket-policy';
}

function parsed(text: string): unknown {
	try {
		return readHandedInPolicy(text, 'policy').value;
	} catch (error) {
		if (error instanceof UserError) {
			return undefined;
		}

		throw error;
	}
}

function actionsIn(policy: unknown): string[] {
	const statements = isObject(policy) ? [policy.Statement].flat() : [];
	return statements
		.filter((statement) => isObject(statement))
		.flatMap(({Action, NotAction}) => [Action, NotAction].flat())
		.filter((action) => typeof action === 'string');
}
