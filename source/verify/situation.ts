import {corsForm, type Looked, notificationForm, type Snapshot} from '../account/index.ts';
import {
	accountOf,
	bucketArn,
	type DocumentId,
	documentNames,
	type PolicyId,
	type SettingId,
} from '../aws/index.ts';
import type {CorsRule, NotificationConfiguration} from '../bucket-settings/index.ts';
import {
	type Connection,
	folderOf,
	narrowerPrincipals,
	type Principals,
	type StatedConnection,
	vendorPrincipals,
} from '../connection/index.ts';
import {roleArn} from '../documents/index.ts';
import {type Problem, UserError} from '../errors.ts';
import {type NamedPolicy, type PolicyDocument, readPolicy} from '../policy/index.ts';
import {
	type ActionNeed,
	actionNeeds,
	type Need,
	needsOf,
	type VendorProfile,
} from '../vendors/index.ts';

/** A look that showed nothing. */
export type FailedLook = Exclude<Looked<unknown>, {status: 'found' | 'absent'}>;

/** Something that could not be seen, or not be understood, and why. */
export type Unseen = {
	/** The policy that it is, where it is one. */
	readonly document?: DocumentId | 'boundary';
	/** Name of the policy, where a role has several. */
	readonly policy?: string;
	readonly why:
		| FailedLook
		/** Nothing was said of it either way. */
		| {readonly status: 'untold'}
		/** It is no such policy. */
		| {readonly status: 'unreadable'; readonly message: string; readonly problem?: Problem};
};

/** Why a look showed nothing; `untold` where it was answered, and the answer does not say it. */
export function unseenLook(looked: Looked<unknown>): Unseen {
	return {
		why: looked.status === 'found' || looked.status === 'absent' ? {status: 'untold'} : looked,
	};
}

/** A policy as far as it could be seen. */
export type SeenPolicy =
	| {readonly state: 'there'; readonly text: string; readonly document: PolicyDocument}
	/** There is none. */
	| {readonly state: 'none'}
	| {readonly state: 'unseen'; readonly unseen: Unseen};

/** A setting of the bucket as far as it could be seen. */
export type SeenSetting<Value> =
	| {readonly state: 'there'; readonly value: Value}
	/** There is none. */
	| {readonly state: 'none'}
	| {readonly state: 'unseen'; readonly unseen: Unseen};

/** The role's own policies, inline and managed together. */
export type SeenRolePolicies =
	| {
			readonly state: 'there';
			readonly policies: readonly NamedPolicy[];
			readonly texts: readonly string[];
	  }
	| {readonly state: 'none'}
	| {readonly state: 'unseen'; readonly unseen: Unseen};

/** The policies of one resource that say what the vendor may do with it, and so are merged with what is there. */
export type ResourceDocument = Extract<DocumentId, 'trust-policy' | 'bucket-policy' | 'key-policy'>;

/** Everything that a check may look at. */
export type Situation = About & {
	readonly connection: Connection;
	readonly snapshot: Snapshot;
	/** What the vendor has to be able to do. */
	readonly needs: readonly Need[];
	/** The actions by which it does so, those on a key also where there is none. */
	readonly actions: readonly ActionNeed[];
	/** The account that the key belongs to; undefined without a key. */
	readonly keyAccountId: string | undefined;
	readonly trustPolicy: SeenPolicy;
	readonly rolePolicies: SeenRolePolicies;
	readonly boundary: SeenPolicy;
	readonly bucketPolicy: SeenPolicy;
	readonly keyPolicy: SeenPolicy;
	/** The policy of the customer's queue that gets the events of the bucket. */
	readonly queuePolicy: SeenPolicy;
	/** The rules by which browsers use the bucket from other sites. */
	readonly cors: SeenSetting<readonly CorsRule[]>;
	/** Whom the bucket tells of what happens in it. */
	readonly notification: SeenSetting<NotificationConfiguration>;
	/** Whether only statuses are wanted, since a correction is tried: then none is worked out. */
	readonly isTrial?: boolean;
};

/** A policy text as far as it can be understood. */
function seePolicy(
	looked: Looked<string>,
	kind: PolicyId,
	named: Pick<Unseen, 'document' | 'policy'> = {document: kind},
): SeenPolicy {
	if (looked.status === 'absent') {
		return {state: 'none'};
	}

	if (looked.status !== 'found') {
		return {state: 'unseen', unseen: {...named, why: looked}};
	}

	try {
		// The text stays byte for byte: what was there before a change is compared with it.
		return {
			state: 'there',
			text: looked.value,
			document: readPolicy(looked.value, kind, documentNames[kind]).document,
		};
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}

		const {
			message,
			problems: [problem],
		} = error;
		return {
			state: 'unseen',
			unseen: {
				...named,
				why: {status: 'unreadable', message, ...(problem !== undefined && {problem})},
			},
		};
	}
}

