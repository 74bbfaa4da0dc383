import {
	absent,
	type BucketNotification,
	corsForm,
	type Looked,
	mapFound,
	notificationForm,
	type Snapshot,
} from '../../../account/index.ts';
import {type DocumentId, newPolicyName} from '../../../aws/index.ts';
import {inSomeAccount, type StatedConnection} from '../../../connection/index.ts';
import {buildDocuments, hasDocument, policiesIn} from '../../../documents/index.ts';
import type {VendorProfile} from '../../../vendors/index.ts';
import {inlinePolicies, situationOf, vendorInlinePolicy} from '../../../verify/index.ts';
import type {InAccount} from '../../state.ts';

/** A document of which it is known whether the account holds one already, and what that says. */
export type AccountDocument = {
	readonly document: DocumentId;
	readonly text: string | undefined;
	readonly inAccount: InAccount;
};

/** What the account holds of each document; what could not be seen is left out. */
export function documentsInAccount(
	snapshot: Snapshot,
	connection: StatedConnection,
	profile: VendorProfile,
): AccountDocument[] {
	const {bucket, key, queue, role} = snapshot;
	const looked: readonly (readonly [DocumentId, Looked<string>])[] = [
		['trust-policy', mapFound(role.role, ({trustPolicy}) => trustPolicy)],
		['bucket-policy', bucket.policy],
		['key-policy', key.policy],
		['queue-policy', queue.policy],
		[
			'bucket-cors',
			mapFound(bucket.cors, (rules) => JSON.stringify(corsForm(rules).CORSRules, undefined, 2)),
		],
		['bucket-notification', whoIsTold(bucket.notification)],
	];
	return [
		...looked.flatMap(([document, answer]) => known(document, answer)),
		...rolePolicyIn(snapshot, connection, profile),
	];
}

function known(document: DocumentId, looked: Looked<string>): AccountDocument[] {
	switch (looked.status) {
		case 'found':
			return [{document, text: looked.value, inAccount: {status: 'there'}}];
		case 'absent':
			return [{document, text: undefined, inAccount: {status: 'none'}}];
		default:
			return [];
	}
}

/**
 * The inline policy of the role that holds statements of the vendor, as Apply takes it, else the one of the name that a new one
 * would get: that cannot be made a second time.
 */
function rolePolicyIn(
	snapshot: Snapshot,
	connection: StatedConnection,
	profile: VendorProfile,
): AccountDocument[] {
	const document = 'role-policy';
	const {policies} = snapshot.role;
	if (policies.status === 'absent') {
		return known(document, policies);
	}

	if (policies.status !== 'found' || !hasDocument(document, connection, profile)) {
		return [];
	}

	const situation = situationOf(snapshot, inSomeAccount(connection), profile);
	const inline = inlinePolicies(situation);
	const [built] = policiesIn(buildDocuments(connection, profile, {only: document}));
	const held =
		(built === undefined ? undefined : vendorInlinePolicy(situation, built)) ??
		inline.find(({name}) => name === newPolicyName(profile.id));
	if (held !== undefined) {
		return [{document, text: held.text, inAccount: {status: 'there', policyName: held.name}}];
	}

	const areAllSeen = policies.value
		.filter(({kind}) => kind === 'inline')
		.every(({text}) => text.status === 'found');
	return areAllSeen ? [{document, text: undefined, inAccount: {status: 'none'}}] : [];
}

/** Whom the bucket tells; where that is nobody, there is nothing to merge with. */
function whoIsTold(looked: Looked<BucketNotification>): Looked<string> {
	const told = mapFound(looked, (notification) =>
		JSON.stringify(notificationForm(notification), undefined, 2),
	);
	return told.status === 'found' && told.value === '{}' ? absent('NoSuchConfiguration') : told;
}
