import {describe, test} from 'vitest';
import type {
	ConditionBlock,
	PolicyDocument,
	Principal,
	Statement,
} from '../../../source/policy/index.ts';
import type {CheckStatus} from '../../../source/verify/index.ts';
import {iconikRole, ownId, tag} from '../../support/isolation-accounts.ts';
import {
	documentOf,
	healthySnapshot,
	withAdded,
	withBoundary,
	withDocument,
	withStatements,
} from '../../support/snapshots.ts';
import {customer} from './support/facts.ts';
import {expectNoMistakes, mistakeIn} from './support/findings.ts';
import {bucketArn, byRoleAlone, everything, roleArn} from './support/places.ts';
import {purposes, purposesOf} from './support/purposes.ts';

const objects = `${bucketArn}/*`;
const root = (account: string) => `arn:aws:iam::${account}:root`;
const session = `arn:aws:sts::${customer}:assumed-role/CreativeForceAccess/someone`;

describe('a Deny for all but some', () => {
	const denial = (spared: Principal): Statement => ({
		Sid: 'Guard',
		Effect: 'Deny',
		NotPrincipal: spared,
		Action: 's3:*',
		Resource: everything,
	});
	const others = ['444455556666', `arn:aws:iam::${customer}:role/Other`];
	// A principal has to be listed with its account, and a session with its role and its account; the name of the
	// vendor's session is not known. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
	test.each<[string, 'creative-force' | 'iconik', CheckStatus | readonly CheckStatus[], Principal]>(
		[
			['the role alone', 'creative-force', ['fail', 'unknown'], {AWS: roleArn}],
			[
				'the role and its account',
				'creative-force',
				['fail', 'unknown'],
				{AWS: [roleArn, root(customer)]},
			],
			[
				'the role, a session and the account',
				'creative-force',
				'unknown',
				{AWS: [roleArn, session, root(customer)]},
			],
			['the account alone', 'creative-force', ['fail', 'unknown'], {AWS: root(customer)}],
			['others', 'creative-force', 'fail', {AWS: '444455556666'}],
			['another role', 'creative-force', 'fail', {AWS: `arn:aws:iam::${customer}:role/Other`}],
			['a service', 'creative-force', 'fail', {Service: 'cloudtrail.amazonaws.com'}],
			['everybody', 'creative-force', 'pass', '*'],
			['the role alone', 'iconik', ['fail', 'unknown'], {AWS: iconikRole}],
			[
				'the role and its account',
				'iconik',
				['fail', 'unknown'],
				{AWS: [iconikRole, root('283217727627')]},
			],
			['the account alone', 'iconik', ['fail', 'unknown'], {AWS: '283217727627'}],
			['others', 'iconik', 'fail', {AWS: others}],
			["the customer's account", 'iconik', 'fail', {AWS: root(customer)}],
			['everybody', 'iconik', 'pass', {AWS: '*'}],
		],
	)('that are %s leaves %s with %s', (_name, vendor, status, spared) => {
		expectNoMistakes(
			purposesOf(vendor).flatMap((purpose) => {
				const connection = purpose.connection();
				const account = withAdded(healthySnapshot(connection), 'bucket-policy', denial(spared));
				return (['access.list', 'access.read'] as const).map((id) =>
					mistakeIn(account, connection, id, {
						status,
						sid: status === 'pass' ? undefined : 'Guard',
					}),
				);
			}),
		);
	});

	test.each([
		['the role', {AWS: [roleArn, root(customer)]}],
		['its session too', {AWS: [roleArn, session, root(customer)]}],
	])('that are %s denies a role with a boundary all the same', (_name, spared) => {
		expectNoMistakes(
			purposesOf('creative-force').map((purpose) => {
				const connection = purpose.connection();
				const account = withBoundary(
					withAdded(healthySnapshot(connection), 'bucket-policy', denial(spared)),
					{Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: '*', Resource: '*'}]},
				);
				return mistakeIn(account, connection, 'access.read', {status: 'fail', sid: 'Guard'});
			}),
		);
	});

	test('keeps to the one action that it is about', () => {
		expectNoMistakes(
			purposes
				.filter(({needs}) => needs['access.write'] !== undefined)
				.flatMap((purpose) => {
					const connection = purpose.connection();
					const account = withAdded(healthySnapshot(connection), 'bucket-policy', {
						...denial({AWS: '444455556666'}),
						Action: 's3:PutObject',
						Resource: objects,
					});
					return [
						mistakeIn(account, connection, 'access.write', {status: 'fail', sid: 'Guard'}),
						mistakeIn(account, connection, 'access.read', {status: 'pass'}),
						mistakeIn(account, connection, 'access.list', {status: 'pass'}),
					];
				}),
		);
	});
});

