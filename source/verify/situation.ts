import type {Looked, Snapshot} from '../account/index.ts';
import {accountOf, bucketArn, type DocumentId} from '../aws/index.ts';
import type {Connection} from '../connection/index.ts';
import {roleArn} from '../documents/index.ts';
import {UserError} from '../errors.ts';
import {type NamedPolicy, type PolicyDocument, readPolicy} from '../policy/index.ts';
import {visible} from '../problems.ts';
import {
	type ActionNeed,
	actionNeeds,
	type Need,
	needsOf,
	type VendorProfile,
} from '../vendors/index.ts';

/** A policy as far as it could be seen. */
export type SeenPolicy =
	| {readonly state: 'there'; readonly text: string; readonly document: PolicyDocument}
	/** There is none. */
	| {readonly state: 'none'}
	/** It could not be looked at or not be understood; `reason` is a sentence, `code` what the text holds instead. */
	| {readonly state: 'unseen'; readonly reason: string; readonly code?: string};

/** The role's own policies, inline and managed together. */
type SeenRolePolicies =
	| {
			readonly state: 'there';
			readonly policies: readonly NamedPolicy[];
			readonly texts: readonly string[];
	  }
	| {readonly state: 'none'}
	| {readonly state: 'unseen'; readonly reason: string};

/** Everything that a check may look at. */
export type Situation = {
	readonly connection: Connection;
	readonly profile: VendorProfile;
	readonly snapshot: Snapshot;
	/** What the vendor has to be able to do. */
	readonly needs: readonly Need[];
	/** The actions by which it does so, those on a key also where there is none. */
	readonly actions: readonly ActionNeed[];
	readonly isCustomerRole: boolean;
	readonly usesKms: boolean;
	/** The account that the key belongs to; undefined without a key. */
	readonly keyAccountId: string | undefined;
	/** Who uses the bucket: the customer's role, or the vendor's. */
	readonly principal: string;
	readonly bucketArn: string;
	readonly trustPolicy: SeenPolicy;
	readonly rolePolicies: SeenRolePolicies;
	readonly boundary: SeenPolicy;
	readonly bucketPolicy: SeenPolicy;
	readonly keyPolicy: SeenPolicy;
};

/** Why something could not be seen, as a sentence for the reader. */
export function whyUnseen(looked: Exclude<Looked<unknown>, {status: 'found' | 'absent'}>): string {
	switch (looked.status) {
		case 'refused': {
			return `You are not allowed to look at it: ${looked.action} is refused (${looked.code}).`;
		}

		case 'failed':
		case 'not-looked': {
			return looked.reason;
		}
	}
}

/** A policy text as far as it can be understood. */
function seePolicy(looked: Looked<string>, kind: DocumentId, name: string): SeenPolicy {
	if (looked.status === 'absent') {
		return {state: 'none'};
	}

	if (looked.status !== 'found') {
		return {state: 'unseen', reason: whyUnseen(looked)};
	}

	try {
		// The text stays byte for byte: what was there before a change is compared with it.
		return {
			state: 'there',
			text: looked.value,
			document: readPolicy(looked.value, kind, name).document,
		};
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}

		const [problem] = error.problems;
		return {
			state: 'unseen',
			reason: `${name} cannot be understood${whyNot(error)}`,
			...(problem?.code !== undefined && {code: problem.code}),
		};
	}
}

/** What is wrong with a policy and where, as the end of a sentence. */
function whyNot({message, problems: [first]}: UserError): string {
	if (first === undefined) {
		return `: ${message}`;
	}

	const {field, rule, place} = first;
	const where = place === undefined ? '' : ` (line ${place.line}, column ${place.column})`;
	return `${where}: ${/^[A-Z]\w*(?:[.[]|$)/.test(field) ? `${visible(field)}: ` : ''}${rule}`;
}

function seeRolePolicies(snapshot: Snapshot): SeenRolePolicies {
	const {policies} = snapshot.role;
	if (policies.status === 'absent') {
		return {state: 'none'};
	}

	if (policies.status !== 'found') {
		return {state: 'unseen', reason: whyUnseen(policies)};
	}

	const named: NamedPolicy[] = [];
	const texts: string[] = [];
	for (const policy of policies.value) {
		const seen = seePolicy(policy.text, 'role-policy', `The policy ${policy.name}`);
		if (seen.state === 'unseen') {
			// One that cannot be read could allow or deny anything: nothing certain can be said of the whole.
			return {state: 'unseen', reason: seen.reason};
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
	const isCustomerRole = profile.access === 'customer-role';
	return {
		connection,
		profile,
		snapshot,
		needs: purpose === undefined ? [] : needsOf(purpose),
		actions: purpose === undefined ? [] : actionNeeds(purpose),
		isCustomerRole,
		usesKms: connection.encryption !== 'SSE-S3',
		keyAccountId: connection.kmsKeyArn && accountOf(connection.kmsKeyArn),
		principal: isCustomerRole ? roleArn(connection) : profile.principal,
		bucketArn: bucketArn(connection),
		trustPolicy: seePolicy(trust, 'trust-policy', 'The trust policy'),
		rolePolicies: seeRolePolicies(snapshot),
		// Of documents what was not handed in is not known; an account says of each role whether it has one.
		boundary:
			snapshot.source !== 'documents' &&
			role.status === 'found' &&
			role.value.boundaryArn === undefined
				? {state: 'none'}
				: seePolicy(boundary, 'role-policy', 'The permissions boundary'),
		bucketPolicy: seePolicy(snapshot.bucket.policy, 'bucket-policy', 'The bucket policy'),
		keyPolicy: seePolicy(snapshot.key.policy, 'key-policy', 'The key policy'),
	};
}
