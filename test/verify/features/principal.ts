import type {Snapshot} from '../../../source/account/index.ts';
import type {Statement} from '../../../source/policy/index.ts';
import {
	asksForId,
	customerRoleText,
	profileIn,
	rolePolicy,
	trustPolicy,
} from '../../support/feature-profiles.ts';
import {withStatements} from '../../support/snapshots.ts';
import type {Feature} from './feature.ts';

const root = 'arn:aws:iam::444455556666:root';
const worker = 'arn:aws:iam::444455556666:user/acme-worker';
const stranger = 'arn:aws:iam::777788889999:role/Somebody';

/** A vendor whose article names its whole account. */
export const byAccount = profileIn(
	customerRoleText({
		principal: root,
		externalId: {from: 'vendor', where: 'Acme > AWS.', example: 'a1b2c3d4'},
	}),
);

/** The same, where the vendor names the user that does the work, and sends no external ID. */
export const byNarrowedAccount = profileIn(
	customerRoleText({
		principal: {from: 'article', arn: root, narrower: worker},
		externalId: {from: 'none'},
		documents: [rolePolicy, {...trustPolicy(), narrower: narrowerOf(trustPolicy())}],
	}),
);

/** A vendor with an account for each of its data centers. */
export const byDataCenter = profileIn(
	customerRoleText({
		principal: {
			from: 'choice',
			field: 'dataCenter',
			label: 'Data center',
			where: 'Acme > Account settings.',
			ifWrong: 'Acme is refused.',
			choices: [
				{value: 'us', title: 'United States', arn: 'arn:aws:iam::444455556666:role/AcmeUs'},
				{value: 'eu', title: 'Europe', arn: 'arn:aws:iam::555566667777:role/AcmeEu'},
			],
		},
	}),
);

/** A vendor whose product shows each customer one user or more. */
export const byProduct = profileIn(
	customerRoleText({
		principal: {
			from: 'product',
			kind: 'user',
			several: true,
			label: 'IAM user',
			where: 'Acme > Integrations > AWS.',
			example: 'arn:aws:iam::444455556666:user/a1b2-s-acme',
		},
	}),
);

/** A vendor whose product shows the number of its account. */
export const byShownAccount = profileIn(
	customerRoleText({
		principal: {
			from: 'product',
			kind: 'account',
			label: 'Account ID of Acme',
			where: 'Acme > Integrations > AWS.',
			example: '444455556666',
		},
	}),
);

/** A vendor that has the role take itself. */
const trustingItself = profileIn(
	customerRoleText({
		trustsItself: true,
		documents: [
			{
				...rolePolicy,
				statements: [
					...rolePolicy.statements,
					{
						statement: {
							Sid: 'AcmeItself',
							Effect: 'Allow',
							Action: 'sts:AssumeRole',
							Resource: '{{roleArn}}',
						},
					},
				],
			},
			trustPolicy(asksForId, {
				Sid: 'AcmeItself',
				Effect: 'Allow',
				Principal: {AWS: 'arn:aws:iam::{{accountId}}:root'},
				Action: 'sts:AssumeRole',
				Condition: {...asksForId, ArnLike: {'aws:PrincipalArn': '{{roleArn}}'}},
			}),
		],
	}),
);

function narrowerOf({statements}: ReturnType<typeof trustPolicy>) {
	return {summary: 'names the user of Acme alone', statements};
}

const trusting = (snapshot: Snapshot, AWS: string | readonly string[], more: object = {}) =>
	withStatements(
		snapshot,
		'trust-policy',
		(statement): Statement => ({...statement, Principal: {AWS}, ...more}),
	);

const others = {
	what: 'somebody else is trusted too',
	edit: (snapshot: Snapshot) =>
		withStatements(snapshot, 'trust-policy', (statement) => statement, {
			Effect: 'Allow',
			Principal: {AWS: stranger},
			Action: 'sts:AssumeRole',
		}),
	found: {'trust.others': 'warn'},
} as const;

const [first, second] = [
	'arn:aws:iam::444455556666:user/a1b2-s-acme',
	'arn:aws:iam::444455556666:user/c3d4-s-acme',
];