test('an Allow for all but some, which AWS does not support, never passes for closed', () => {
	expectNoMistakes(
		purposes.map((purpose) => {
			const connection = purpose.connection();
			const account = withAdded(healthySnapshot(connection), 'key-policy', {
				Sid: 'Open',
				Effect: 'Allow',
				NotPrincipal: {AWS: '444455556666'},
				Action: 'kms:Decrypt',
				Resource: '*',
			});
			return mistakeIn(account, connection, 'isolation.public', {status: ['fail', 'unknown']});
		}),
	);
});

/** What a Deny of reading does that names its objects by a variable. */
type Fate = 'nothing' | 'part' | 'whole' | 'open';
const statusOf = (fate: Fate): CheckStatus =>
	fate === 'nothing' ? 'pass' : fate === 'open' ? 'unknown' : 'fail';
const codeOf = (fate: Fate) =>
	({nothing: '^allowed$', part: '^denied-in-part$', whole: '^denied$', open: '^depends-on-keys$'})[
		fate
	];

/**
 * A variable without a value matches nothing, so that a Resource takes nothing and a NotResource spares nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-no-value
 */
const named: readonly {
	readonly name: string;
	/** What stands behind the name of the bucket. */
	readonly text: string;
	readonly resource: Fate;
	readonly spared: Fate;
	/** What it is without variables: in version 2008-10-17 of the language every text means itself. */
	readonly resource2008?: Fate;
	readonly spared2008?: Fate;
	readonly vendor?: 'iconik';
}[] = [
	{name: 'no value', text: `home/\${aws:username}/*`, resource: 'nothing', spared: 'whole'},
	{name: 'no value, whole', text: `\${aws:username}*`, resource: 'nothing', spared: 'whole'},
	{
		name: 'no value, one of two',
		text: `\${aws:PrincipalAccount}/\${aws:username}/*`,
		resource: 'nothing',
		spared: 'whole',
	},
	{
		name: 'no value as its service is another',
		text: `\${aws:PrincipalServiceName}/*`,
		resource: 'nothing',
		spared: 'whole',
	},
	{name: 'a default', text: `home/\${aws:username, 'anybody'}/*`, resource: 'part', spared: 'part'},
	{
		name: 'a default that is not needed',
		text: `\${aws:PrincipalType, 'nobody'}/*`,
		resource: 'part',
		spared: 'part',
	},
	{name: 'a value', text: `\${aws:PrincipalType}/*`, resource: 'part', spared: 'part'},
	{
		name: 'a value in other letters',
		text: `\${AWS:principaltype}/*`,
		resource: 'part',
		spared: 'part',
	},
	{name: 'a star', text: `a\${*}`, resource: 'part', spared: 'part'},
	{name: 'a question mark', text: `a\${?}`, resource: 'part', spared: 'part'},
	{name: 'a dollar', text: `a\${$}*`, resource: 'part', spared: 'part'},
	{
		name: 'a value that nobody here knows',
		text: `\${aws:userid}/*`,
		resource: 'open',
		spared: 'part',
	},
	{
		name: 'a tag that nobody here knows',
		text: `\${aws:PrincipalTag/Team}/*`,
		resource: 'open',
		spared: 'part',
	},
	{
		name: "the customer's ID",
		text: `\${${tag}}/*`,
		resource: 'part',
		spared: 'part',
		vendor: 'iconik',
	},
];

