import {describe, expect, test} from 'vitest';
import type {AccessDifference, ProposedMerge} from '../../source/verify/index.ts';
import {
	changesInWords,
	correctionInWords,
	differencesInWords,
	mergeInWords,
} from '../../source/words/index.ts';

const vendor = 'arn:aws:iam::283217727627:role/IconikS3AccessRole';
const difference = (
	action: string,
	party: AccessDifference['party'] = 'vendor',
	principal = vendor,
): AccessDifference => ({
	party,
	witness: {principal, action, resource: 'arn:aws:s3:::acme-assets', context: {}},
});

describe('what a change gives and takes in words', () => {
	test('is a line for each whom it concerns, with its actions and an example', () => {
		const gains = [
			difference('s3:ListBucket'),
			difference('s3:GetObject'),
			difference('s3:GetObject', 'named', 'arn:aws:iam::444455556666:role/Partner'),
		];
		expect(differencesInWords(gains, 'gains')).toEqual([
			`Now allowed: s3:ListBucket and s3:GetObject to ${vendor} (the vendor, for you), for example on arn:aws:s3:::acme-assets.`,
			'Now allowed: s3:GetObject to arn:aws:iam::444455556666:role/Partner (somebody whom the policy names), for example on arn:aws:s3:::acme-assets.',
		]);
		expect(differencesInWords([difference('s3:GetObject')], 'losses')).toEqual([
			`No longer allowed: s3:GetObject to ${vendor} (the vendor, for you), for example on arn:aws:s3:::acme-assets.`,
		]);
		expect(differencesInWords([], 'gains')).toEqual([]);
	});

	test('names four actions, and that there are more', () => {
		const actions = ['s3:A', 's3:B', 's3:C', 's3:D', 's3:E'].map((action) => difference(action));
		expect(differencesInWords(actions, 'gains')[0]).toContain(
			': s3:A, s3:B, s3:C, s3:D and more to',
		);
		expect(differencesInWords(actions.slice(0, 4), 'gains')[0]).toContain(
			': s3:A, s3:B, s3:C and s3:D to',
		);
	});

	test.each([
		['vendor', 'the vendor, for you'],
		['other-customers', 'the vendor, for others or without your ID'],
		['vendor-account', "others in the vendor's account"],
		['own-account', 'your own account'],
		['named', 'somebody whom the policy names'],
		['anybody', 'anybody'],
	] as const)('says whose a requester is: %s', (party, words) => {
		expect(differencesInWords([difference('s3:GetObject', party)], 'gains')[0]).toContain(
			` (${words}),`,
		);
	});

	test('lets no control character through', () => {
		const hostile = difference('s3:GetObject', 'named', 'a\u{1B}[2J\u{202E}b');
		expect(differencesInWords([hostile], 'gains').join()).not.toMatch(/[\p{Cc}\p{Cf}]/u);
	});
});

const merged = (changes: Partial<ProposedMerge>): ProposedMerge => ({
	text: '{}',
	document: {Version: '2012-10-17', Statement: []},
	changes: [],
	changed: true,
	notes: [],
	remarks: [],
	gains: [],
	losses: [],
	denials: [],
	...changes,
});

describe('a merge in words', () => {
	const added = {kind: 'added', sid: 'Access', index: 1} as const;
	const deny = {document: 'bucket-policy', sid: 'OnlyUs', index: 0} as const;

	test.each<[string, Partial<ProposedMerge>]>([
		[
			"Bucket policy: the vendor's statements were added. Everything else is unchanged.",
			{changes: [added]},
		],
		[
			"Bucket policy: the vendor's statements were corrected. Everything else is unchanged.",
			{changes: [{...added, kind: 'replaced'}, added]},
		],
		[
			"Bucket policy: the vendor's statements were corrected. Everything else is unchanged.",
			{changes: [{...added, kind: 'removed'}]},
		],
		[
			'Bucket policy: nothing to change. It lets the vendor in as it is.',
			{changes: [{...added, kind: 'unchanged'}], changed: false},
		],
		[
			'Bucket policy: nothing to change. It has what the vendor needs, but also a Deny that hits the vendor.',
			{changes: [{...added, kind: 'unchanged'}], changed: false, denials: [deny]},
		],
	])('begins with what was done: %s', (headline, changes) => {
		expect(mergeInWords(merged(changes), 'Bucket policy')[0]).toBe(headline);
	});

	test('names each statement, and what one was called before', () => {
		expect(
			changesInWords([
				added,
				{kind: 'replaced', sid: 'Access', was: 'Mine', index: 0},
				{kind: 'replaced', sid: 'Access', was: '', index: 0},
				{kind: 'unchanged', sid: '', index: 4},
				{kind: 'removed', sid: 'Old', index: 2},
			]),
		).toEqual([
			'added "Access"',
			'replaced "Access" (it was "Mine")',
			'replaced "Access" (it had no Sid)',
			'unchanged statement 5, which has no Sid',
			'removed "Old"',
		]);
	});

	test('says what a person should know before saving, a line each', () => {
		const tls = {
			operator: 'Bool',
			key: 'aws:SecureTransport',
			values: ['true'],
			written: 'true',
		} as const;
		const lines = mergeInWords(
			merged({
				changes: [added],
				gains: [difference('s3:GetObject')],
				losses: [difference('s3:PutObject', 'other-customers')],
				remarks: [
					{code: 'other-sid', taken: 'Access', sid: 'Access2'},
					{code: 'condition-kept', sid: 'Access2', test: tls},
					{code: 'condition-dropped', sid: 'Access2', test: tls},
				],
				denials: [deny],
				notes: ['AWS may refuse it.'],
			}),
			'Bucket policy',
		);
		expect(lines.slice(1)).toEqual([
			'  added "Access"',
			expect.stringMatching(/^Now allowed: s3:GetObject /),
			expect.stringMatching(/^No longer allowed: s3:PutObject /),
			'The Sid "Access" is taken by another statement, so the vendor\'s is called "Access2".',
			'"Access2" has a condition of your own: it lets the vendor in only over TLS.',
			'A condition of "Access2" is taken out, since the vendor never meets it: it let the vendor in only over TLS.',
			'The bucket policy still keeps the vendor out: the statement "OnlyUs" is a Deny that hits it.',
			'AWS may refuse it.',
		]);
	});
});

describe('a correction in words', () => {
	test('says what a notification that stays is no longer told of', () => {
		const sentences = correctionInWords({
			document: 'bucket-notification',
			changes: [
				{kind: 'narrowed', sid: 'mine', index: 0, events: ['s3:ObjectCreated:*']},
				{kind: 'added', sid: 'acme', index: 1},
			],
		});
		expect(sentences).toEqual([
			'It adds the notification "acme" and takes s3:ObjectCreated:* out of the notification "mine". Everything else stays.',
		]);
	});

	test('says whose pages read more by a rule', () => {
		const change = {
			kind: 'exposes',
			sid: 'all',
			index: 0,
			headers: ['ETag'],
			origins: ['*'],
		} as const;
		expect(correctionInWords({document: 'bucket-cors', changes: [change]})).toEqual([
			'It changes the rule "all", by which pages of all sites may then read ETag. Everything else stays.',
		]);
	});
});