/** Who at the vendor gets access, each with what it is worth when it is right and when it is not. */
export const principalFeatures: readonly Feature[] = [
	{
		feature: 'a whole account as the principal',
		profile: byAccount,
		fields: {externalId: 'a1b2c3d4'},
		right: {'trust.principal': 'pass', 'isolation.external-id': 'pass'},
		broken: [
			{
				what: 'another account is trusted',
				edit: (snapshot) => trusting(snapshot, 'arn:aws:iam::444455556667:root'),
				found: {'trust.principal': 'fail'},
				isCorrected: true,
			},
			{
				what: 'one role of the account is trusted alone',
				edit: (snapshot) => trusting(snapshot, 'arn:aws:iam::444455556666:role/Some'),
				found: {'trust.principal': 'unknown'},
				isCorrected: true,
			},
			{
				what: 'a condition lets in one role of the account alone',
				edit: (snapshot) =>
					trusting(snapshot, root, {
						Condition: {
							...asksFor('a1b2c3d4'),
							ArnEquals: {'aws:PrincipalArn': 'arn:aws:iam::444455556666:role/Some'},
						},
					}),
				found: {'trust.principal': 'unknown'},
				// A condition of the customer's own stays.
			},
			{
				what: 'the external ID is not asked for',
				edit: (snapshot) => trusting(snapshot, root, {Condition: {}}),
				found: {'trust.external-id': 'fail', 'isolation.external-id': 'fail'},
				isCorrected: true,
			},
			others,
		],
	},
	{
		feature: 'a whole account, with the user that does the work',
		profile: byNarrowedAccount,
		fields: {},
		right: {
			'trust.principal': 'warn',
			'trust.external-id': 'skip',
			'isolation.external-id': 'warn',
		},
		broken: [
			{
				what: 'another user of the account is trusted',
				edit: (snapshot) => trusting(snapshot, `${worker}s`),
				found: {'trust.principal': 'fail'},
			},
			others,
		],
	},
	{
		feature: 'one of several principals, by data center',
		profile: byDataCenter,
		fields: {dataCenter: 'eu', externalId: '2f6b0f0e'},
		right: {'trust.principal': 'pass'},
		broken: [
			{
				what: 'that of another data center is trusted',
				edit: (snapshot) => trusting(snapshot, 'arn:aws:iam::444455556666:role/AcmeUs'),
				found: {'trust.principal': 'fail', 'trust.others': 'warn'},
				isCorrected: true,
			},
			others,
		],
	},
	{
		feature: 'several principals that the product of the vendor shows',
		profile: byProduct,
		fields: {principal: [first, second], externalId: '2f6b0f0e'},
		right: {'trust.principal': 'pass', 'trust.others': 'pass'},
		broken: [
			{
				what: 'one of them is not trusted',
				edit: (snapshot) => trusting(snapshot, first),
				found: {'trust.principal': 'fail', 'trust.others': 'pass'},
				isCorrected: true,
			},
			{
				what: 'none of them is trusted',
				edit: (snapshot) => trusting(snapshot, stranger),
				found: {'trust.principal': 'fail', 'trust.others': 'warn'},
				isCorrected: true,
			},
			{
				what: 'a Deny hits one of them',
				edit: (snapshot) =>
					withStatements(snapshot, 'trust-policy', (statement) => statement, {
						Effect: 'Deny',
						Principal: {AWS: second},
						Action: 'sts:AssumeRole',
					}),
				found: {'trust.principal': 'fail'},
				isCorrected: true,
			},
			others,
		],
	},
	{
		feature: 'an account that the product of the vendor shows',
		profile: byShownAccount,
		fields: {principal: '444455556666', externalId: '2f6b0f0e'},
		right: {'trust.principal': 'pass'},
		broken: [
			{
				what: 'the account is mistyped',
				edit: (snapshot) => trusting(snapshot, 'arn:aws:iam::444455556665:root'),
				found: {'trust.principal': 'fail'},
				isCorrected: true,
			},
			others,
		],
	},
	{
		feature: 'a role that trusts itself',
		profile: trustingItself,
		fields: {externalId: '2f6b0f0e'},
		right: {'trust.principal': 'pass', 'trust.others': 'pass', 'trust.external-id': 'pass'},
		broken: [
			{
				what: 'the role does not trust itself',
				edit: (snapshot) =>
					withStatements(snapshot, 'trust-policy', (statement, index) =>
						index === 1 ? undefined : statement,
					),
				found: {'trust.principal': 'fail', 'trust.others': 'pass'},
				isCorrected: true,
			},
			{
				what: 'the vendor is not trusted',
				edit: (snapshot) =>
					withStatements(snapshot, 'trust-policy', (statement, index) =>
						index === 0 ? undefined : statement,
					),
				found: {'trust.principal': 'fail'},
				isCorrected: true,
			},
			{
				what: 'all of the account is trusted in its place',
				edit: (snapshot) =>
					withStatements(snapshot, 'trust-policy', ({Condition, ...statement}, index) =>
						index === 1
							? {...statement, Condition: asksFor('2f6b0f0e')}
							: {...statement, ...(Condition && {Condition})},
					),
				found: {'trust.others': 'warn'},
			},
			others,
		],
	},
];

function asksFor(id: string) {
	return {StringEquals: {'sts:ExternalId': id}};
}