describe.each(named.map((one) => [one.name, one] as const))(
	'a Deny that names objects by a variable with %s',
	(_name, one) => {
		const {text, resource, spared, resource2008 = 'part', spared2008 = 'part', vendor} = one;
		const concerned = purposes.filter(
			(purpose) => vendor === undefined || purpose.vendor === vendor,
		);
		const policy = (
			purpose: (typeof purposes)[number],
			version: string | undefined,
			element: object,
		) => {
			const healthy = healthySnapshot(purpose.connection());
			const {Version: _version, ...rest} = documentOf(healthy, 'bucket-policy');
			const own = [rest.Statement].flat() as Statement[];
			return withDocument(healthy, 'bucket-policy', {
				...rest,
				...(version !== undefined && {Version: version}),
				Statement: [
					...own,
					{Sid: 'Guard', Effect: 'Deny', Principal: '*', Action: 's3:GetObject', ...element},
				],
			} as PolicyDocument);
		};

		test.each<[string, string | undefined, Fate, Fate]>([
			['2012-10-17', '2012-10-17', resource, spared],
			['2008-10-17', '2008-10-17', resource2008, spared2008],
			['without a version', undefined, resource2008, spared2008],
		])('takes and spares what it means in %s', (_version, version, taken, left) => {
			expectNoMistakes(
				concerned.flatMap((purpose) => {
					const connection = purpose.connection();
					return [
						[{Resource: `${bucketArn}/${text}`}, taken] as const,
						[{NotResource: `${bucketArn}/${text}`}, left] as const,
					].map(([element, fate]) =>
						mistakeIn(policy(purpose, version, element), connection, 'access.read', {
							status: statusOf(fate),
							code: codeOf(fate),
							sid: fate === 'nothing' ? undefined : 'Guard',
						}),
					);
				}),
			);
		});
	},
);

describe('an Allow that names objects by a variable', () => {
	test.each<[string, string, string]>([
		['no value', `\${aws:username}/*`, '^not-allowed$'],
		['a default', `\${aws:username, 'x'}/*`, '^not-allowed-in-part$'],
		['a value', `\${aws:PrincipalAccount}/*`, '^not-allowed-in-part$'],
		['a star', `\${*}`, '^not-allowed-in-part$'],
	])('with %s gives what it means', (_name, text, code) => {
		expectNoMistakes(
			purposesOf('creative-force').map((purpose) => {
				const connection = purpose.connection();
				const account = withStatements(byRoleAlone(connection), 'role-policy', (statement) =>
					statement.Sid === 'ReadObjectS3'
						? {...statement, Resource: `${bucketArn}/${text}`}
						: statement,
				);
				return mistakeIn(account, connection, 'access.read', {status: 'fail', code});
			}),
		);
	});

	test('with the ID of the customer gives every other customer a folder', () => {
		expectNoMistakes(
			purposesOf('iconik').map((purpose) => {
				const connection = purpose.connection();
				const account = withAdded(healthySnapshot(connection), 'bucket-policy', {
					Sid: 'Folders',
					Effect: 'Allow',
					Principal: {AWS: iconikRole},
					Action: 's3:GetObject',
					Resource: `${bucketArn}/\${${tag}}/*`,
				});
				return mistakeIn(account, connection, 'isolation.tenant', {status: 'fail', sid: 'Folders'});
			}),
		);
	});
});

