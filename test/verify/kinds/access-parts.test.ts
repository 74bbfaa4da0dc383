import {describe, test} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import type {Connection} from '../../../source/connection/index.ts';
import type {Principal, Statement} from '../../../source/policy/index.ts';
import type {CheckStatus} from '../../../source/verify/index.ts';
import {
	defaultKeyPolicy,
	healthySnapshot,
	withAdded,
	withBoundary,
	withDocument,
	withStatements,
} from '../../support/snapshots.ts';
import {customer} from './support/facts.ts';
import {expectNoMistakes, mistakeIn} from './support/findings.ts';
import {bucketArn, byRoleAlone, everything, keyPolicyWith, roleArn} from './support/places.ts';
import {bucketChecks, type Purpose, purposes, purposesOf} from './support/purposes.ts';

type Extent = 'whole' | 'part' | 'none';

/** What a statement is about: which of the bucket and its objects, with an object that shows a part. */
type Part = {
	readonly name: string;
	readonly element: Pick<Statement, 'Resource' | 'NotResource'>;
	readonly bucket: Extent;
	readonly objects: Extent;
	/** The objects of the part. */
	readonly isIn?: RegExp;
};

const parts: readonly Part[] = [
	{name: 'everything', element: {Resource: everything}, bucket: 'whole', objects: 'whole'},
	{name: 'all objects', element: {Resource: `${bucketArn}/*`}, bucket: 'none', objects: 'whole'},
	{name: 'the bucket itself', element: {Resource: bucketArn}, bucket: 'whole', objects: 'none'},
	{
		name: 'all but the bucket itself',
		element: {NotResource: bucketArn},
		bucket: 'none',
		objects: 'whole',
	},
	{
		name: 'a folder',
		element: {Resource: `${bucketArn}/deliveries/*`},
		bucket: 'none',
		objects: 'part',
		isIn: /\/deliveries\//,
	},
	{
		name: 'all but a folder',
		element: {NotResource: `${bucketArn}/uploads/*`},
		bucket: 'whole',
		objects: 'part',
		isIn: /acme-assets\/(?!uploads\/)/,
	},
	{
		name: 'names with one ending',
		element: {Resource: `${bucketArn}/*.jpg`},
		bucket: 'none',
		objects: 'part',
		isIn: /\.jpg$/,
	},
	{
		name: 'names of four characters',
		element: {Resource: `${bucketArn}/????`},
		bucket: 'none',
		objects: 'part',
		isIn: /assets\/.{4}$/s,
	},
	{
		name: 'one object',
		element: {Resource: `${bucketArn}/reports/2026.csv`},
		bucket: 'none',
		objects: 'part',
		isIn: /\/reports\/2026\.csv$/,
	},
];

type Actions = Pick<Statement, 'Action' | 'NotAction'>;

const spoken: readonly Actions[] = [
	{Action: 's3:*'},
	{Action: 's3:Put*'},
	{Action: ['s3:GetObject*', 's3:DeleteObject']},
	{Action: ['S3:GETOBJECT', 's3:listbucket']},
	{Action: 's3:?etObject'},
	{NotAction: ['s3:Get*', 's3:List*']},
	{NotAction: ['s3:PutObject', 's3:ListBucket']},
	{NotAction: 's3:*'},
];

function isSpokenOf({Action, NotAction}: Actions, action: string): boolean {
	const fits = [Action ?? NotAction ?? []].flat().some((pattern) => {
		const source = pattern.replaceAll('*', '.*').replaceAll('?', '.');
		return new RegExp(`^${source}$`, 'i').test(action);
	});
	return fits === (Action !== undefined);
}

/** Where a statement stands that denies, or that alone allows. */
type Place = {
	readonly name: string;
	readonly vendor: Purpose['vendor'];
	readonly account: (connection: Connection, statement: Statement) => Snapshot;
};

const limit: Statement = {Sid: 'Limit', Effect: 'Allow', Action: '*', Resource: '*'};

