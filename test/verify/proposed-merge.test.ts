import {describe, expect, test} from 'vitest';
import {buildDocuments, documentText} from '../../source/documents/index.ts';
import {UserError} from '../../source/errors.ts';
import type {PolicyDocument, Statement} from '../../source/policy/index.ts';
import {
	type ChangeParty,
	type ProposedMerge,
	proposeMergeInto,
	type ResourceDocument,
} from '../../source/verify/index.ts';
import {creativeForce, creativeForceUser, iconik} from '../support/connections.ts';
import {
	bucket,
	creative,
	iconikRole,
	objects,
	ownId,
	tag,
	vendor,
} from '../support/isolation-accounts.ts';

const own = 'arn:aws:iam::111122223333:role/Backup';
const partner = 'arn:aws:iam::444455556666:role/Partner';
const otherId = '99999999-3563-11e7-adf1-6c4008b85488';
const ownTest = {StringEquals: {[tag]: ownId}};
const tls = {Bool: {'aws:SecureTransport': 'true'}};
const office = {IpAddress: {'aws:SourceIp': '203.0.113.0/24'}};
const until = (year: number) => ({DateLessThan: {'aws:CurrentTime': `${year}-01-01T00:00:00Z`}});
const insecure = {Bool: {'aws:SecureTransport': 'false'}};

const iconiks = (id: ResourceDocument, leastPrivilege = false) =>
	buildDocuments(vendor, iconik, {only: id, leastPrivilege})[0]?.forMerge.statements ?? [];
const [wide] = iconiks('bucket-policy');
const narrow = iconiks('bucket-policy', true);
const [wideKey] = iconiks('key-policy');
const under = (statement: Statement | undefined, changes: object): Statement =>
	JSON.parse(JSON.stringify({...statement, ...changes}));

const needed = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'];

type Case = {
	readonly name: string;
	readonly before: readonly Statement[];
	/** The statements that come out; as they were where it is left alone. */
	readonly after?: readonly Statement[];
	readonly gains?: readonly ChangeParty[];
	readonly losses?: readonly ChangeParty[];
	/** Of remarks, their codes. */
	readonly remarks?: readonly string[];
	/** Sids of Deny statements that keep the vendor out all the same. */
	readonly denials?: readonly string[];
};

function merged(
	id: ResourceDocument,
	statements: readonly Statement[],
	leastPrivilege = false,
): ProposedMerge {
	const subject =
		id === 'trust-policy'
			? {connection: creative, profile: creativeForce}
			: {connection: vendor, profile: iconik};
	const document: PolicyDocument = {Version: '2012-10-17', Statement: statements};
	return proposeMergeInto(documentText(document), id, subject, {leastPrivilege});
}

const partiesOf = (differences: ProposedMerge['gains']) => [
	...new Set(differences.map(({party}) => party)),
];

function expectCase(id: ResourceDocument, item: Case, leastPrivilege = false): void {
	const {before, after = before, gains = [], losses = [], remarks = [], denials = []} = item;
	const result = merged(id, before, leastPrivilege);
	expect(result.document.Statement).toEqual(after);
	expect(result.changed).toBe(after !== before);
	expect(partiesOf(result.gains).toSorted()).toEqual(gains.toSorted());
	expect(partiesOf(result.losses).toSorted()).toEqual(losses.toSorted());
	expect(result.remarks.map(({code}) => code)).toEqual(remarks);
	expect(result.denials.map(({sid}) => sid)).toEqual(denials);
	const again = merged(id, [result.document.Statement].flat(), leastPrivilege);
	expect(again.changed).toBe(false);
	expect(again.text).toBe(result.text);
}