describe('a Deny whose condition has a variable', () => {
	const own = `arn:aws:iam::\${aws:PrincipalAccount}:role/`;
	// What comes in for a variable without a value matches nothing, so that a negated operator holds.
	test.each<[string, CheckStatus, CheckStatus, ConditionBlock]>([
		[
			'that names the role',
			'fail',
			'pass',
			{
				StringEquals: {
					'aws:PrincipalArn': [`${own}CreativeForceAccess`, `${own}IconikS3AccessRole`],
				},
			},
		],
		[
			'that spares the role',
			'pass',
			'fail',
			{
				StringNotEquals: {
					'aws:PrincipalArn': [`${own}CreativeForceAccess`, `${own}IconikS3AccessRole`],
				},
			},
		],
		[
			'that spares roles by a pattern',
			'pass',
			'fail',
			{StringNotLike: {'aws:PrincipalArn': `${own}*`}},
		],
		[
			'that spares roles by a pattern of ARNs',
			'pass',
			'fail',
			{ArnNotLike: {'aws:PrincipalArn': `${own}*`}},
		],
		['without a value', 'pass', 'pass', {StringEquals: {'aws:PrincipalType': `\${aws:username}`}}],
		[
			'without a value, negated',
			'fail',
			'fail',
			{StringNotEquals: {'aws:PrincipalType': `\${aws:username}`}},
		],
		[
			'without a value, negated, as a pattern',
			'fail',
			'fail',
			{StringNotLike: {'aws:PrincipalType': `\${aws:username}*`}},
		],
		[
			'with a default',
			'fail',
			'pass',
			{StringEquals: {'aws:PrincipalType': `\${aws:username, 'AssumedRole'}`}},
		],
		[
			'with a default, negated',
			'pass',
			'fail',
			{StringNotEquals: {'aws:PrincipalType': `\${aws:username, 'AssumedRole'}`}},
		],
		[
			'compared with itself',
			'fail',
			'pass',
			{StringEquals: {'aws:PrincipalType': `\${aws:PrincipalType}`}},
		],
		[
			'that nobody here knows',
			'unknown',
			'pass',
			{StringEquals: {'aws:PrincipalType': `\${aws:PrincipalTag/Type}`}},
		],
	])('%s: %s, and in version 2008-10-17 %s', (_name, status, before, condition) => {
		expectNoMistakes(
			purposes.flatMap((purpose) =>
				(
					[
						['2012-10-17', status],
						['2008-10-17', before],
					] as const
				).map(([version, expected]) => {
					const connection = purpose.connection();
					const account = withAdded(healthySnapshot(connection), 'bucket-policy', {
						Sid: 'Guard',
						Effect: 'Deny',
						Principal: '*',
						Action: 's3:*',
						Resource: everything,
						Condition: condition,
					});
					const dated = withDocument(account, 'bucket-policy', {
						...documentOf(account, 'bucket-policy'),
						Version: version,
					});
					const mistake = mistakeIn(dated, connection, 'access.read', {status: expected});
					return mistake && `${version}: ${mistake}`;
				}),
			),
		);
	});

	test('asks for the ID of the customer itself in version 2008-10-17', () => {
		expectNoMistakes(
			purposesOf('iconik').map((purpose) => {
				const connection = purpose.connection();
				const healthy = healthySnapshot(connection);
				const account = withDocument(healthy, 'bucket-policy', {
					...documentOf(healthy, 'bucket-policy'),
					Version: '2008-10-17',
				});
				return [
					mistakeIn(account, connection, 'access.read', {status: 'pass'}),
					mistakeIn(account, connection, 'isolation.tenant', {status: 'pass'}),
				].find((mistake) => mistake !== undefined);
			}),
		);
	});

	test('compares a variable of the tenant with the tenant', () => {
		expectNoMistakes(
			purposesOf('iconik').map((purpose) => {
				const connection = purpose.connection();
				const account = withAdded(healthySnapshot(connection), 'bucket-policy', {
					Sid: 'Guard',
					Effect: 'Deny',
					Principal: '*',
					Action: 's3:*',
					Resource: everything,
					Condition: {StringNotEquals: {[tag]: [`\${${tag}, '${ownId}'}`]}},
				});
				return mistakeIn(account, connection, 'access.read', {status: 'pass'});
			}),
		);
	});
});
