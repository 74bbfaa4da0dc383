import {describe, test} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import type {ConditionBlock, Principal, Statement} from '../../../source/policy/index.ts';
import type {CheckId, CheckStatus} from '../../../source/verify/index.ts';
import {creativeForceConnection} from '../../support/connections.ts';
import {healthySnapshot, withDocument} from '../../support/snapshots.ts';
import {connection as delivery, externalId, root, vendor} from '../../support/trust-accounts.ts';
import {expectNoMistakes, mistakeIn} from './support/findings.ts';

const source = creativeForceConnection({purpose: 'data-source'});
const accounts = [delivery, source].map(
	(connection) => [connection, healthySnapshot(connection)] as const,
);
const otherUser = vendor.replace('CreativeForceCloudS3', 'Support');
const account = root.split(':')[4] ?? '';

/** The vendor's statement as the article has it. */
const agreed: Statement = {
	Sid: 'Vendor',
	Effect: 'Allow',
	Principal: {AWS: vendor},
	Action: 'sts:AssumeRole',
	Condition: {StringEquals: {'sts:ExternalId': externalId}},
};
const {Condition: _condition, ...bare} = agreed;

const trusting = (snapshot: Snapshot, statements: readonly Statement[]) =>
	withDocument(snapshot, 'trust-policy', {Version: '2012-10-17', Statement: statements});

type Statuses = Readonly<Partial<Record<CheckId, CheckStatus | readonly CheckStatus[]>>>;
type TrustId =
	| 'trust.principal'
	| 'trust.external-id'
	| 'trust.mfa'
	| 'trust.others'
	| 'isolation.external-id'
	| 'isolation.public';

/** What the checks of trust say otherwise than expected; the purposes take turns, since the trust is the same. */
function mistakesOf(
	statements: readonly Statement[],
	statuses: Statuses,
	turn = 0,
): (string | undefined)[] {
	const [connection, snapshot] = accounts[turn % accounts.length] ?? [
		delivery,
		healthySnapshot(delivery),
	];
	return (Object.entries(statuses) as [TrustId, CheckStatus][]).map(([id, status]) => {
		const mistake = mistakeIn(trusting(snapshot, statements), connection, id, {status});
		return mistake && `${JSON.stringify(statements)}: ${mistake}`;
	});
}

/** Whom a statement trusts, and whether that lets in the vendor. */
type Trusted = {
	readonly name: string;
	readonly principal: Principal;
	readonly condition?: ConditionBlock;
	readonly vendor: CheckStatus | readonly CheckStatus[];
	/** Left out where the table does not say. */
	readonly others?: CheckStatus;
	/** Whether anybody of the vendor's account is among them. */
	readonly isOfVendor: boolean;
	readonly isPublic?: boolean;
};

const byArn = (operator: string, value: string): ConditionBlock => ({
	[operator]: {'aws:PrincipalArn': value},
});