const denying: readonly Place[] = [
	...(['creative-force', 'iconik'] as const).map(
		(vendor): Place => ({
			name: 'the bucket policy',
			vendor,
			account: (connection, statement) =>
				withAdded(healthySnapshot(connection), 'bucket-policy', {...statement, Principal: '*'}),
		}),
	),
	{
		name: 'the role policy',
		vendor: 'creative-force',
		account: (connection, statement) =>
			withAdded(healthySnapshot(connection), 'role-policy', statement),
	},
	{
		name: 'the boundary',
		vendor: 'creative-force',
		account: (connection, statement) =>
			withBoundary(healthySnapshot(connection), {
				Version: '2012-10-17',
				Statement: [limit, statement],
			}),
	},
];

const allowing: readonly Place[] = [
	{
		name: 'the bucket policy',
		vendor: 'iconik',
		account: (connection, statement) =>
			withStatements(healthySnapshot(connection), 'bucket-policy', ({Principal, Condition}) => ({
				...statement,
				...(Principal !== undefined && {Principal}),
				...(Condition !== undefined && {Condition}),
			})),
	},
	{
		name: 'the role policy',
		vendor: 'creative-force',
		account: (connection, statement) =>
			withDocument(byRoleAlone(connection), 'role-policy', {
				Version: '2012-10-17',
				Statement: [statement],
			}),
	},
	{
		name: 'the boundary',
		vendor: 'creative-force',
		account: (connection, statement) =>
			withBoundary(byRoleAlone(connection), {Version: '2012-10-17', Statement: [statement]}),
	},
];

/** What becomes of an action: allowed, or refused in the way that the code of a finding says. */
function fate(effect: Statement['Effect'], extent: Extent): string {
	return effect === 'Deny'
		? {whole: 'denied', part: 'denied-in-part', none: 'allowed'}[extent]
		: {whole: 'allowed', part: 'not-allowed-in-part', none: 'not-allowed'}[extent];
}

/** What all checks of access of a purpose say otherwise than the table, where one statement decides. */
function mistakesIn(
	{account}: Place,
	purpose: Purpose,
	effect: Statement['Effect'],
	part: Part,
	actions: Actions,
): (string | undefined)[] {
	const connection = purpose.connection();
	const snapshot = account(connection, {
		Sid: 'Guard',
		Effect: effect,
		...actions,
		...part.element,
	} as Statement);
	return bucketChecks(purpose).map((id) => {
		const fates = (purpose.needs[id] ?? []).map(({action, isRequired}) => {
			const extent = action === 's3:ListBucket' ? part.bucket : part.objects;
			return {
				action,
				isRequired,
				fate: fate(effect, isSpokenOf(actions, action) ? extent : 'none'),
			};
		});
		const refused = fates.filter((one) => one.fate !== 'allowed');
		const required = refused.filter(({isRequired}) => isRequired);
		const concerned = required.length > 0 ? required : refused;
		const [first] = concerned;
		const status: CheckStatus = first === undefined ? 'pass' : first.isRequired ? 'fail' : 'warn';
		const {isIn} = part;
		const mistake = mistakeIn(snapshot, connection, id, {
			status,
			code: `^${first?.fate ?? 'allowed'}$`,
			...(first !== undefined && {actions: concerned.map(({action}) => action)}),
			...(first?.isRequired === false && {says: new RegExp(`also allows ${first.action}`)}),
			...(isIn !== undefined &&
				first?.fate.endsWith('in-part') && {
					// What is not allowed lies outside of the part that is.
					shows: ({resource}) => isIn.test(resource) === (effect === 'Deny'),
				}),
			sid: first !== undefined && effect === 'Deny' ? 'Guard' : undefined,
		});
		return mistake && `${effect} ${JSON.stringify({...actions, ...part.element})}: ${mistake}`;
	});
}

describe.each([
	['Deny', denying],
	['Allow', allowing],
] as const)('what one %s covers', (effect, places) => {
	describe.each(places.map((place) => [place.name, place.vendor, place] as const))(
		'in %s of %s',
		(_name, vendor, place) => {
			const of = purposesOf(vendor);
			test.each(parts.map((part, turn) => [part.name, part, turn] as const))(
				'decides about %s, action by action, and the rest stays as it was',
				(_part, part, turn) => {
					expectNoMistakes(
						spoken.flatMap((actions, index) => {
							// The purposes take turns: an action that one of them needs is the same for the other.
							const purpose = of[(turn + index) % of.length];
							return purpose === undefined ? [] : mistakesIn(place, purpose, effect, part, actions);
						}),
					);
				},
			);
		},
	);
});

