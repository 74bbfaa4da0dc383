import {documentNames} from '../../aws/index.ts';
import {visible, withLongValuesCut} from '../../problems.ts';
import type {Blame, NothingSeen} from '../../verify/index.ts';
import {originTexts} from '../origin/index.ts';
import type {Result} from '../present.ts';
import type {Report} from './report.ts';

/** The bucket of a connection, with the customer's own folder in it where the vendor works in one. */
export function bucketText({connection}: Pick<Result, 'connection'>): string {
	const {bucket = '', folder} = connection;
	return visible(folder === undefined ? String(bucket) : `${String(bucket)}/${String(folder)}/`);
}

/** The statement to blame in words, e.g. `statement 2 ("OnlyAdmins") of the bucket policy`. */
export function blameText({document, policy, sid, index}: Blame): string {
	const name = sid === '' ? '' : ` ("${sid}")`;
	const which = policy === undefined ? '' : ` "${policy}"`;
	return withLongValuesCut(
		`statement ${index + 1}${name} of the ${documentNames[document]}${which}`,
	);
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
					`DOCUMENTS: judged from ${documents === undefined ? 'the given documents' : `the files in ${documents}`}; no AWS account was checked.`,
				]
			: []),
		...(endpoint === undefined ? [] : [`ENDPOINT: ${endpoint} was asked instead of AWS.`]),
	];
}

/** Where the vendors that are not built in come from, and what is to be said of each: once for each file. */
export function vendorTexts(results: readonly Pick<Result, 'vendor'>[]): string[] {
	const origins = results.flatMap(({vendor}) => vendor?.origin ?? []);
	return [...new Map(origins.map((origin) => [origin.file, origin])).values()].flatMap((origin) =>
		originTexts(origin),
	);
}

/** Why nothing at all could be seen, as a sentence. */
export function unseenText({cause, reason}: Pick<NothingSeen, 'cause' | 'reason'>): string {
	return cause === 'sign-in' ? `Not signed in: ${reason}` : `Nothing could be checked. ${reason}`;
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
