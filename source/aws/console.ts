import {UserError} from '../errors.ts';
import {queueAddress} from './addresses.ts';
import {keyParts, queueInArn} from './arn.ts';
import type {DocumentId} from './documents.ts';

/** What the pages of the console are about. */
type Named = {
	readonly bucket: string;
	readonly region: string;
	readonly roleName?: string;
	readonly kmsKeyArn?: string;
	readonly queueArn?: string;
};

const iam = 'https://console.aws.amazon.com/iam/home#/roles';

/**
 * Addresses of the AWS console. AWS documents none of them and they do not pin the account, so they go beside the click
 * path and the account, never alone. `role`, `trust` and `key` throw a UserError where the connection has none.
 */
export const consoleUrls = {
	/** The bucket's Permissions tab. */
	bucket: ({bucket, region}: Named): string =>
		`${regional(region)}/s3/buckets/${encodeURIComponent(bucket)}?region=${region}&bucketType=general&tab=permissions`,
	/** The editor of the bucket policy. */
	bucketPolicy: ({bucket, region}: Named): string =>
		`${regional(region)}/s3/bucket/${encodeURIComponent(bucket)}/property/policy/edit?region=${region}`,
	/** The bucket's Properties tab, where the default encryption stands. */
	encryption: ({bucket, region}: Named): string =>
		`${regional(region)}/s3/buckets/${encodeURIComponent(bucket)}?region=${region}&bucketType=general&tab=properties`,
	/** The bucket's Properties tab, where the event notifications stand. */
	notification: ({bucket, region}: Named): string =>
		`${regional(region)}/s3/buckets/${encodeURIComponent(bucket)}?region=${region}&bucketType=general&tab=properties`,
	/** The editor of the bucket's CORS configuration. */
	cors: ({bucket, region}: Named): string =>
		`${regional(region)}/s3/bucket/${encodeURIComponent(bucket)}/property/cors/edit?region=${region}`,
	/** The queue, in the region that its ARN names. */
	queue: (connection: Named): string => {
		const queue = queueOf(connection);
		return `${regional(queue.region)}/sqs/v3/home?region=${queue.region}#/queues/${encodeURIComponent(queueAddress(queue))}`;
	},
	/** The role's Permissions tab. */
	role: (connection: Named): string =>
		`${iam}/details/${encodeURIComponent(roleNameOf(connection))}?section=permissions`,
	/** The role's Trust relationships tab. */
	trust: (connection: Named): string =>
		`${iam}/details/${encodeURIComponent(roleNameOf(connection))}?section=trust_relationships`,
	/** The key, in the region that its ARN names. */
	key: (connection: Named): string => {
		const {region, keyId} = keyOf(connection);
		return `${regional(region)}/kms/home?region=${region}#/kms/keys/${keyId}`;
	},
} as const;

/** The way to that form in words. */
export const createRolePath = 'IAM > Roles > Create role > AWS account > Another AWS account';

/**
 * The console's form for creating the role, with the vendor's account filled in, and the external ID where there is one.
 * The form trusts the vendor's whole account; the trust policy narrows it afterwards.
 */
export function createRoleUrl(vendorAccount: string, externalId: string | undefined): string {
	const asked =
		externalId === undefined
			? ''
			: `&isThirdParty=true&externalId=${encodeURIComponent(externalId)}`;
	return `${iam}/create?step=selectEntities&trustedEntityType=AWS_ACCOUNT&awsAccount=${vendorAccount}${asked}`;
}

/** Where a document goes: what it is attached to, the way there in words and as an address. */
export type DocumentPlace = {
	readonly attachTo: string;
	readonly consolePath: string;
	readonly consoleUrl: string;
};

/**
 * The way to set how a bucket encrypts, up to the last button.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key-ex.html
 */
export function encryptionPath(bucket: string): string {
	return `S3 > ${bucket} > Properties > Default encryption > Edit > Encryption type > Save changes`;
}

/**
 * The way to make a key that S3 can use, up to the last button. What the pages between ask for can stay as it is.
 * https://docs.aws.amazon.com/kms/latest/developerguide/create-symmetric-cmk.html
 */
export function createKeyPath(region: string): string {
	return `KMS (in ${region}) > Customer managed keys > Create key > Symmetric, Encrypt and decrypt > Next, type an alias, Next until Finish`;
}

/**
 * The way to an inline policy that a role has already, up to the last button.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-edit.html
 */
export function inlinePolicyPath(roleName: string, policyName: string): string {
	return `IAM > Roles > ${roleName} > Permissions > ${policyName} > Edit > JSON. Replace what is there, Next, Save changes.`;
}