const whom: readonly Trusted[] = [
	{
		name: "the vendor's user",
		principal: {AWS: vendor},
		vendor: 'pass',
		others: 'pass',
		isOfVendor: true,
	},
	{
		name: "the vendor's account",
		principal: {AWS: root},
		vendor: 'warn',
		others: 'pass',
		isOfVendor: true,
	},
	{
		name: "the number of the vendor's account",
		principal: {AWS: account},
		vendor: 'warn',
		others: 'pass',
		isOfVendor: true,
	},
	{
		name: 'the user and its account',
		principal: {AWS: [vendor, root]},
		vendor: 'warn',
		others: 'pass',
		isOfVendor: true,
	},
	...['ArnLike', 'ArnEquals', 'StringEquals', 'StringLike'].map(
		(operator): Trusted => ({
			name: `the vendor's account, the user by ${operator}`,
			principal: {AWS: root},
			condition: byArn(operator, vendor),
			vendor: ['pass', 'warn'],
			others: 'pass',
			isOfVendor: true,
		}),
	),
	{
		name: 'everybody, the user by its ARN',
		principal: '*',
		condition: byArn('ArnEquals', vendor),
		vendor: ['pass', 'warn'],
		others: 'pass',
		isOfVendor: true,
	},
	{
		name: "the vendor's account, another user by its ARN",
		principal: {AWS: root},
		condition: byArn('ArnLike', otherUser),
		vendor: 'fail',
		isOfVendor: true,
	},
	{
		name: 'the user and another account',
		principal: {AWS: [vendor, '444455556666']},
		vendor: 'pass',
		others: 'warn',
		isOfVendor: true,
	},
	{
		name: 'two accounts by their numbers',
		principal: {AWS: ['444455556666', account]},
		vendor: 'warn',
		others: 'warn',
		isOfVendor: true,
	},
	{
		name: 'the user and a service',
		principal: {AWS: vendor, Service: 'ec2.amazonaws.com'},
		vendor: 'pass',
		others: 'warn',
		isOfVendor: true,
	},
	{
		name: 'another user of the vendor',
		principal: {AWS: otherUser},
		vendor: 'fail',
		others: 'warn',
		isOfVendor: true,
	},
	{
		name: 'the user in other letters',
		principal: {AWS: vendor.toLowerCase()},
		vendor: 'fail',
		isOfVendor: true,
	},
	{
		name: 'a role of the vendor',
		principal: {AWS: `arn:aws:iam::${account}:role/CreativeForceCloudS3`},
		vendor: 'fail',
		others: 'warn',
		isOfVendor: true,
	},
	{
		name: 'another account',
		principal: {AWS: 'arn:aws:iam::444455556666:root'},
		vendor: 'fail',
		others: 'warn',
		isOfVendor: false,
	},
	{
		name: 'a service',
		principal: {Service: 'lambda.amazonaws.com'},
		vendor: 'fail',
		others: 'warn',
		isOfVendor: false,
	},
	{
		name: 'a user that was deleted',
		principal: {AWS: 'AIDAEXAMPLEUSER000001'},
		vendor: 'fail',
		isOfVendor: false,
	},
	{
		name: 'everybody',
		principal: '*',
		vendor: ['warn', 'fail'],
		others: 'warn',
		isOfVendor: true,
		isPublic: true,
	},
	{
		name: 'everybody in AWS',
		principal: {AWS: '*'},
		vendor: ['warn', 'fail'],
		others: 'warn',
		isOfVendor: true,
		isPublic: true,
	},
];

