import type {CheckStatus} from '../verify/index.ts';
import type {Check} from '../words/index.ts';

/** How many checks ended how. */
export type Counts = {
	readonly failed: number;
	readonly warned: number;
	readonly unknown: number;
	readonly passed: number;
	readonly skipped: number;
};

/** Counts the checks by their status. */
export function countChecks(checks: readonly Check[]): Counts {
	const count = (status: CheckStatus) => checks.filter((check) => check.status === status).length;
	return {
		failed: count('fail'),
		warned: count('warn'),
		unknown: count('unknown'),
		passed: count('pass'),
		skipped: count('skip'),
	};
}

const order: readonly CheckStatus[] = ['fail', 'unknown', 'warn', 'pass', 'skip'];

/** Failures first, then what could not be told, then advice; the rest only when all are asked for. */
export function sortChecks(checks: readonly Check[], all: boolean): Check[] {
	const shown = all ? order : order.slice(0, 3);
	return shown.flatMap((status) => checks.filter((check) => check.status === status));
}

/** The verdict in a sentence, with what it does not say. */
export function verdictSentence(counts: Counts, requiredUnknown: number, vendor: string): string {
	if (counts.failed > 0) {
		return `${counts.failed === 1 ? 'One thing is' : `${counts.failed} things are`} wrong. Choose one and press Enter to see what to paste instead.`;
	}

	if (requiredUnknown > 0) {
		return 'Nothing is wrong as far as one can see, but not everything could be seen.';
	}

	return `The policies agree: ${vendor} gets in, and nobody else does. Only ${vendor}’s own test proves its side.`;
}

const notHandedIn = /\b(?<name>[a-z-]+)\.json was not handed in\b/u;
const settings: ReadonlySet<string> = new Set(['bucket', 'key', 'boundary-policy']);

/**
 * A check on pasted policies in words that fit: there are no files where texts are pasted, and the settings of bucket and
 * key cannot be pasted at all.
 */
export function asPasted(check: Check): Check {
	const name = notHandedIn.exec(check.reason)?.groups?.['name'];
	if (check.status !== 'unknown' || name === undefined) {
		return check;
	}

	return settings.has(name)
		? {
				...check,
				reason: 'Policies alone do not show it.',
				fix: 'Look at it in the AWS console, or sign in (Account step) and have it looked at.',
			}
		: {
				...check,
				reason: 'The policy that shows it was not pasted.',
				fix: 'Go back with Esc and paste it.',
			};
}
