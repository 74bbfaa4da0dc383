import type {Connection} from '../../connection/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {notHandedIn, notLooked} from '../looked.ts';
import {noKey, noRole} from '../not-needed.ts';
import type {KeyFacts, Looked, Snapshot} from '../types.ts';
import {bucketFacts, keyFacts} from './facts.ts';
import type {DocumentName, PastedDocuments} from './pasted-documents.ts';
import {policyFrom} from './policy-file.ts';
import {roleFacts} from './role-facts.ts';

export const nobodyAsked = notLooked('Documents alone do not tell whose account they are from.');

/** The handed-in documents as a snapshot. What was not handed in is not looked at, with a reason naming its file. */
export function documentsSnapshot(
	documents: PastedDocuments,
	connection: Connection,
	profile: VendorProfile,
	takenAt: Date,
): Snapshot {
	const textOf = (name: DocumentName): Looked<string> =>
		documents.texts.get(name) ?? notHandedIn(name);
	const isRoleWanted = profile.access === 'customer-role' && connection.roleName !== undefined;
	return {
		source: 'documents',
		takenAt: takenAt.toISOString(),
		identity: nobodyAsked,
		bucket: {
			...bucketFacts(textOf('bucket')),
			isOwned: nobodyAsked,
			policy: policyFrom(textOf('bucket-policy'), 'bucket-policy', 'NoSuchBucketPolicy'),
		},
		role: isRoleWanted ? roleFacts(documents, connection, textOf) : noRole(profile),
		key: connection.kmsKeyArn === undefined ? noKey() : keyOf(textOf),
	};
}

function keyOf(textOf: (name: DocumentName) => Looked<string>): KeyFacts {
	return {
		metadata: keyFacts(textOf('key')),
		policy: policyFrom(textOf('key-policy'), 'key-policy', 'NotFoundException'),
	};
}
