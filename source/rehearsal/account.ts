import {
	absent,
	bucketNotification,
	corsRules,
	encryptionRuleOf,
	found,
	newBucket,
	type PracticeHolding,
	type Snapshot,
	shownBy,
} from '../account/index.ts';
import {accountRootArn, keyParts, type PolicyId} from '../aws/index.ts';
import type {CorsRule, NotificationConfiguration} from '../bucket-settings/index.ts';
import {
	type Connection,
	checkConnection,
	fieldExample,
	fieldsOf,
	inSomeAccount,
} from '../connection/index.ts';
import {buildDocuments, policiesIn, roleArn} from '../documents/index.ts';
import type {PolicyDocument, Statement} from '../policy/index.ts';
import type {VendorProfile} from '../vendors/index.ts';

/** The policies that an account holds for a connection, by their ids. */
export type HeldDocuments = ReadonlyMap<PolicyId, PolicyDocument>;

/** The settings that its bucket has for the vendor; none where the article has none. */
export type HeldSettings = {
	readonly cors?: readonly CorsRule[];
	readonly notification?: NotificationConfiguration;
};

/** What differs in an account from what a vendor's article has. */
export type Differences = {
	readonly documents?: HeldDocuments;
	readonly settings?: HeldSettings;
	readonly region?: string;
	readonly algorithm?: string;
	readonly keyState?: string;
	readonly without?: 'role' | 'bucket';
};

/** A connection with the examples of its fields, for one way to use the vendor. UserError where they do not fit together. */
export function exampleConnection(
	profile: VendorProfile,
	{purpose, encryption}: Pick<Connection, 'purpose' | 'encryption'>,
): Connection {
	const raw: Record<string, unknown> = {version: 1, vendor: profile.id, purpose, encryption};
	for (const {name} of fieldsOf(profile)) {
		const example = name in raw ? undefined : fieldExample(name, {profile, ...raw});
		if (example !== undefined) {
			raw[name] = example;
		}
	}

	return inSomeAccount(checkConnection(raw, profile).connection);
}

/** The statement by which a new key lets its account decide by IAM. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
function ownStatement(keyArn: string): Statement {
	return {
		Sid: 'Enable IAM User Permissions',
		Effect: 'Allow',
		Principal: {AWS: accountRootArn(keyParts(keyArn).accountId)},
		Action: 'kms:*',
		Resource: '*',
	};
}

/** The documents of the article, each as it is in an account where somebody followed it. */
export function documentsHeld(connection: Connection, profile: VendorProfile): HeldDocuments {
	return new Map(
		policiesIn(buildDocuments(connection, profile)).map(({id, document, forMerge}) => [
			id,
			id === 'key-policy' && connection.kmsKeyArn !== undefined
				? {
						...document,
						Statement: [ownStatement(connection.kmsKeyArn), ...forMerge.statements],
					}
				: document,
		]),
	);
}

/** The settings of the article, each as it is in an account where somebody followed it. */
export function settingsHeld(connection: Connection, profile: VendorProfile): HeldSettings {
	const documents = buildDocuments(connection, profile);
	const cors = documents.find((document) => document.id === 'bucket-cors')?.document;
	const notification = documents.find(
		(document) => document.id === 'bucket-notification',
	)?.document;
	return {
		...(cors !== undefined && {cors}),
		...(notification !== undefined && {notification}),
	};
}

/** Long ago, so that nothing was made this minute. */
const made = '2025-06-01T12:00:00.000Z';
const now = new Date('2026-01-15T09:30:00.000Z');

/** The account in which all is as the article has it, but for these differences. */
export function accountOf(
	connection: Connection,
	profile: VendorProfile,
	{
		documents = documentsHeld(connection, profile),
		settings = settingsHeld(connection, profile),
		region = connection.region,
		algorithm,
		keyState = 'Enabled',
		without,
	}: Differences = {},
): Snapshot {
	const textOf = (id: PolicyId) => {
		const document = documents.get(id);
		return document === undefined ? undefined : JSON.stringify(document);
	};
	const bucketPolicy = textOf('bucket-policy');
	const rolePolicy = textOf('role-policy');
	const queuePolicy = textOf('queue-policy');
	const {kmsKeyArn} = connection;
	const rule = encryptionRuleOf(connection);
	const hasRole = profile.access === 'customer-role' && without !== 'role';
	const held: PracticeHolding = {
		accountId: connection.accountId,
		...(without !== 'bucket' && {
			bucket: {
				...newBucket(region),
				encryption: [algorithm === undefined ? rule : {algorithm}],
				...(bucketPolicy !== undefined && {policy: bucketPolicy}),
			},
		}),
		...(hasRole && {
			role: {
				arn: roleArn(connection),
				trustPolicy: textOf('trust-policy') ?? '{"Version":"2012-10-17","Statement":[]}',
				createdAt: made,
				policies: new Map(rolePolicy === undefined ? [] : [['VendorAccess', rolePolicy]]),
			},
		}),
		...(connection.queueArn !== undefined && {
			queue: queuePolicy === undefined ? {} : {policy: queuePolicy},
		}),
		...(kmsKeyArn !== undefined && {
			key: {
				arn: kmsKeyArn,
				state: keyState,
				policy:
					textOf('key-policy') ??
					JSON.stringify({Version: '2012-10-17', Statement: [ownStatement(kmsKeyArn)]}),
			},
		}),
	};
	const snapshot = shownBy(held, connection, profile, now);
	const {cors, notification = {}} = settings;
	return without === 'bucket'
		? snapshot
		: {
				...snapshot,
				bucket: {
					...snapshot.bucket,
					cors: cors === undefined ? absent('NoSuchCORSConfiguration') : found(corsRules(cors)),
					notification: found(bucketNotification(notification)),
				},
			};
}
