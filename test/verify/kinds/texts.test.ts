import {describe, test} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import type {Statement} from '../../../source/policy/index.ts';
import {listOf} from '../../../source/policy/index.ts';
import {type CheckId, type CheckStatus, checkIds} from '../../../source/verify/index.ts';
import {profileOf} from '../../support/connections.ts';
import {judge} from '../../support/findings.ts';
import {
	documentOf,
	found,
	healthySnapshot,
	withBoundary,
	withRole,
	withText,
} from '../../support/snapshots.ts';
import {checkIn, expectNoMistakes, mistakeIn} from './support/findings.ts';
import {bucketArn} from './support/places.ts';
import {bucketChecks, type Purpose, purposes} from './support/purposes.ts';

type Document = 'bucket-policy' | 'key-policy' | 'trust-policy' | 'role-policy' | 'boundary';

const limit = {
	Version: '2012-10-17',
	Statement: [
		{Sid: 'Limit', Effect: 'Allow', Action: '*', Resource: ['arn:aws:s3:::*', 'arn:aws:kms:*']},
	],
} as const;

/** The account with another text of a document, made from the one that is right. */
function edited(purpose: Purpose, document: Document, edit: (text: string) => string): Snapshot {
	const healthy = healthySnapshot(purpose.connection());
	if (document === 'boundary') {
		return withRole(withBoundary(healthy, limit), {
			boundary: found(edit(JSON.stringify(limit, undefined, 2))),
		});
	}

	return withText(
		healthy,
		document,
		edit(JSON.stringify(documentOf(healthy, document), undefined, 2)),
	);
}

function documentsOf({vendor}: Purpose): Document[] {
	return vendor === 'iconik'
		? ['bucket-policy', 'key-policy']
		: ['bucket-policy', 'key-policy', 'trust-policy', 'role-policy', 'boundary'];
}

/** The checks that cannot be answered without a document. */
function needing(document: Document, purpose: Purpose): CheckId[] {
	const access = bucketChecks(purpose);
	switch (document) {
		case 'bucket-policy':
			return [...access, 'isolation.public'];
		case 'key-policy':
			return ['access.kms', 'key.policy', 'isolation.public'];
		case 'trust-policy':
			return [
				'trust.principal',
				'trust.external-id',
				'trust.mfa',
				'isolation.external-id',
				'isolation.public',
			];
		case 'role-policy':
			return [...access, 'access.kms'];
		case 'boundary':
			return [...access, 'access.kms', 'role.boundary'];
	}
}

const rows = purposes.flatMap((purpose) =>
	documentsOf(purpose).map(
		(document) => [document, purpose.vendor, purpose.id, document, purpose] as const,
	),
);

