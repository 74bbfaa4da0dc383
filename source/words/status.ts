import type {CheckStatus, Verdict} from '../verify/index.ts';
import type {Check, Result} from './present.ts';

/** How something is shown: the sign and the word say the same, so that neither colour nor sign is needed. */
export type Mark = {
	readonly sign: string;
	readonly word: string;
	readonly colour: 'red' | 'yellow' | 'green' | 'cyan' | 'dim';
};

/** How each status is shown, with the word that follows a number, in the order in which a reader has something to do. */
export const statusMarks: Readonly<Record<CheckStatus, Mark & {readonly count: string}>> = {
	fail: {sign: '✖', word: 'To fix', count: 'to fix', colour: 'red'},
	unknown: {sign: '?', word: 'Unknown', count: 'unknown', colour: 'cyan'},
	warn: {sign: '!', word: 'Advice', count: 'advice', colour: 'yellow'},
	pass: {sign: '✔', word: 'Fine', count: 'fine', colour: 'green'},
	skip: {sign: '-', word: 'Does not apply', count: 'not applicable', colour: 'dim'},
};

const statusOrder = Object.keys(statusMarks) as readonly CheckStatus[];

type Standing = Pick<Check, 'status' | 'required'>;

/** Checks that are shown together, under their mark. */
export type Section<One> = {readonly mark: Mark; readonly checks: readonly One[]};

/**
 * The checks by what a person has to do about them: failures, what could not be told and counts for the verdict, advice,
 * what could not be told otherwise, then what is fine and what does not apply. Sections without a check are left out.
 */
export function sectionsOf<One extends Standing>(checks: readonly One[]): Section<One>[] {
	const isUncounted = ({status, required}: Standing) => status === 'unknown' && !required;
	const counted = checks.filter((check) => !isUncounted(check));
	const [fail, unknown, warn, pass, skip] = statusOrder.map((status) => ({
		mark: statusMarks[status],
		checks: counted.filter((check) => check.status === status),
	}));
	const mark = {...statusMarks.unknown, word: 'Unknown, does not affect the verdict'};
	const uncounted = {mark, checks: checks.filter(isUncounted)};
	return [fail, unknown, warn, uncounted, pass, skip].flatMap((section) =>
		section === undefined || section.checks.length === 0 ? [] : [section],
	);
}

/** The checks in the order in which a person has something to do about them. */
export function inOrder<One extends Standing>(checks: readonly One[]): One[] {
	return sectionsOf(checks).flatMap((section) => section.checks);
}

/** Whether there is something to do or to know, so that a check is shown with its words. */
export function isOpen({status}: Pick<Check, 'status'>): boolean {
	return status !== 'pass' && status !== 'skip';
}

/** The checks with this status, in their order. */
function withStatus(checks: readonly Check[], status: CheckStatus): Check[] {
	return checks.filter((check) => check.status === status);
}

/** How many checks ended how, in words. */
export type Count = {
	readonly status: CheckStatus;
	readonly mark: Mark;
	readonly count: number;
	/** E.g. `2 to fix`. */
	readonly text: string;
};

/** How many checks ended how, in the order of what is to be done; what does not apply is not counted. */
export function countsOf(checks: readonly Check[]): Count[] {
	return statusOrder
		.filter((status) => status !== 'skip')
		.map((status) => {
			const count = withStatus(checks, status).length;
			const mark = statusMarks[status];
			return {status, mark, count, text: `${count} ${mark.count}`};
		});
}

/** The counts of what there is. */
export function presentCounts(checks: readonly Check[]): Count[] {
	return countsOf(checks).filter(({count}) => count > 0);
}

const verdictMarks: Readonly<Record<Verdict | 'invalid', Mark>> = {
	fail: {sign: '✖', word: 'fail', colour: 'red'},
	invalid: {sign: '✖', word: 'invalid', colour: 'red'},
	unknown: {sign: '?', word: 'unknown', colour: 'cyan'},
	pass: {sign: '✔', word: 'pass', colour: 'green'},
};

/** How a verdict is shown; a connection that is not valid has its own mark. */
export function verdictMark({
	verdict,
	error,
}: {
	readonly verdict: Verdict;
	readonly error?: unknown;
}): Mark {
	return verdictMarks[error === undefined ? verdict : 'invalid'];
}

/** The verdict on one connection as a sentence. A pass says what it does not prove. */
export function verdictSentence({verdict, vendor, checks}: Result): string {
	const name = vendor?.name ?? 'the vendor';
	if (verdict === 'fail') {
		const count = withStatus(checks, 'fail').length;
		return `Not ready for ${name}: ${count === 1 ? '1 thing' : `${count} things`} to fix.`;
	}

	if (verdict === 'unknown') {
		return 'Nothing wrong was found, but not everything that matters could be checked.';
	}

	return `The policies agree. Only ${name}'s own test proves its side. ${vendor?.test ?? ''}`.trim();
}