function seeSetting<Given, Value>(
	looked: Looked<Given>,
	document: SettingId,
	read: (given: Given) => Value,
): SeenSetting<Value> {
	if (looked.status === 'absent') {
		return {state: 'none'};
	}

	return looked.status === 'found'
		? {state: 'there', value: read(looked.value)}
		: {state: 'unseen', unseen: {document, why: looked}};
}

function seeRolePolicies(snapshot: Snapshot): SeenRolePolicies {
	const {policies} = snapshot.role;
	if (policies.status === 'absent') {
		return {state: 'none'};
	}

	if (policies.status !== 'found') {
		return {state: 'unseen', unseen: {document: 'role-policy', why: policies}};
	}

	const named: NamedPolicy[] = [];
	const texts: string[] = [];
	for (const policy of policies.value) {
		const seen = seePolicy(policy.text, 'role-policy', {
			document: 'role-policy',
			policy: policy.name,
		});
		if (seen.state === 'unseen') {
			// One that cannot be read could allow or deny anything: nothing certain can be said of the whole.
			return seen;
		}

		if (seen.state === 'there') {
			named.push({name: policy.name, document: seen.document});
			texts.push(seen.text);
		}
	}

	return named.length === 0 ? {state: 'none'} : {state: 'there', policies: named, texts};
}

/** Makes of a snapshot what the checks look at. */
export function situationOf(
	snapshot: Snapshot,
	connection: Connection,
	profile: VendorProfile,
): Situation {
	const {role, boundary} = snapshot.role;
	const trust: Looked<string> =
		role.status === 'found' ? {status: 'found', value: role.value.trustPolicy} : role;
	const purpose = profile.purposes.find(({id}) => id === connection.purpose);
	return {
		...aboutOf(connection, profile, snapshot.source),
		snapshot,
		needs: purpose === undefined ? [] : needsOf(purpose),
		actions: purpose === undefined ? [] : actionNeeds(purpose),
		keyAccountId: connection.kmsKeyArn && accountOf(connection.kmsKeyArn),
		trustPolicy: seePolicy(trust, 'trust-policy'),
		rolePolicies: seeRolePolicies(snapshot),
		// Of documents what was not given is not known; an account says of each role whether it has one.
		boundary:
			snapshot.source !== 'documents' &&
			role.status === 'found' &&
			role.value.boundaryArn === undefined
				? {state: 'none'}
				: seePolicy(boundary, 'role-policy', {document: 'boundary'}),
		bucketPolicy: seePolicy(snapshot.bucket.policy, 'bucket-policy'),
		keyPolicy: seePolicy(snapshot.key.policy, 'key-policy'),
		queuePolicy: seePolicy(snapshot.queue.policy, 'queue-policy'),
		cors: seeSetting(snapshot.bucket.cors, 'bucket-cors', (rules) => corsForm(rules).CORSRules),
		notification: seeSetting(snapshot.bucket.notification, 'bucket-notification', notificationForm),
	};
}

/** Whom and what a verification is about: all that is known before anything was looked at. */
export type About = {
	readonly connection: StatedConnection;
	readonly profile: VendorProfile;
	/** Where it is looked. */
	readonly source: Snapshot['source'];
	readonly isCustomerRole: boolean;
	readonly usesKms: boolean;
	/** ARN of who uses the bucket: the customer's role, or the vendor's principal. */
	readonly principal: string;
	/** The vendor's principals: those who take the customer's role, or the one who uses the bucket itself. */
	readonly vendorPrincipals: Principals;
	/** The same where the vendor names somebody in place of its whole account. */
	readonly narrowerPrincipals: Principals;
	readonly bucketArn: string;
	/** The part of the bucket that the vendor works in; undefined for all of it. */
	readonly folder: string | undefined;
};

/** What follows from a connection and its vendor. */
export function aboutOf<Given extends StatedConnection>(
	connection: Given,
	profile: VendorProfile,
	source: Snapshot['source'],
): About & {readonly connection: Given} {
	const isCustomerRole = profile.access === 'customer-role';
	const principals = vendorPrincipals(connection, profile);
	return {
		connection,
		profile,
		source,
		isCustomerRole,
		usesKms: connection.encryption !== 'SSE-S3',
		principal: isCustomerRole ? roleArn(connection) : principals[0],
		vendorPrincipals: principals,
		narrowerPrincipals: narrowerPrincipals(connection, profile),
		bucketArn: bucketArn(connection),
		folder: folderOf(connection, profile),
	};
}

/** The objects that the vendor works on, as a Resource names them. */
export function objectsArn({
	bucketArn: bucket,
	folder,
}: Pick<About, 'bucketArn' | 'folder'>): string {
	return folder === undefined ? `${bucket}/*` : `${bucket}/${folder}/*`;
}

/** The policy of a resource as far as it could be seen. */
export function policyOf(situation: Situation, id: ResourceDocument): SeenPolicy {
	return {
		'trust-policy': situation.trustPolicy,
		'bucket-policy': situation.bucketPolicy,
		'key-policy': situation.keyPolicy,
	}[id];
}