describe.each(purposes.map((purpose) => [purpose.vendor, purpose.id, purpose] as const))(
	'one action of %s, %s',
	(vendor, _id, purpose) => {
		const needed = bucketChecks(purpose).flatMap((id) => purpose.needs[id] ?? []);
		const everyPart = parts.filter(({name}) => /^(?:everything|a folder)$/.test(name));
		test.each(needed.map(({action}) => action))('%s is denied alone, with its name', (action) => {
			expectNoMistakes(
				denying
					.filter((place) => place.vendor === vendor)
					.flatMap((place) =>
						everyPart.flatMap((part) => mistakesIn(place, purpose, 'Deny', part, {Action: action})),
					),
			);
		});

		test.each(needed.map(({action}) => action))('%s is missing alone, with its name', (action) => {
			const others = needed.map((one) => one.action).filter((one) => one !== action);
			const [whole] = parts;
			expectNoMistakes(
				allowing
					.filter((place) => place.vendor === vendor)
					.flatMap((place) =>
						whole === undefined ? [] : mistakesIn(place, purpose, 'Allow', whole, {Action: others}),
					),
			);
		});
	},
);

/** Whom a Deny of the bucket policy can be about, and whether the vendor is among them. */
const iconikRole = 'arn:aws:iam::283217727627:role/IconikS3AccessRole';
const deniedPrincipals: readonly (readonly [
	Principal,
	Readonly<Record<Purpose['vendor'], CheckStatus>>,
])[] = [
	['*', {'creative-force': 'fail', iconik: 'fail'}],
	[{AWS: '*'}, {'creative-force': 'fail', iconik: 'fail'}],
	[{AWS: ['444455556666', '*']}, {'creative-force': 'fail', iconik: 'fail'}],
	// An account means all of its users and roles.
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts
	[{AWS: customer}, {'creative-force': 'fail', iconik: 'pass'}],
	[{AWS: `arn:aws:iam::${customer}:root`}, {'creative-force': 'fail', iconik: 'pass'}],
	[{AWS: '283217727627'}, {'creative-force': 'pass', iconik: 'fail'}],
	[{AWS: 'arn:aws:iam::283217727627:root'}, {'creative-force': 'pass', iconik: 'fail'}],
	[{AWS: roleArn}, {'creative-force': 'fail', iconik: 'pass'}],
	[{AWS: iconikRole}, {'creative-force': 'pass', iconik: 'fail'}],
	[{AWS: [iconikRole, roleArn]}, {'creative-force': 'fail', iconik: 'fail'}],
	// The name of a session is the vendor's to choose.
	[
		{AWS: `arn:aws:sts::${customer}:assumed-role/CreativeForceAccess/someone`},
		{'creative-force': 'unknown', iconik: 'pass'},
	],
	[
		{AWS: 'arn:aws:sts::283217727627:assumed-role/IconikS3AccessRole/someone'},
		{'creative-force': 'pass', iconik: 'unknown'},
	],
	[{AWS: '444455556666'}, {'creative-force': 'pass', iconik: 'pass'}],
	[{AWS: `arn:aws:iam::${customer}:user/anna`}, {'creative-force': 'pass', iconik: 'pass'}],
	[{Service: 'cloudtrail.amazonaws.com'}, {'creative-force': 'pass', iconik: 'pass'}],
	[{Federated: 'cognito-identity.amazonaws.com'}, {'creative-force': 'pass', iconik: 'pass'}],
];