/** How a statement asks for the external ID: whether it takes the agreed one, and whether it takes another or none. */
const forms: readonly {
	readonly name: string;
	readonly condition: ConditionBlock;
	readonly agreed: CheckStatus | readonly CheckStatus[];
	readonly isOpen: boolean;
	/** Whether no request can fulfil it. */
	readonly isNever?: boolean;
}[] = [
	{
		name: 'exactly',
		condition: {StringEquals: {'sts:ExternalId': externalId}},
		agreed: 'pass',
		isOpen: false,
	},
	{
		name: 'as a pattern',
		condition: {StringLike: {'sts:ExternalId': externalId}},
		agreed: 'pass',
		isOpen: false,
	},
	{
		name: 'under the key in other letters',
		condition: {StringEquals: {'STS:externalID': externalId}},
		agreed: 'pass',
		isOpen: false,
	},
	{
		name: 'as one of those sent',
		condition: {'ForAnyValue:StringEquals': {'sts:ExternalId': externalId}},
		agreed: 'pass',
		isOpen: false,
	},
	{
		name: 'exactly and by a beginning',
		condition: {
			StringEquals: {'sts:ExternalId': externalId},
			StringLike: {'sts:ExternalId': '2f6b*'},
		},
		agreed: 'pass',
		isOpen: false,
	},
	{name: 'not at all', condition: {}, agreed: 'fail', isOpen: true},
	{
		name: 'in any letters',
		condition: {StringEqualsIgnoreCase: {'sts:ExternalId': externalId}},
		agreed: 'pass',
		isOpen: true,
	},
	{
		name: 'or another',
		condition: {StringEquals: {'sts:ExternalId': [externalId, 'older']}},
		agreed: 'pass',
		isOpen: true,
	},
	{
		name: 'by its beginning',
		condition: {StringLike: {'sts:ExternalId': '2f6b0f0e-*'}},
		agreed: ['pass', 'warn'],
		isOpen: true,
	},
	{
		name: 'and whatever follows',
		condition: {StringLike: {'sts:ExternalId': `${externalId}*`}},
		agreed: ['pass', 'warn'],
		isOpen: true,
	},
	{
		name: 'as anything',
		condition: {StringLike: {'sts:ExternalId': '*'}},
		agreed: ['pass', 'warn'],
		isOpen: true,
	},
	{
		name: 'if one is sent',
		condition: {StringEqualsIfExists: {'sts:ExternalId': externalId}},
		agreed: ['pass', 'fail'],
		isOpen: true,
	},
	{
		name: 'of all that are sent',
		condition: {'ForAllValues:StringEquals': {'sts:ExternalId': externalId}},
		agreed: ['pass', 'fail'],
		isOpen: true,
	},
	{
		name: 'whichever, but one',
		condition: {Null: {'sts:ExternalId': 'false'}},
		agreed: ['pass', 'warn', 'fail'],
		isOpen: true,
	},
	{
		name: 'compared with itself',
		condition: {StringEquals: {'sts:ExternalId': `\${sts:ExternalId}`}},
		agreed: ['pass', 'warn', 'fail'],
		isOpen: true,
	},
	{name: 'as absent', condition: {Null: {'sts:ExternalId': 'true'}}, agreed: 'fail', isOpen: true},
	{
		name: 'as anything but it',
		condition: {StringNotEquals: {'sts:ExternalId': externalId}},
		agreed: 'fail',
		isOpen: true,
	},
	{
		name: 'as anything but another',
		condition: {StringNotEquals: {'sts:ExternalId': 'older'}},
		agreed: ['pass', 'warn', 'fail'],
		isOpen: true,
	},
	// One other ID is asked for and nobody knows it: wrong, though open to no one.
	{
		name: 'as it was before',
		condition: {StringEquals: {'sts:ExternalId': 'ACME_SFCRole=2_Zm9vYmFx='}},
		agreed: 'fail',
		isOpen: false,
	},
	{
		name: 'with a space behind it',
		condition: {StringEquals: {'sts:ExternalId': `${externalId} `}},
		agreed: 'fail',
		isOpen: false,
	},
	{
		name: 'in capitals',
		condition: {StringEquals: {'sts:ExternalId': externalId.toUpperCase()}},
		agreed: 'fail',
		isOpen: false,
	},
	{
		name: 'as an ARN',
		condition: {StringEquals: {'sts:ExternalId': vendor}},
		agreed: 'fail',
		isOpen: false,
	},
	// AWS knows no such key, so nobody gets in.
	{
		name: 'under a wrong key',
		condition: {StringEquals: {'aws:ExternalId': externalId}},
		agreed: 'fail',
		isOpen: false,
		isNever: true,
	},
	{
		name: 'under a key without its service',
		condition: {StringEquals: {ExternalId: externalId}},
		agreed: 'fail',
		isOpen: false,
		isNever: true,
	},
];

describe.each(whom.map((trusted) => [trusted.name, trusted] as const))(
	'a role that trusts %s',
	(_name, trusted) => {
		const {
			principal,
			condition,
			vendor: vendorStatus,
			others,
			isOfVendor,
			isPublic = false,
		} = trusted;
		// Of a role that leaves out the vendor two IDs at once are not in the table.
		const asked = forms.filter(({name}) => vendorStatus !== 'fail' || name !== 'or another');
		test.each(asked.map((form, turn) => [form.name, form, turn] as const))(
			'asks for the external ID %s',
			(_form, form, turn) => {
				const isLeftOut = vendorStatus === 'fail';
				const merged: Record<string, ConditionBlock[string]> = {...condition};
				for (const [operator, keys] of Object.entries(form.condition)) {
					merged[operator] = {...merged[operator], ...keys};
				}

				expectNoMistakes(
					mistakesOf(
						[{...bare, Principal: principal, Condition: merged}],
						{
							'trust.principal': vendorStatus,
							...(!isLeftOut && {'trust.external-id': form.agreed}),
							...(others !== undefined && {'trust.others': others}),
							'isolation.external-id': isOfVendor && form.isOpen ? 'fail' : 'pass',
							...(isPublic && {
								// Whoever hears of an external ID can send it, the agreed one or another.
								'isolation.public': form.isNever === true ? 'pass' : 'fail',
							}),
						} as Statuses,
						turn,
					),
				);
			},
		);
	},
);