/** What editors and tools do to a text, and what it means is still the same. */
const harmless: readonly (readonly [string, (text: string) => string])[] = [
	['a byte order mark', (text) => `\uFEFF${text}`],
	['line ends of Windows', (text) => text.replaceAll('\n', '\r\n')],
	['both', (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}\r\n`],
	['one line', (text) => JSON.stringify(JSON.parse(text))],
	['blank lines around it', (text) => `\n\n${text}\n\n`],
	['escapes', (text) => text.replaceAll('arn:', '\\u0061rn:')],
	['tabs', (text) => text.replaceAll('  ', '\t')],
];

/** What makes of a text none that AWS would take. */
const broken: readonly (readonly [string, (text: string) => string])[] = [
	['typographic quotes', (text) => text.replaceAll('"', '\u201D')],
	['a placeholder without quotes', (text) => text.replace(/"arn:[^"]*"/, '<ARN>')],
	['a missing bracket', (text) => text.trimEnd().slice(0, -1)],
	['a half of it', (text) => text.slice(0, text.length / 2)],
	['nothing', () => ''],
	['another language', () => 'Version: 2012-10-17\nStatement: []\n'],
	['an effect in small letters', (text) => text.replace('"Allow"', '"allow"')],
	['an effect of no such name', (text) => text.replace('"Allow"', '"Permit"')],
	['no effect', (text) => text.replace(/"Effect": "Allow",?/, '')],
	['no action', (text) => text.replace('"Action"', '"Actions"')],
	['a version of no such date', (text) => text.replace('"2012-10-17"', '"2012-10-18"')],
];

test.each(rows)(
	'%s of %s, %s, means the same in whichever way it is written',
	(_name, _vendor, _id, document, purpose) => {
		const connection = purpose.connection();
		const checks = (snapshot: Snapshot) =>
			judge(snapshot, connection, profileOf(connection.vendor), checkIds)
				.map(({id, status}) => `${id}: ${status}`)
				.join('\n');
		const right = checks(edited(purpose, document, (text) => text));
		expectNoMistakes(
			harmless.map(([name, edit]) => {
				const found = checks(edited(purpose, document, edit));
				return found === right ? undefined : `${name}: ${found}`;
			}),
		);
	},
);

test.each(rows)(
	'%s of %s, %s, that AWS would not take is not judged',
	(_name, _vendor, _id, document, purpose) => {
		const connection = purpose.connection();
		expectNoMistakes(
			broken.flatMap(([name, edit]) => {
				const account = edited(purpose, document, edit);
				return needing(document, purpose).map((id) => {
					const {status, reason} = checkIn(account, connection, id);
					return status === 'unknown' ? undefined : `${name}: ${id} ${status}: ${reason}`;
				});
			}),
		);
	},
);

/** What stands in the place of a resource, an action or a principal and is none. */
const odd: readonly (readonly [string, Partial<Statement> | object, Document, CheckStatus])[] = [
	[
		'a function of a template',
		{Resource: {'Fn::Sub': `arn:aws:s3:::\${Assets}/*`}},
		'bucket-policy',
		'unknown',
	],
	[
		'another function of it',
		{Resource: {'Fn::GetAtt': ['Assets', 'Arn']}},
		'bucket-policy',
		'unknown',
	],
	['a reference', {Action: {Ref: 'Actions'}}, 'bucket-policy', 'unknown'],
	[
		'a function among resources',
		{Resource: [bucketArn, {'Fn::Sub': 'x'}]},
		'role-policy',
		'unknown',
	],
	['a number for a resource', {Resource: 1}, 'role-policy', 'unknown'],
	['an empty object for a resource', {Resource: {}}, 'key-policy', 'unknown'],
	['a function for a principal', {Principal: {AWS: {'Fn::Sub': 'x'}}}, 'bucket-policy', 'unknown'],
	[
		'a function in the condition',
		{Condition: {StringEquals: {'aws:PrincipalArn': {'Fn::Sub': 'x'}}}},
		'bucket-policy',
		'unknown',
	],
];

describe('a Deny in which stands', () => {
	test.each(odd)('%s lets no access pass', (_name, changes, document, status) => {
		expectNoMistakes(
			purposes
				.filter((purpose) => documentsOf(purpose).includes(document))
				.flatMap((purpose) => {
					const connection = purpose.connection();
					const service = document === 'key-policy' ? 'kms' : 's3';
					const account = edited(purpose, document, (text) => {
						const policy = JSON.parse(text) as {Statement: Statement | Statement[]};
						return JSON.stringify({
							...policy,
							Statement: [
								...listOf(policy.Statement),
								{
									Sid: 'Guard',
									Effect: 'Deny',
									...(document !== 'role-policy' && {Principal: '*'}),
									Action: `${service}:*`,
									Resource: '*',
									...changes,
								},
							],
						});
					});
					const checks = service === 'kms' ? (['access.kms'] as const) : bucketChecks(purpose);
					return checks.map((id) => mistakeIn(account, connection, id, {status}));
				}),
		);
	});
});

describe('a document in the place of another', () => {
	test.each([
		['trust-policy', 'role-policy'],
		['bucket-policy', 'role-policy'],
		['role-policy', 'trust-policy'],
		['role-policy', 'bucket-policy'],
		['role-policy', 'key-policy'],
	] as const)('%s pasted as %s gives nothing', (pasted, document) => {
		expectNoMistakes(
			purposes
				.filter(({vendor}) => vendor === 'creative-force')
				.flatMap((purpose) => {
					const connection = purpose.connection();
					const other = JSON.stringify(documentOf(healthySnapshot(connection), pasted));
					const account = edited(purpose, document, () => other);
					const [main] = needing(document, purpose);
					return main === undefined
						? []
						: [mistakeIn(account, connection, main, {status: ['fail', 'unknown']})];
				}),
		);
	});
});

test('a Sid that IAM does not take leaves the role policy unread, or does no harm', () => {
	expectNoMistakes(
		purposes
			.filter(({vendor}) => vendor === 'creative-force')
			.map((purpose) =>
				mistakeIn(
					edited(purpose, 'role-policy', (text) =>
						text.replace('"ReadObjectS3"', '"Read-Object-S3"'),
					),
					purpose.connection(),
					'access.read',
					{status: ['unknown', 'pass']},
				),
			),
	);
});
