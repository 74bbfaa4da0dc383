import {hasQueue, lookingActions} from '../account/index.ts';
import {accountInArn, bucketArn} from '../aws/index.ts';
import {noExtras, type RoleExtras, type StatedConnection} from '../connection/index.ts';
import {roleArn} from '../documents/index.ts';
import type {PolicyDocument, Statement} from '../policy/index.ts';
import {applies, type VendorProfile, type When} from '../vendors/index.ts';

/** What a person wants to do with a connection. */
export type PermissionPurpose = 'verify' | 'apply' | 'undo';

/** A refused action, with the statement that would allow it. */
export type RefusedAction = {
	readonly action: string;
	readonly sid: string;
	/** 0-based place of the statement. */
	readonly index: number;
};

type Actions = Readonly<Record<PermissionPurpose, readonly string[]>>;

const bucketChanges = ['s3:PutEncryptionConfiguration', 's3:PutBucketPolicy'] as const;
const roleChanges = ['iam:UpdateAssumeRolePolicy', 'iam:PutRolePolicy'] as const;

/** What each purpose adds to looking. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
const changes: Readonly<Record<'bucket' | 'role' | 'key', Actions>> = {
	bucket: {
		verify: [],
		apply: ['s3:CreateBucket', ...bucketChanges],
		undo: [...bucketChanges, 's3:DeleteBucketPolicy'],
	},
	role: {
		verify: [],
		apply: ['iam:CreateRole', ...roleChanges],
		undo: [...roleChanges, 'iam:DeleteRolePolicy', 'iam:DeleteRole'],
	},
	key: {verify: [], apply: ['kms:PutKeyPolicy'], undo: ['kms:PutKeyPolicy']},
};

/**
 * The IAM policy that a person needs for one connection and nothing else, and for each of the refused actions the
 * statement of it that would allow the action; an action that no policy of this account can give is left out there. The
 * policy of a key can be read and changed in the key's own account only. A role that is made with tags needs one
 * permission more. Who one is (sts:GetCallerIdentity) may always be
 * asked.
 */
export function permissionsFor(
	connection: StatedConnection,
	profile: VendorProfile,
	purpose: PermissionPurpose,
	refused: readonly string[] = [],
	extras: RoleExtras = noExtras,
): {readonly document: PolicyDocument; readonly refused: readonly RefusedAction[]} {
	const statements = statementsFor(connection, profile, purpose, extras);
	return {
		document: {Version: '2012-10-17', Statement: statements},
		refused: [...new Set(refused)].flatMap((action) => {
			const index = statements.findIndex(({Action}) =>
				[Action].flat().some((own) => own?.toLowerCase() === action.toLowerCase()),
			);
			const sid = statements[index]?.Sid;
			return sid === undefined ? [] : [{action, sid, index}];
		}),
	};
}

function statementsFor(
	connection: StatedConnection,
	profile: VendorProfile,
	purpose: PermissionPurpose,
	{tags}: RoleExtras,
): Statement[] {
	const {accountId, kmsKeyArn} = connection;
	const {access} = profile;
	const statements = [
		allow('LookAtBucket', lookingActions('bucket'), bucketArn(connection)),
		allow('LookAtAccount', lookingActions('account'), '*'),
		allow(
			'ChangeBucket',
			[...changes.bucket[purpose], ...settingsChanges(connection, profile, purpose)],
			bucketArn(connection),
		),
	];
	if (access === 'customer-role') {
		statements.push(
			allow('LookAtRole', lookingActions('role'), roleArn(connection)),
			allow('LookAtManagedPolicies', lookingActions('managed-policy'), [
				`arn:aws:iam::${accountId}:policy/*`,
				'arn:aws:iam::aws:policy/*',
			]),
			allow(
				'ChangeRole',
				[
					...changes.role[purpose],
					// Who makes a role with tags needs it too; a boundary needs nothing more than iam:CreateRole.
					// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags_roles.html
					...(purpose === 'apply' && tags.length > 0 ? ['iam:TagRole'] : []),
				],
				roleArn(connection),
			),
		);
	}

	if (kmsKeyArn !== undefined) {
		const isOwn = accountInArn(kmsKeyArn) === accountId;
		statements.push(
			allow(
				'LookAtKey',
				[...lookingActions('key'), ...(isOwn ? lookingActions('own-key') : [])],
				kmsKeyArn,
			),
			allow('ChangeKey', isOwn ? changes.key[purpose] : [], kmsKeyArn),
		);
	}

	const {queueArn} = connection;
	if (queueArn !== undefined && hasQueue(connection, profile)) {
		const isChanged = purpose !== 'verify' && asksFor('queue-policy', connection, profile);
		statements.push(
			allow('LookAtQueue', lookingActions('queue'), queueArn),
			allow('ChangeQueue', isChanged ? ['sqs:SetQueueAttributes'] : [], queueArn),
		);
	}

	return statements.filter(({Action}) => [Action].flat().length > 0);
}

/** Whether the vendor asks for a document by this connection. */
function asksFor(
	id: string,
	{purpose, encryption}: StatedConnection,
	{documents}: VendorProfile,
): boolean {
	return documents.some(
		(document: {readonly id: string; readonly when?: When}) =>
			document.id === id && applies(document.when, {purpose, encryption}),
	);
}

/** To take them away takes the same permission. https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html */
const settingsActions = [
	['bucket-cors', 's3:PutBucketCORS'],
	['bucket-notification', 's3:PutBucketNotification'],
] as const;

function settingsChanges(
	connection: StatedConnection,
	profile: VendorProfile,
	purpose: PermissionPurpose,
): string[] {
	return purpose === 'verify'
		? []
		: settingsActions
				.filter(([id]) => asksFor(id, connection, profile))
				.map(([, action]) => action);
}

function allow(
	Sid: string,
	Action: readonly string[],
	Resource: string | readonly string[],
): Statement {
	return {Sid, Effect: 'Allow', Action, Resource};
}