test.each(
	deniedPrincipals.flatMap(([principal, statuses]) =>
		purposes.map(
			(purpose) =>
				[
					JSON.stringify(principal),
					purpose.vendor,
					purpose.id,
					principal,
					statuses,
					purpose,
				] as const,
		),
	),
)(
	'a Deny for %s hits %s, %s, where it is among them',
	(_name, vendor, _id, principal, statuses, purpose) => {
		const connection = purpose.connection();
		const snapshot = withAdded(healthySnapshot(connection), 'bucket-policy', {
			Sid: 'Guard',
			Effect: 'Deny',
			Principal: principal,
			Action: 's3:*',
			Resource: everything,
		});
		const status = statuses[vendor];
		expectNoMistakes(
			bucketChecks(purpose).map((id) =>
				mistakeIn(snapshot, connection, id, {
					status,
					sid: status === 'pass' ? undefined : 'Guard',
				}),
			),
		);
	},
);

/** Resources as people write them in the role policy, and whether they mean the bucket and the objects in it. */
const resources: readonly (readonly [string | string[], {bucket: boolean; objects: boolean}])[] = [
	['*', {bucket: true, objects: true}],
	['arn:aws:s3:::*', {bucket: true, objects: true}],
	['arn:aws:s3:::acme-*', {bucket: true, objects: true}],
	[`${bucketArn}*`, {bucket: true, objects: true}],
	['arn:*:s3:::acme-assets*', {bucket: true, objects: true}],
	[['arn:aws:s3:::acme-asset?', `${bucketArn}/**`], {bucket: true, objects: true}],
	[bucketArn, {bucket: true, objects: false}],
	[`${bucketArn}/*`, {bucket: false, objects: true}],
	[`${bucketArn}/`, {bucket: false, objects: false}],
	['arn:aws::s3:::acme-assets*', {bucket: false, objects: false}],
	['arn:aws:s3:eu-central-1:111122223333:acme-assets*', {bucket: false, objects: false}],
	['arn:aws:s3:::Acme-Assets*', {bucket: false, objects: false}],
	['arn:aws-cn:s3:::acme-assets*', {bucket: false, objects: false}],
	['arn:aws:s3:::REPLACE_ME_BUCKET_NAME*', {bucket: false, objects: false}],
];

test.each(
	resources.flatMap(([resource, means]) =>
		purposesOf('creative-force').map(
			(purpose) => [String(resource), purpose.id, resource, means, purpose] as const,
		),
	),
)(
	'the resource %s in the role policy means what it says, for %s',
	(_name, _id, resource, means, purpose) => {
		const connection = purpose.connection();
		const snapshot = withStatements(byRoleAlone(connection), 'role-policy', (statement) =>
			statement.Sid === 'KMS' ? statement : {...statement, Resource: resource},
		);
		expectNoMistakes(
			bucketChecks(purpose).map((id) =>
				mistakeIn(snapshot, connection, id, {
					status: (id === 'access.list' ? means.bucket : means.objects) ? 'pass' : 'fail',
				}),
			),
		);
	},
);

/** Where the use of a key is allowed or denied, action by action. */
const keyPlaces: readonly {
	readonly name: string;
	readonly vendor: Purpose['vendor'];
	readonly denying: Place['account'];
	readonly allowing: Place['account'];
}[] = [
	{
		name: 'the key policy',
		vendor: 'creative-force',
		denying: (connection, statement) =>
			withAdded(healthySnapshot(connection), 'key-policy', {...statement, Principal: '*'}),
		allowing: (connection, statement) =>
			withDocument(
				withStatements(healthySnapshot(connection), 'role-policy', (one) =>
					one.Sid === 'KMS' ? undefined : one,
				),
				'key-policy',
				keyPolicyWith({...statement, Principal: {AWS: roleArn}}),
			),
	},
	{
		name: 'the key policy',
		vendor: 'iconik',
		denying: (connection, statement) =>
			withAdded(healthySnapshot(connection), 'key-policy', {...statement, Principal: '*'}),
		allowing: (connection, statement) =>
			withStatements(healthySnapshot(connection), 'key-policy', (one) =>
				one.Sid?.startsWith('Iconik')
					? {...statement, Principal: one.Principal ?? '*', Condition: one.Condition ?? {}}
					: one,
			),
	},
	{
		name: 'the role policy',
		vendor: 'creative-force',
		denying: (connection, statement) =>
			withAdded(healthySnapshot(connection), 'role-policy', statement),
		allowing: (connection, statement) =>
			withStatements(healthySnapshot(connection), 'role-policy', (one) =>
				one.Sid === 'KMS' ? statement : one,
			),
	},
	{
		name: 'the boundary',
		vendor: 'creative-force',
		denying: (connection, statement) =>
			withBoundary(healthySnapshot(connection), {
				Version: '2012-10-17',
				Statement: [limit, statement],
			}),
		allowing: (connection, statement) =>
			withBoundary(healthySnapshot(connection), {
				Version: '2012-10-17',
				Statement: [{...limit, Action: 's3:*'}, statement],
			}),
	},
];

