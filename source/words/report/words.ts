import {documentNames} from '../../aws/index.ts';
import type {Blame, CheckStatus, NothingSeen, Verdict} from '../../verify/index.ts';
import type {Check, Result} from '../present.ts';
import type {Report} from './report.ts';

/** How a status is shown: the sign and the word say the same, so that neither colour nor sign is needed. */
export const statusWords: Readonly<
	Record<
		CheckStatus,
		{
			readonly sign: string;
			readonly word: string;
			readonly count: string;
			readonly colour: 'red' | 'yellow' | 'green' | 'cyan' | 'dim';
		}
	>
> = {
	fail: {sign: '✖', word: 'To fix', count: 'to fix', colour: 'red'},
	warn: {sign: '!', word: 'Advice', count: 'advice', colour: 'yellow'},
	unknown: {sign: '?', word: 'Unknown', count: 'unknown', colour: 'cyan'},
	pass: {sign: '✔', word: 'Fine', count: 'fine', colour: 'green'},
	skip: {sign: '-', word: 'Does not apply', count: 'not applicable', colour: 'dim'},
};

/** Statuses in the order in which a reader has something to do. */
export const statusOrder: readonly CheckStatus[] = ['fail', 'warn', 'unknown', 'pass', 'skip'];
/** The statement to blame in words, e.g. `statement 2 ("OnlyAdmins") of the bucket policy`. */
export function blameText({document, policy, sid, index}: Blame): string {
	const name = sid === '' ? '' : ` ("${sid}")`;
	const which = policy === undefined ? '' : ` "${policy}"`;
	return `statement ${index + 1}${name} of the ${documentNames[document]}${which}`;
}

/** The checks with this status, in their order. */
export function withStatus(checks: readonly Check[], status: CheckStatus): Check[] {
	return checks.filter((check) => check.status === status);
}

/** Counts by status with their words, e.g. `2 to fix, 1 unknown, 17 fine`; what does not apply is not counted. */
export function countTexts(checks: readonly Check[]): {status: CheckStatus; text: string}[] {
	return statusOrder.flatMap((status) => {
		const {length} = withStatus(checks, status);
		return length === 0 || status === 'skip'
			? []
			: [{status, text: `${length} ${statusWords[status].count}`}];
	});
}

/** The verdict as a word and its sign; a connection that is not valid has its own. */
export function verdictWords({
	verdict,
	error,
}: {
	readonly verdict: Verdict;
	readonly error?: unknown;
}): {readonly sign: string; readonly word: string; readonly colour: 'red' | 'cyan' | 'green'} {
	if (error !== undefined) {
		return {sign: '✖', word: 'invalid', colour: 'red'};
	}

	return {
		fail: {sign: '✖', word: 'fail', colour: 'red'},
		unknown: {sign: '?', word: 'unknown', colour: 'cyan'},
		pass: {sign: '✔', word: 'pass', colour: 'green'},
	}[verdict] as ReturnType<typeof verdictWords>;
}

/** The verdict on one connection as a sentence. A pass says what it does not prove. */
export function verdictSentence({verdict, vendor, checks}: Result): string {
	const name = vendor?.name ?? 'the vendor';
	if (verdict === 'fail') {
		const count = withStatus(checks, 'fail').length;
		return `Not ready for ${name}: ${count === 1 ? '1 thing is' : `${count} things are`} to be fixed.`;
	}

	if (verdict === 'unknown') {
		return 'Nothing wrong was found, but not everything that matters could be looked at.';
	}

	return `The policies agree. Only the test of ${name} itself proves its side. ${vendor?.test ?? ''}`.trim();
}

/** What a reader has to know about where the results come from, one sentence each; empty for AWS itself. */
export function bannerTexts({
	source,
	documents,
	endpoint,
}: Pick<Report, 'source' | 'documents' | 'endpoint'>): string[] {
	return [
		...(source === 'practice'
			? ['PRACTICE: an account simulated in memory, not AWS. Nothing leaves this machine.']
			: []),
		...(source === 'documents'
			? [
					`DOCUMENTS: judged from ${documents === undefined ? 'documents that were handed in' : `the files in ${documents}`}; no account was looked into.`,
				]
			: []),
		...(endpoint === undefined ? [] : [`ENDPOINT: ${endpoint} was asked instead of AWS.`]),
	];
}

/** Why nothing at all could be seen, as a sentence. */
export function unseenText({cause, reason}: NothingSeen): string {
	return cause === 'sign-in' ? `Not signed in: ${reason}` : `Nothing could be looked at. ${reason}`;
}

/** Who looked, e.g. `account 111122223333 as user/deploy`; undefined where that is not known. */
export function whoText({account}: Pick<Result, 'account'>): string | undefined {
	if (account === undefined) {
		return undefined;
	}

	const who = account.arn.split(':').slice(5).join(':');
	return `account ${account.accountId}${who === '' ? '' : ` as ${who}`}`;
}

/** Seconds with one digit, e.g. `0.6 s`. */
export function seconds(ms: number): string {
	return `${(ms / 1000).toFixed(1)} s`;
}
