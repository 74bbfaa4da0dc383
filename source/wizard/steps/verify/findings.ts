import {type Check, inOrder, isOpen} from '../../../words/index.ts';

/** The checks in their order; those that are fine or do not apply only when all are asked for. */
export function shownChecks(checks: readonly Check[], all: boolean): Check[] {
	return inOrder(all ? checks : checks.filter(isOpen));
}

/** What cannot be pasted: the settings of bucket and key, and a policy that the wizard does not ask for. */
const settings: ReadonlySet<string> = new Set(['bucket', 'key', 'boundary-policy']);

/** Checks of settings that are pasted all the same. */
const pasted: ReadonlySet<string> = new Set(['bucket.cors', 'bucket.notification']);

/**
 * A check on pasted policies in words that fit: there are no files where texts are pasted, and the settings of bucket and
 * key cannot be pasted at all.
 */
export function asPasted(check: Check): Check {
	const [missing] = (check.unseen ?? []).flatMap(({why}) =>
		why.status === 'not-looked' && why.missing !== undefined ? [why.missing] : [],
	);
	if (check.status !== 'unknown' || missing === undefined) {
		return check;
	}

	return settings.has(missing) && !pasted.has(check.id)
		? {
				...check,
				reason: 'The policies alone do not show it.',
				fix: 'Look at it in the AWS console, or sign in (Account step) and check it there.',
			}
		: {
				...check,
				reason: `The ${pasted.has(check.id) ? 'document' : 'policy'} that shows it was not pasted.`,
				fix: 'Go back with Esc and paste it.',
			};
}