const serving: readonly Case[] = [
	{name: "the vendor's own statement", before: [under(wide, {})]},
	{name: "the vendor's own statement under another Sid", before: [under(wide, {Sid: 'Mine'})]},
	{name: 'without a Sid', before: [under(wide, {Sid: undefined})]},
	{
		name: "the vendor beside the customer's own role",
		before: [under(wide, {Principal: {AWS: [iconikRole, own]}})],
	},
	{
		name: 'a second system domain in the list',
		before: [under(wide, {Condition: {StringEquals: {[tag]: [otherId, ownId]}}})],
	},
	{
		name: 'a second system domain in a statement of its own',
		before: [
			under(wide, {Condition: {StringEquals: {[tag]: otherId}}}),
			under(wide, {Sid: 'Mine'}),
		],
	},
	{
		name: 'the vendor among others, by a condition under Principal *, for this customer',
		before: [
			under(wide, {
				Principal: '*',
				Condition: {...ownTest, ArnLike: {'aws:PrincipalArn': [iconikRole, own]}},
			}),
		],
	},
	{
		name: 'the needs in two statements, one of them shared',
		before: [
			under(wide, {Sid: 'List', Action: 's3:ListBucket', Principal: {AWS: [own, iconikRole]}}),
			under(wide, {Sid: 'Use', Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject']}),
		],
	},
	{
		name: 'TLS asked for',
		before: [under(wide, {Condition: {...ownTest, ...tls}})],
		remarks: ['condition-kept'],
	},
	{
		name: 'a source address asked for',
		before: [under(wide, {Condition: {...ownTest, ...office}})],
		remarks: ['condition-kept'],
	},
	{
		name: 'an end that is to come',
		before: [under(wide, {Condition: {...ownTest, ...until(2090)}})],
		remarks: ['condition-kept'],
	},
	{
		name: 'a Deny under our Sid that does not hit the vendor',
		before: [
			under(wide, {Effect: 'Deny', Principal: '*', Condition: insecure}),
			under(wide, {Sid: 'Mine'}),
		],
	},
	{
		name: 'a Deny that hits the vendor, which no merge can help',
		before: [
			under(wide, {}),
			under(wide, {
				Sid: 'OnlyUs',
				Effect: 'Deny',
				Principal: {AWS: iconikRole},
				Condition: undefined,
			}),
		],
		denials: ['OnlyUs'],
	},
];

describe('what serves the vendor is left alone, in a bucket policy', () => {
	test.each(serving.map((item) => [item.name, item] as const))('%s', (_name, item) => {
		expectCase('bucket-policy', item);
	});

	test('fewer actions that still serve', () => {
		const item = {name: '', before: [under(wide, {Action: needed})]};
		expectCase('bucket-policy', item);
		expectCase('bucket-policy', item, true);
	});

	const restricted = serving.filter(
		({before}) => !before.some(({Sid, Condition}) => Condition !== undefined && Sid === 'Mine'),
	);
	test.each(restricted.slice(3).map((item) => [item.name, item] as const))(
		'%s, where the narrower form is asked for: no restriction goes',
		(_name, {before}) => {
			const result = merged('bucket-policy', before, true);
			expect(result.gains).toEqual([]);
			expect(partiesOf(result.losses).filter((party) => party !== 'vendor')).toEqual([]);
			for (const statement of before) {
				const isVendorsAlone =
					statement.Effect === 'Allow' &&
					JSON.stringify(statement.Principal) === JSON.stringify({AWS: iconikRole}) &&
					JSON.stringify(statement.Condition) === JSON.stringify(ownTest);
				if (!isVendorsAlone) {
					expect(result.document.Statement).toContainEqual(statement);
				}
			}
		},
	);
});

const besides: readonly Case[] = [
	{
		name: "a Deny of the customer's under our Sid",
		before: [under(wide, {Effect: 'Deny', Principal: '*', Condition: insecure})],
	},
	{
		name: "another customer's statement under our Sid",
		before: [under(wide, {Condition: {StringEquals: {[tag]: otherId}}})],
	},
	{
		name: 'a statement of somebody else under our Sid',
		before: [under(wide, {Principal: {AWS: partner}})],
	},
	{
		name: "the vendor and the customer's own role, with less than it needs",
		before: [under(wide, {Principal: {AWS: [iconikRole, own]}, Action: 's3:GetObject'})],
	},
];

describe('what is missing stands beside what is of others, under another Sid', () => {
	test.each(besides.map((item) => [item.name, item] as const))('%s', (_name, item) => {
		expectCase('bucket-policy', {
			...item,
			after: [...item.before, under(wide, {Sid: 'IconikStorageAccess2'})],
			gains: ['vendor'],
			remarks: ['other-sid'],
		});
		expectCase(
			'bucket-policy',
			{
				...item,
				after: [
					...item.before,
					under(narrow[0], {Sid: 'IconikStorageAccess2'}),
					under(narrow[1], {}),
				],
				gains: ['vendor'],
				remarks: ['other-sid'],
			},
			true,
		);
	});

	test.each([
		['a list in aws:PrincipalArn', {ArnLike: {'aws:PrincipalArn': [iconikRole, own]}}],
		[
			'aws:PrincipalAccount',
			{StringEquals: {'aws:PrincipalAccount': ['283217727627', '111122223333']}},
		],
	])('others whom %s lets in under Principal * stay', (_what, Condition) => {
		const open = under(wide, {Sid: 'Open', Principal: '*', Condition});
		expectCase('bucket-policy', {name: '', before: [open], after: [open, under(wide, {})]});
	});

	test('a Deny that stands there and shuts the vendor out all the same is named', () => {
		const Condition = {ArnNotEquals: {'aws:PrincipalArn': own}};
		const deny = under(wide, {Sid: 'OnlyUs', Effect: 'Deny', Principal: '*', Condition});
		expectCase('bucket-policy', {
			name: '',
			before: [deny],
			after: [deny, under(wide, {})],
			denials: ['OnlyUs'],
		});
	});

	test('a session of the vendor is not taken for the vendor', () => {
		const session = under(wide, {
			Sid: 'Session',
			Principal: {AWS: 'arn:aws:sts::283217727627:assumed-role/IconikS3AccessRole/session'},
		});
		expectCase('bucket-policy', {
			name: '',
			before: [session],
			after: [session, under(wide, {})],
		});
	});

	test('a condition on the part that is listed stays with its statement', () => {
		const listing = under(wide, {
			Sid: 'Listing',
			Action: 's3:ListBucket',
			Resource: bucket,
			Condition: {...ownTest, StringLike: {'s3:prefix': 'reports/*'}},
		});
		expectCase('bucket-policy', {
			name: '',
			before: [listing],
			after: [listing, under(wide, {})],
			gains: ['vendor'],
		});
	});
});

const others: readonly ChangeParty[] = ['other-customers'];
const mended: readonly Case[] = [
	{
		name: 'lacks an action',
		before: [under(wide, {Action: ['s3:GetObject', 's3:ListBucket']})],
		gains: ['vendor'],
	},
	{
		name: 'stands under another Sid and lacks an action',
		before: [under(wide, {Sid: 'Mine', Action: 's3:GetObject'})],
		gains: ['vendor'],
	},
	{name: 'asks for no ID', before: [under(wide, {Condition: undefined})], losses: others},
	{
		name: 'asks for any ID',
		before: [under(wide, {Condition: {StringLike: {[tag]: '*'}}})],
		losses: others,
	},
	{
		name: 'asks for the ID where there is one',
		before: [under(wide, {Condition: {StringEqualsIfExists: {[tag]: ownId}}})],
		losses: others,
	},
	{
		name: 'asks for the ID with a slip',
		before: [under(wide, {Condition: {StringEquals: {[tag]: `${ownId} `}}})],
		gains: ['vendor'],
	},
	{
		name: 'has a condition that the vendor never meets',
		before: [under(wide, {Condition: {...ownTest, ...until(2020)}})],
		gains: ['vendor'],
		remarks: ['condition-dropped'],
	},
];

describe("the vendor's own statement is mended where it stands", () => {
	test.each(mended.map((item) => [item.name, item] as const))('where it %s', (_name, item) => {
		const first = under(wide, {Sid: 'First', Principal: {AWS: own}});
		const last = under(wide, {Sid: 'Last', Effect: 'Deny', Principal: '*', Condition: insecure});
		expectCase('bucket-policy', {
			...item,
			before: [first, ...item.before, last],
			after: [first, under(wide, {}), last],
		});
	});

	test('with the restriction that the customer put in', () => {
		for (const restriction of [tls, office]) {
			const Condition = {...ownTest, ...restriction};
			expectCase('bucket-policy', {
				name: '',
				before: [under(wide, {Condition, Action: 's3:GetObject'})],
				after: [under(wide, {Condition})],
				gains: ['vendor'],
				remarks: ['condition-kept'],
			});
			// A narrower form of two statements has it in both.
			expectCase(
				'bucket-policy',
				{
					name: '',
					before: [under(wide, {Condition, Action: ['s3:GetObject', 's3:ListBucket']})],
					after: narrow.map((one) => under(one, {Condition})),
					gains: ['vendor'],
					remarks: ['condition-kept', 'condition-kept'],
				},
				true,
			);
		}
	});

	test('and becomes narrower only where that is asked for', () => {
		expectCase(
			'bucket-policy',
			{
				name: '',
				before: [under(wide, {})],
				after: narrow.map((one) => under(one, {})),
				losses: ['vendor'],
			},
			true,
		);
		expectCase('bucket-policy', {name: '', before: narrow.map((one) => under(one, {}))});
	});

	test('what it gains is what it needs, with a request that shows it', () => {
		const {gains} = merged('bucket-policy', [under(wide, {Principal: {AWS: own}, Sid: 'First'})]);
		const actions = gains.map(({witness}) => witness.action);
		expect(actions).toEqual(expect.arrayContaining(needed));
		for (const {witness} of gains) {
			expect(witness.principal).toBe(iconikRole);
			expect(witness.resource).toMatch(/^arn:aws:s3:::acme-assets(\/|$)/);
			expect(witness.context).toMatchObject({[tag]: ownId});
		}
	});
});

const account: Statement = {
	Sid: 'Enable IAM User Permissions',
	Effect: 'Allow',
	Principal: {AWS: 'arn:aws:iam::111122223333:root'},
	Action: 'kms:*',
	Resource: '*',
};

describe('a key policy', () => {
	const cases: readonly Case[] = [
		{
			name: 'leaves the account in the default policy where it is',
			before: [account],
			after: [account, under(wideKey, {})],
			gains: ['vendor'],
		},
		{
			name: "leaves the account alone under the vendor's Sid",
			before: [under(account, {Sid: 'IconikCMKAccess'})],
			after: [under(account, {Sid: 'IconikCMKAccess'}), under(wideKey, {Sid: 'IconikCMKAccess2'})],
			gains: ['vendor'],
			remarks: ['other-sid'],
		},
		{
			name: "leaves the customer's own role beside the vendor",
			before: [account, under(wideKey, {Principal: {AWS: [own, iconikRole]}})],
		},
		{
			name: 'leaves use through S3 alone that serves',
			before: [
				account,
				under(wideKey, {
					Condition: {
						StringEquals: {
							...ownTest.StringEquals,
							'kms:ViaService': 's3.eu-central-1.amazonaws.com',
						},
					},
				}),
			],
			remarks: ['condition-kept'],
		},
		{
			name: 'leaves whom kms:CallerAccount lets in',
			before: [
				account,
				under(wideKey, {
					Sid: 'Accounts',
					Principal: '*',
					Condition: {StringEquals: {'kms:CallerAccount': ['444455556666', '283217727627']}},
				}),
			],
			after: [
				account,
				under(wideKey, {
					Sid: 'Accounts',
					Principal: '*',
					Condition: {StringEquals: {'kms:CallerAccount': ['444455556666', '283217727627']}},
				}),
				under(wideKey, {}),
			],
		},
		{
			name: 'leaves what the vendor has beyond its needs',
			before: [account, under(wideKey, {Action: ['kms:Decrypt', 'kms:CreateGrant']})],
			after: [
				account,
				under(wideKey, {Action: ['kms:Decrypt', 'kms:CreateGrant']}),
				under(wideKey, {Sid: 'IconikCMKAccess2'}),
			],
			gains: ['vendor'],
			remarks: ['other-sid'],
		},
		{
			name: 'mends a statement that lacks an action',
			before: [account, under(wideKey, {Action: 'kms:Decrypt'})],
			after: [account, under(wideKey, {})],
			gains: ['vendor'],
		},
		{
			name: 'mends a statement without the ID',
			before: [account, under(wideKey, {Condition: undefined})],
			after: [account, under(wideKey, {})],
			losses: others,
		},
	];
	test.each(cases.map((item) => [item.name, item] as const))('%s', (_name, item) => {
		expectCase('key-policy', item);
	});

	test('becomes narrower without losing what the vendor needs', () => {
		const [narrowKey] = iconiks('key-policy', true);
		expectCase(
			'key-policy',
			{
				name: '',
				before: [account, under(wideKey, {Action: 'kms:*'})],
				after: [account, under(narrowKey, {})],
				losses: ['vendor'],
			},
			true,
		);
	});

	test('that nobody in the account could change any more is refused', () => {
		expect(() => merged('key-policy', [under(wideKey, {})])).toThrow(UserError);
	});
});

describe('a trust policy', () => {
	const agreed = {StringEquals: {'sts:ExternalId': creative.externalId}};
	const trusting = (changes: object = {}): Statement =>
		under(undefined, {
			Effect: 'Allow',
			Principal: {AWS: creativeForceUser},
			Action: 'sts:AssumeRole',
			Condition: agreed,
			...changes,
		});
	const two = {StringEquals: {'sts:ExternalId': ['another', creative.externalId]}};
	const cases: readonly Case[] = [
		{name: 'that trusts the vendor as agreed is left alone', before: [trusting({Sid: 'Any'})]},
		{
			name: 'that trusts others beside it is left alone',
			before: [trusting({Principal: {AWS: [creativeForceUser, own]}})],
		},
		{
			name: 'with a second external ID in the list is left alone',
			before: [trusting({Condition: two})],
		},
		{
			name: 'with a second connection in a statement of its own is left alone',
			before: [trusting({Condition: {StringEquals: {'sts:ExternalId': 'another'}}}), trusting()],
		},
		{
			name: 'with sts:TagSession beside sts:AssumeRole is left alone',
			before: [trusting({Action: ['sts:AssumeRole', 'sts:TagSession']})],
		},
		{
			name: 'that asks for a source address is left alone',
			before: [trusting({Condition: {...agreed, ...office}})],
			remarks: ['condition-kept'],
		},
		{
			name: 'with another connection gets a statement beside it',
			before: [trusting({Condition: {StringEquals: {'sts:ExternalId': 'another'}}})],
			after: [trusting({Condition: {StringEquals: {'sts:ExternalId': 'another'}}}), trusting()],
			gains: ['vendor'],
		},
		{
			name: 'with a slip in the external ID is mended',
			before: [
				trusting({Condition: {StringEquals: {'sts:ExternalId': `${creative.externalId} `}}}),
			],
			after: [trusting()],
			gains: ['vendor'],
			losses: others,
		},
		{
			name: 'without an external ID is mended, and keeps sts:TagSession',
			// The external ID goes along with sts:AssumeRole alone.
			before: [trusting({Condition: undefined, Action: ['sts:AssumeRole', 'sts:TagSession']})],
			after: [trusting({Action: ['sts:AssumeRole', 'sts:TagSession']})],
			losses: ['vendor', ...others],
		},
		{
			name: 'that asks for a second factor is mended, since the vendor has none',
			before: [trusting({Condition: {...agreed, Bool: {'aws:MultiFactorAuthPresent': 'true'}}})],
			after: [trusting()],
			gains: ['vendor'],
			remarks: ['condition-dropped'],
		},
	];
	test.each(cases.map((item) => [item.name, item] as const))('%s', (_name, item) => {
		expectCase('trust-policy', item);
	});
});

describe('what AWS would refuse to store', () => {
	test('because somebody was deleted is said, with the statement', () => {
		const gone = under(wide, {
			Sid: 'Old',
			Principal: {AWS: 'AROAIIAAAAAAAAAAAAAAA'},
			Condition: undefined,
		});
		const {notes, document} = merged('bucket-policy', [gone]);
		expect(document.Statement).toContainEqual(gone);
		expect(notes.join()).toMatch(/refuse to save.*"Old".*AROAIIAAAAAAAAAAAAAAA/);
	});

	test('for its size is refused', () => {
		const large = under(wide, {
			Sid: 'Large',
			Principal: {AWS: partner},
			Resource: `${objects}${'x'.repeat(20_000)}`,
		});
		expect(() => merged('bucket-policy', [large])).toThrow(/20,480/);
	});
});

test("a bucket policy of the customer's own role needs no statement of the vendor's user", () => {
	const subject = {connection: creative, profile: creativeForce};
	const [ours] =
		buildDocuments(creative, creativeForce, {only: 'bucket-policy'})[0]?.forMerge.statements ?? [];
	const shared = under(ours, {
		Sid: 'Shared',
		Principal: {AWS: [own, 'arn:aws:iam::111122223333:role/CreativeForceAccess']},
	});
	const text = documentText({Version: '2012-10-17', Statement: [shared]});
	expect(proposeMergeInto(text, 'bucket-policy', subject)).toMatchObject({changed: false, text});
	const foreign = under(ours, {Principal: {AWS: own}});
	const result = proposeMergeInto(
		documentText({Version: '2012-10-17', Statement: [foreign]}),
		'bucket-policy',
		subject,
	);
	expect(result.document.Statement).toEqual([foreign, under(ours, {Sid: `${ours?.Sid}2`})]);
	expect(partiesOf(result.gains)).toEqual(['vendor']);
	expect(result.losses).toEqual([]);
});