/** What an inline policy for a vendor is called where nobody says otherwise; `vendorId` is the profile's. */
export function newPolicyName(vendorId: string): string {
	return `${vendorId.replaceAll(/[^\w+=,.@-]/g, '-').slice(0, 100)}-access`;
}

/** What the way to a document hangs on. */
export type PlacedFor = {
	/** Id of the vendor's profile. */
	readonly vendorId: string;
	/** Whether the role may be there for something else already, so that others have statements in its trust policy. */
	readonly isSharedRole: boolean;
	/** Whether the document has all that is there in it, so that it takes the place of that. */
	readonly isWhole?: boolean;
};

/** What to do in the editor of a trust policy. */
function trustEdit({isSharedRole, isWhole = false}: PlacedFor): string {
	return !isSharedRole
		? 'Replace what is there'
		: isWhole
			? 'Paste, in place of the whole policy'
			: 'Add the statement to those that are there';
}

/**
 * Where one of the connection's documents goes, up to the last button; UserError where the connection has no such thing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_manage-attach-detach.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying.html
 */
export function documentPlace(id: DocumentId, connection: Named, placed: PlacedFor): DocumentPlace {
	switch (id) {
		case 'role-policy': {
			const name = roleNameOf(connection);
			return {
				attachTo: `role ${name}`,
				consolePath: `IAM > Roles > ${name} > Permissions > Add permissions > Create inline policy > JSON. Replace what is there, Next. Policy name: ${newPolicyName(placed.vendorId)}, Create policy.`,
				consoleUrl: consoleUrls.role(connection),
			};
		}

		case 'trust-policy': {
			const name = roleNameOf(connection);
			return {
				attachTo: `role ${name}`,
				consolePath: `IAM > Roles > ${name} > Trust relationships > Edit trust policy. ${trustEdit(placed)}, Update policy.`,
				consoleUrl: consoleUrls.trust(connection),
			};
		}

		case 'bucket-policy':
			return {
				attachTo: `bucket ${connection.bucket}`,
				consolePath: `S3 > General purpose buckets > ${connection.bucket} > Permissions > Bucket policy > Edit. Paste, Save changes.`,
				consoleUrl: consoleUrls.bucketPolicy(connection),
			};
		// https://docs.aws.amazon.com/AmazonS3/latest/userguide/enabling-cors-examples.html
		case 'bucket-cors':
			return {
				attachTo: `bucket ${connection.bucket}`,
				consolePath: `S3 > General purpose buckets > ${connection.bucket} > Permissions > Cross-origin resource sharing (CORS) > Edit. Paste, Save changes.`,
				consoleUrl: consoleUrls.cors(connection),
			};
		// The console has a form and takes no text: https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-event-notifications.html
		case 'bucket-notification':
			return {
				attachTo: `bucket ${connection.bucket}`,
				consolePath: `S3 > General purpose buckets > ${connection.bucket} > Properties > Event notifications > Create event notification (a form). AWS CLI: aws s3api put-bucket-notification-configuration, which replaces all that is there.`,
				consoleUrl: consoleUrls.notification(connection),
			};
		// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-add-permissions.html
		case 'queue-policy': {
			const {region, name} = queueOf(connection);
			return {
				attachTo: `queue ${name}`,
				consolePath: `SQS (in ${region}) > Queues > ${name} > Edit > Access policy > Advanced. Paste, Save.`,
				consoleUrl: consoleUrls.queue(connection),
			};
		}

		case 'key-policy': {
			const {region, keyId} = keyOf(connection);
			return {
				attachTo: `key ${keyId}`,
				consolePath: `KMS (in ${region}) > Customer managed keys > ${keyId} > Key policy > Switch to policy view > Edit. Paste, Save changes.`,
				consoleUrl: consoleUrls.key(connection),
			};
		}
	}
}

function regional(region: string): string {
	return `https://${region}.console.aws.amazon.com`;
}

function roleNameOf({roleName}: Named): string {
	if (roleName === undefined) {
		throw new UserError('This connection has no role: the vendor uses its own role.');
	}

	return roleName;
}

function queueOf({queueArn = ''}: Named) {
	const queue = queueInArn(queueArn);
	if (queue === undefined) {
		throw new UserError('This connection has no queue.');
	}

	return queue;
}

function keyOf({kmsKeyArn}: Named) {
	if (kmsKeyArn === undefined) {
		throw new UserError('This connection has no KMS key.');
	}

	return keyParts(kmsKeyArn);
}
