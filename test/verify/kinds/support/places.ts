import type {Snapshot} from '../../../../source/account/index.ts';
import type {Connection} from '../../../../source/connection/index.ts';
import {
	type ConditionBlock,
	listOf,
	type PolicyDocument,
	type Statement,
} from '../../../../source/policy/index.ts';
import type {CheckId} from '../../../../source/verify/index.ts';
import {
	absent,
	defaultKeyPolicy,
	healthySnapshot,
	withAdded,
	withBoundary,
	withBucket,
	withDocument,
	withStatements,
} from '../../../support/snapshots.ts';
import {customer} from './facts.ts';
import type {Purpose} from './purposes.ts';

/** What a condition does where it stands: it narrows a Deny, or the Allow that the vendor lives by. */
export type Effect = 'Deny' | 'Allow';

/** A document in which a condition can stand, and the checks that it then decides. */
export type Place = {
	readonly name: string;
	readonly vendor: Purpose['vendor'];
	readonly service: 's3' | 'kms' | 'sts';
	/** Checks that it decides besides that of the needed actions. */
	readonly also?: readonly CheckId[];
	/** The account with the condition in this place; a Deny has the Sid Guard. */
	readonly account: (connection: Connection, effect: Effect, condition: ConditionBlock) => Snapshot;
};

export const bucketArn = 'arn:aws:s3:::acme-assets';
export const everything = [bucketArn, `${bucketArn}/*`];
export const roleArn = `arn:aws:iam::${customer}:role/CreativeForceAccess`;

const guard = (service: string, condition: ConditionBlock): Statement => ({
	Sid: 'Guard',
	Effect: 'Deny',
	Action: `${service}:*`,
	Resource: '*',
	Condition: condition,
});
const guardOfBucket = (condition: ConditionBlock): Statement => ({
	...guard('s3', condition),
	Principal: '*',
	Resource: everything,
});
const guardOfKey = (condition: ConditionBlock): Statement => ({
	...guard('kms', condition),
	Principal: '*',
});

/** The statement with one condition more. */
export function narrowed(statement: Statement, condition: ConditionBlock): Statement {
	const merged: Record<string, ConditionBlock[string]> = {...statement.Condition};
	for (const [operator, keys] of Object.entries(condition)) {
		merged[operator] = {...merged[operator], ...keys};
	}

	return {...statement, Condition: merged};
}

const speaksOf = (service: string) => (statement: Statement) =>
	listOf(statement.Action).some((action) => action.startsWith(`${service}:`));
const narrowing =
	(isMeant: (statement: Statement) => boolean, condition: ConditionBlock) =>
	(statement: Statement) =>
		isMeant(statement) ? narrowed(statement, condition) : statement;
const isIconiks = ({Sid}: Statement) => Sid?.startsWith('Iconik') === true;

/** The account of Creative Force's customer without a bucket policy, so that the role's own policies decide. */
export function byRoleAlone(connection: Connection): Snapshot {
	return withBucket(healthySnapshot(connection), {policy: absent('NoSuchBucketPolicy')});
}

/** The account where the role's own policies say nothing of S3, and the bucket policy allows the role everything. */
function byBucketAlone(connection: Connection, condition: ConditionBlock): Snapshot {
	const isOfBucket = speaksOf('s3');
	return withDocument(
		withStatements(healthySnapshot(connection), 'role-policy', (statement) =>
			isOfBucket(statement) ? undefined : statement,
		),
		'bucket-policy',
		{
			Version: '2012-10-17',
			Statement: narrowed(
				{
					Sid: 'Role',
					Effect: 'Allow',
					Principal: {AWS: roleArn},
					Action: 's3:*',
					Resource: everything,
				},
				condition,
			),
		},
	);
}

/** The key whose account has the administration alone, and whose users have a statement of their own. */
export function keyPolicyWith(...statements: readonly Statement[]): PolicyDocument {
	return {
		Version: '2012-10-17',
		Statement: [
			{
				Sid: 'Administration',
				Effect: 'Allow',
				Principal: {AWS: `arn:aws:iam::${customer}:root`},
				Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', 'kms:Put*', 'kms:ScheduleKeyDeletion'],
				Resource: '*',
			},
			...statements,
		],
	};
}