describe('a second statement', () => {
	const also = (changes: object): Statement => ({...bare, Sid: 'Second', ...changes});
	const tags = {Action: 'sts:TagSession'};
	test.each<[string, CheckStatus, CheckStatus, CheckStatus, object]>([
		['another user of the vendor', 'fail', 'warn', 'pass', {Principal: {AWS: otherUser}}],
		[
			'a role of the vendor',
			'fail',
			'warn',
			'pass',
			{Principal: {AWS: `arn:aws:iam::${account}:role/Support`}},
		],
		["the vendor's account", 'fail', 'pass', 'pass', {Principal: {AWS: root}}],
		["the vendor's user once more", 'fail', 'pass', 'pass', {}],
		["the vendor's user by any action", 'fail', 'pass', 'pass', {Action: 'sts:*'}],
		[
			"the vendor's user by all but tags",
			'fail',
			'pass',
			'pass',
			{Action: undefined, NotAction: 'sts:TagSession'},
		],
		[
			'another user with the ID',
			'pass',
			'warn',
			'pass',
			{Principal: {AWS: otherUser}, Condition: agreed.Condition},
		],
		['another account', 'pass', 'warn', 'pass', {Principal: {AWS: '444455556666'}}],
		[
			'a role of the own account',
			'pass',
			'warn',
			'pass',
			{Principal: {AWS: 'arn:aws:iam::111122223333:role/Admin'}},
		],
		['a service', 'pass', 'warn', 'pass', {Principal: {Service: 'lambda.amazonaws.com'}}],
		['tags of the vendor alone', 'pass', 'pass', 'pass', tags],
		[
			'a source identity of the vendor alone',
			'pass',
			'pass',
			'pass',
			{Action: 'sts:SetSourceIdentity'},
		],
		[
			'administrators by their ARN',
			'pass',
			'warn',
			'pass',
			{
				Principal: '*',
				Condition: byArn(
					'ArnLike',
					'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*',
				),
			},
		],
		[
			'people of the company by SAML',
			'pass',
			'warn',
			'pass',
			{
				Principal: {Federated: 'arn:aws:iam::111122223333:saml-provider/Office'},
				Action: 'sts:AssumeRoleWithSAML',
			},
		],
	])(
		'for %s: the external ID is %s, others %s, everybody %s',
		(_name, isolation, others, open, changes) => {
			for (const statements of [
				[agreed, also(changes)],
				[also(changes), agreed],
			]) {
				expectNoMistakes(
					mistakesOf(statements, {
						'trust.principal': ['pass', 'warn'],
						'isolation.external-id': isolation,
						'isolation.public': open,
						'trust.others': others,
					}),
				);
			}
		},
	);

	const deny = (condition: ConditionBlock, changes: object = {}): Statement => ({
		Sid: 'Second',
		Effect: 'Deny',
		Principal: '*',
		Action: 'sts:AssumeRole',
		Condition: condition,
		...changes,
	});
	const id = (operator: string, value: string | string[] = externalId): ConditionBlock => ({
		[operator]: {'sts:ExternalId': value},
	});

	// Beside a statement that asks for the ID, and beside one that does not.
	test.each<[string, Statement, CheckStatus, CheckStatus, CheckStatus]>([
		['whoever sends another ID or none', deny(id('StringNotEquals')), 'pass', 'pass', 'pass'],
		[
			'whoever sends another ID or none, as a pattern',
			deny(id('StringNotLike')),
			'pass',
			'pass',
			'pass',
		],
		[
			'whoever sends another ID, or none, by IfExists',
			deny(id('StringNotEqualsIfExists')),
			'pass',
			'pass',
			'pass',
		],
		[
			'whoever sends nothing but other IDs',
			deny(id('ForAllValues:StringNotEquals')),
			'pass',
			'pass',
			'pass',
		],
		['whoever sends any other ID', deny(id('ForAnyValue:StringNotEquals')), 'pass', 'fail', 'fail'],
		['whoever sends none', deny(id('Null', 'true')), 'pass', 'pass', 'fail'],
		['whoever sends another beginning', deny(id('StringNotLike', '2f6b*')), 'pass', 'pass', 'fail'],
		[
			'whoever sends neither of two',
			deny(id('StringNotEquals', [externalId, 'older'])),
			'pass',
			'pass',
			'fail',
		],
		['whoever sends an old one', deny(id('StringEquals', 'older')), 'pass', 'fail', 'fail'],
		['whoever sends the agreed one', deny(id('StringEquals')), 'fail', 'fail', 'fail'],
		[
			'whoever does not send an old one',
			deny(id('StringNotEquals', 'older')),
			'fail',
			'fail',
			'fail',
		],
		['whoever sends one', deny(id('Null', 'false')), 'fail', 'fail', 'fail'],
		[
			'another account without the ID',
			deny(id('StringNotEquals'), {Principal: {AWS: '444455556666'}}),
			'pass',
			'fail',
			'fail',
		],
		[
			'tags without the ID',
			deny(id('StringNotEquals'), {Action: 'sts:TagSession'}),
			'pass',
			'fail',
			'fail',
		],
	])('denies %s', (_name, denial, asking, alone, isolation) => {
		expectNoMistakes([
			...mistakesOf([agreed, denial], {'trust.external-id': asking}),
			...mistakesOf([denial, bare], {
				'trust.external-id': alone,
				'isolation.external-id':
					asking === 'fail' && isolation === 'fail' ? ['pass', 'fail'] : isolation,
			}),
		]);
	});

	// Whom a Deny hits that has nothing to do with the external ID.
	test.each<[string, CheckStatus, Statement]>([
		['everybody', 'fail', deny({})],
		["the vendor's user", 'fail', deny({}, {Principal: {AWS: vendor}})],
		["the vendor's account", 'fail', deny({}, {Principal: {AWS: root}})],
		['another user of the vendor', 'pass', deny({}, {Principal: {AWS: otherUser}})],
		['another account', 'pass', deny({}, {Principal: {AWS: '444455556666'}})],
		['a service', 'pass', deny({}, {Principal: {Service: 'ec2.amazonaws.com'}})],
		['everybody for tags', 'pass', deny({}, {Action: 'sts:TagSession'})],
		['everybody by a pattern', 'fail', deny({}, {Action: 'sts:Assume*'})],
		[
			'everybody for all but tags',
			'fail',
			deny({}, {Action: undefined, NotAction: 'sts:TagSession'}),
		],
		['whoever is not the user', 'pass', deny(byArn('ArnNotEquals', vendor))],
		['whoever is not the user, the account being named', 'fail', deny(byArn('ArnNotEquals', root))],
		[
			'whoever is of another account',
			'pass',
			deny({StringNotEquals: {'aws:PrincipalAccount': account}}),
		],
		[
			'whoever is of another account than the own',
			'fail',
			deny({StringNotEquals: {'aws:PrincipalAccount': '111122223333'}}),
		],
		[
			'whoever is of another organization',
			'unknown',
			deny({
				StringNotEqualsIfExists: {'aws:PrincipalOrgID': 'o-a1b2c3d4e5'},
				BoolIfExists: {'aws:PrincipalIsAWSService': 'false'},
			}),
		],
		[
			'whoever comes from elsewhere',
			'unknown',
			deny({NotIpAddress: {'aws:SourceIp': '203.0.113.0/24'}}),
		],
	])('that denies %s makes the trust %s', (_name, status, denial) => {
		expectNoMistakes(
			mistakesOf([agreed, denial], {'trust.principal': status, 'trust.external-id': 'pass'}),
		);
	});
});

