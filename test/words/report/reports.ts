import {toFileFormat} from '../../../source/connection/index.ts';
import type {Check, Report, Result} from '../../../source/words/index.ts';
import {creativeForce, creativeForceConnection} from '../../support/connections.ts';

/** A check with the fields that a test is about. */
export function checkWith(changes: Partial<Check> = {}): Check {
	return {
		id: 'bucket.exists',
		status: 'pass',
		required: true,
		title: 'Existence of the bucket',
		reason: 'The bucket is there.',
		fix: '',
		code: 'exists',
		cause: 'exists',
		...changes,
	};
}

export const failedCheck = checkWith({
	id: 'trust.external-id',
	status: 'fail',
	title: 'The external ID',
	reason:
		'Creative Force sends "2f6b0f0e-acme", but the role asks for "2f6b0f0e-acme␣" (a blank at the end).',
	fix: 'Replace the trust policy of the role.',
	code: 'external-id-differs',
	blame: {document: 'trust-policy', sid: 'OwnTrust', index: 1},
	correction: {
		document: 'trust-policy',
		text: '{\n  "Version": "2012-10-17"\n}',
		consolePath: 'IAM > Roles > CreativeForceAccess > Trust relationships',
		consoleUrl: 'https://console.aws.amazon.com/iam/home#/roles/details/CreativeForceAccess',
	},
});

/** A result with the checks and whatever else a test is about. */
export function resultWith(checks: readonly Check[], changes: Partial<Result> = {}): Result {
	return {
		name: 'acme.json',
		connection: toFileFormat(creativeForceConnection()),
		vendor: {name: 'Creative Force', purpose: 'Asset delivery', test: creativeForce.test},
		verdict: checks.some(({status}) => status === 'fail')
			? 'fail'
			: checks.some(({status, required}) => status === 'unknown' && required)
				? 'unknown'
				: 'pass',
		checks,
		account: {accountId: '111122223333', arn: 'arn:aws:iam::111122223333:user/deploy'},
		ms: 620,
		...changes,
	};
}

/** A report on these results. */
export function reportOf(results: readonly Result[], changes: Partial<Report> = {}): Report {
	return {
		source: 'aws',
		takenAt: '2025-06-01T10:00:00.000Z',
		ms: 1200,
		verdict: 'fail',
		results,
		...changes,
	};
}

/** A result of a file that is not valid. */
export const invalidResult: Result = {
	name: 'broken.json',
	connection: {},
	verdict: 'unknown',
	checks: [],
	ms: 0,
	error: {
		message: 'The connection is not valid.',
		problems: [{field: 'bucket', value: 'A_', rule: 'Small letters and digits only.'}],
	},
};

/** What a terminal would obey or nobody would see, as it may stand in any document. */
export const hostile = 'a\u{1B}[2J\u{1B}]0;x\u{7}\r\nb\u{9B}31m\u{202E}\u{0}\u{FFFE}]]><&"\'`|';