const boundaryWith = (...statements: readonly Statement[]): PolicyDocument => ({
	Version: '2012-10-17',
	Statement: statements,
});
const allowing = (action: string): Statement => ({
	Sid: 'Limit',
	Effect: 'Allow',
	Action: action,
	Resource: '*',
});

function limited(service: 's3' | 'kms'): Place['account'] {
	const other = service === 's3' ? 'kms' : 's3';
	return (connection, effect, condition) =>
		withBoundary(
			byRoleAlone(connection),
			effect === 'Deny'
				? boundaryWith(allowing('*'), guard(service, condition))
				: boundaryWith(allowing(`${other}:*`), narrowed(allowing(`${service}:*`), condition)),
		);
}

function ownPolicy(service: 's3' | 'kms'): Place['account'] {
	return (connection, effect, condition) =>
		effect === 'Deny'
			? withAdded(healthySnapshot(connection), 'role-policy', guard(service, condition))
			: withStatements(
					byRoleAlone(connection),
					'role-policy',
					narrowing(speaksOf(service), condition),
				);
}

/** Every document in which a condition can stand, for each service that it can be about. */
export const places: readonly Place[] = [
	{
		name: 'the bucket policy',
		vendor: 'creative-force',
		service: 's3',
		account: (connection, effect, condition) =>
			effect === 'Deny'
				? withAdded(healthySnapshot(connection), 'bucket-policy', guardOfBucket(condition))
				: byBucketAlone(connection, condition),
	},
	{
		name: 'the bucket policy',
		vendor: 'iconik',
		service: 's3',
		account: (connection, effect, condition) =>
			effect === 'Deny'
				? withAdded(healthySnapshot(connection), 'bucket-policy', guardOfBucket(condition))
				: withStatements(
						healthySnapshot(connection),
						'bucket-policy',
						narrowing(isIconiks, condition),
					),
	},
	{name: 'the role policy', vendor: 'creative-force', service: 's3', account: ownPolicy('s3')},
	{
		name: 'the boundary',
		vendor: 'creative-force',
		service: 's3',
		also: ['role.boundary'],
		account: limited('s3'),
	},
	{
		name: 'the key policy',
		vendor: 'creative-force',
		service: 'kms',
		also: ['key.policy'],
		account: (connection, effect, condition) =>
			withDocument(
				healthySnapshot(connection),
				'key-policy',
				effect === 'Deny'
					? {
							...defaultKeyPolicy(customer),
							Statement: [...listOf(defaultKeyPolicy(customer).Statement), guardOfKey(condition)],
						}
					: keyPolicyWith(
							narrowed(
								{
									Sid: 'Role',
									Effect: 'Allow',
									Principal: {AWS: roleArn},
									Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
									Resource: '*',
								},
								condition,
							),
						),
			),
	},
	{
		name: 'the key policy',
		vendor: 'iconik',
		service: 'kms',
		also: ['key.policy'],
		account: (connection, effect, condition) =>
			effect === 'Deny'
				? withAdded(healthySnapshot(connection), 'key-policy', guardOfKey(condition))
				: withStatements(
						healthySnapshot(connection),
						'key-policy',
						narrowing(isIconiks, condition),
					),
	},
	{name: 'the role policy', vendor: 'creative-force', service: 'kms', account: ownPolicy('kms')},
	{
		name: 'the boundary',
		vendor: 'creative-force',
		service: 'kms',
		also: ['role.boundary'],
		account: limited('kms'),
	},
	{
		name: 'the trust policy',
		vendor: 'creative-force',
		service: 'sts',
		also: ['trust.principal'],
		account: (connection, effect, condition) => {
			const healthy = healthySnapshot(connection);
			return effect === 'Deny'
				? withAdded(healthy, 'trust-policy', {
						Sid: 'Guard',
						Effect: 'Deny',
						Principal: '*',
						Action: 'sts:AssumeRole',
						Condition: condition,
					})
				: withStatements(healthy, 'trust-policy', (statement) => narrowed(statement, condition));
		},
	},
];