describe('the action of the statement', () => {
	test.each<[CheckStatus, string, object]>([
		['pass', 'sts:AssumeRole', {}],
		['pass', 'sts:*', {Action: 'sts:*'}],
		['pass', 'sts:Assume*', {Action: 'sts:Assume*'}],
		['pass', 'sts:AssumeRol?', {Action: 'sts:AssumeRol?'}],
		['pass', 'STS:assumerole', {Action: 'STS:assumerole'}],
		['pass', 'that and tags', {Action: ['sts:TagSession', 'sts:AssumeRole']}],
		['pass', 'all but tags', {Action: undefined, NotAction: 'sts:TagSession'}],
		['fail', 'tags alone', {Action: 'sts:TagSession'}],
		[
			'fail',
			'a way for others',
			{Action: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity']},
		],
		['fail', 'all but that', {Action: undefined, NotAction: 'sts:AssumeRole'}],
	])('%s: is %s', (status, _name, changes) => {
		expectNoMistakes(mistakesOf([{...agreed, ...changes}], {'trust.principal': status}));
	});

	test('may ask for a tag that only the vendor knows of', () => {
		const asking = {
			...agreed,
			Action: ['sts:AssumeRole', 'sts:TagSession'],
			Condition: {StringEquals: {'sts:ExternalId': externalId, 'aws:RequestTag/team': 'assets'}},
		};
		expectNoMistakes(
			mistakesOf([asking], {
				'trust.principal': 'unknown',
				'trust.external-id': 'pass',
				'trust.others': 'pass',
				'isolation.external-id': 'pass',
			}),
		);
	});
});

describe('the second factor', () => {
	// Access keys of a user carry no such key, and a session of the user "false".
	test.each<[CheckStatus | readonly CheckStatus[], string, 'Allow' | 'Deny', ConditionBlock]>([
		['fail', 'it is asked for', 'Allow', {Bool: {'aws:MultiFactorAuthPresent': 'true'}}],
		['fail', 'it has to be recent', 'Allow', {NumericLessThan: {'aws:MultiFactorAuthAge': '3600'}}],
		[
			['pass', 'warn', 'unknown'],
			'it is asked for, if known',
			'Allow',
			{BoolIfExists: {'aws:MultiFactorAuthPresent': 'true'}},
		],
		[
			'pass',
			'it must not be there, if known',
			'Allow',
			{BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}},
		],
		[
			'pass',
			'it has to be recent, if known',
			'Allow',
			{NumericLessThanIfExists: {'aws:MultiFactorAuthAge': '3600'}},
		],
		[
			'fail',
			'whoever lacks it is denied',
			'Deny',
			{BoolIfExists: {'aws:MultiFactorAuthPresent': 'false'}},
		],
		[
			'fail',
			'whoever has no age of it is denied',
			'Deny',
			{Null: {'aws:MultiFactorAuthAge': 'true'}},
		],
		[
			'fail',
			'an old one is denied, or none',
			'Deny',
			{NumericGreaterThanIfExists: {'aws:MultiFactorAuthAge': '3600'}},
		],
		[
			'pass',
			'an old one is denied',
			'Deny',
			{NumericGreaterThan: {'aws:MultiFactorAuthAge': '3600'}},
		],
		[
			'unknown',
			'whoever surely lacks it is denied',
			'Deny',
			{Bool: {'aws:MultiFactorAuthPresent': 'false'}},
		],
		['pass', 'whoever has it is denied', 'Deny', {Bool: {'aws:MultiFactorAuthPresent': 'true'}}],
	])('%s: %s', (status, _name, effect, condition) => {
		const statements: readonly Statement[] =
			effect === 'Allow'
				? [{...agreed, Condition: {...agreed.Condition, ...condition}}]
				: [agreed, {...bare, Sid: 'Factor', Effect: 'Deny', Principal: '*', Condition: condition}];
		expectNoMistakes(mistakesOf(statements, {'trust.mfa': status, 'trust.external-id': 'pass'}));
	});
});