const spokenOfKey: readonly Actions[] = [
	{Action: 'kms:*'},
	{Action: 'kms:Decrypt'},
	{Action: 'kms:GenerateDataKey*'},
	{Action: 'kms:Encrypt'},
	{Action: ['kms:Decrypt', 'kms:GenerateDataKey']},
	{Action: ['kms:decrypt', 'KMS:Generate*', 'kms:En?rypt']},
	{Action: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant']},
	{NotAction: ['kms:Decrypt', 'kms:Describe*']},
	{NotAction: ['kms:GenerateDataKey', 'kms:Encrypt']},
];

test.each(
	keyPlaces.flatMap((place) =>
		purposesOf(place.vendor).map(
			(purpose) => [place.name, purpose.vendor, purpose.id, place, purpose] as const,
		),
	),
)(
	'the use of the key is denied or missing in %s of %s, %s, action by action',
	(_name, _vendor, _id, place, purpose) => {
		const connection = purpose.connection();
		expectNoMistakes(
			spokenOfKey.flatMap((actions) =>
				(['Deny', 'Allow'] as const).map((effect) => {
					const statement = {Sid: 'Guard', Effect: effect, ...actions, Resource: '*'} as Statement;
					const snapshot = place[effect === 'Deny' ? 'denying' : 'allowing'](connection, statement);
					const refused = (purpose.needs['access.kms'] ?? []).filter(
						({action}) => isSpokenOf(actions, action) === (effect === 'Deny'),
					);
					const required = refused.filter(({isRequired}) => isRequired);
					const status = required.length > 0 ? 'fail' : refused.length > 0 ? 'warn' : 'pass';
					const mistake = mistakeIn(snapshot, connection, 'access.kms', {
						status,
						...(status === 'fail' && {
							code: effect === 'Deny' ? '^denied$' : '^not-allowed$',
							actions: required.map(({action}) => action),
						}),
						...(status === 'warn' && {
							code: 'optional-action-missing',
							says: /also allows kms:Encrypt/,
						}),
						sid: status === 'fail' && effect === 'Deny' ? 'Guard' : undefined,
					});
					return mistake && `${effect} ${JSON.stringify(actions)}: ${mistake}`;
				}),
			),
		);
	},
);

test.each(purposesOf('creative-force').map((purpose) => [purpose.id, purpose] as const))(
	'a key whose account has no use of it gives none to the role, for %s',
	(_id, purpose) => {
		const connection = purpose.connection();
		const closed = withDocument(healthySnapshot(connection), 'key-policy', keyPolicyWith());
		const left = withDocument(
			healthySnapshot(connection),
			'key-policy',
			defaultKeyPolicy(customer),
		);
		expectNoMistakes([
			...(['access.kms', 'key.policy'] as const).flatMap((id) => [
				mistakeIn(closed, connection, id, {status: 'fail', code: '^not-allowed$'}),
				mistakeIn(left, connection, id, {status: 'pass'}),
			]),
		]);
	},
);

test.each(purposesOf('iconik').map((purpose) => [purpose.id, purpose] as const))(
	'a key that leaves all to its own account gives nothing to iconik, for %s',
	(_id, purpose) => {
		const connection = purpose.connection();
		const snapshot = withDocument(
			healthySnapshot(connection),
			'key-policy',
			defaultKeyPolicy(customer),
		);
		expectNoMistakes(
			(['access.kms', 'key.policy'] as const).map((id) =>
				mistakeIn(snapshot, connection, id, {status: 'fail', code: '^not-allowed$'}),
			),
		);
	},
);
