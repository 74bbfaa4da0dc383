import type {Connection} from '../../connection/index.ts';
import {roleArn} from '../../documents/index.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import {found, mapFound, notLooked} from '../looked.ts';
import {noKey, noRole} from '../not-needed.ts';
import type {KeyFacts, Looked, RoleFacts, RolePolicy, Snapshot} from '../types.ts';
import {bucketFacts, keyFacts} from './facts.ts';
import {unwrapPolicy} from './unwrap.ts';

export const documentNames = [
	'trust-policy',
	'role-policy',
	'bucket-policy',
	'key-policy',
	'bucket',
	'key',
	'boundary-policy',
] as const;
/** A document that can be handed in; its file is called so, with `.json`. */
export type DocumentName = (typeof documentNames)[number];

export type PastedDocuments = {
	readonly texts: ReadonlyMap<DocumentName, Looked<string>>;
	/** What lies in `role-policies/`, beside `role-policy.json`. */
	readonly rolePolicies: Looked<readonly {readonly name: string; readonly text: Looked<string>}[]>;
};

export const nobodyAsked = notLooked('Documents alone do not tell whose account they are from.');

/** The handed-in documents as a snapshot. What was not handed in is not looked at, with a reason naming its file. */
export function documentsSnapshot(
	documents: PastedDocuments,
	connection: Connection,
	profile: VendorProfile,
	takenAt: Date,
): Snapshot {
	const textOf = (name: DocumentName): Looked<string> =>
		documents.texts.get(name) ?? notLooked(`${name}.json was not handed in.`);
	const policyOf = (name: DocumentName): Looked<string> => mapFound(textOf(name), unwrapPolicy);
	const isRoleWanted = profile.access === 'customer-role' && connection.roleName !== undefined;
	return {
		source: 'documents',
		takenAt: takenAt.toISOString(),
		identity: nobodyAsked,
		bucket: {
			...bucketFacts(textOf('bucket')),
			isOwned: nobodyAsked,
			policy: policyOf('bucket-policy'),
		},
		role: isRoleWanted ? roleFacts(documents, connection, policyOf) : noRole(profile),
		key: connection.kmsKeyArn === undefined ? noKey() : keyOf(textOf, policyOf),
	};
}

function keyOf(
	textOf: (name: DocumentName) => Looked<string>,
	policyOf: (name: DocumentName) => Looked<string>,
): KeyFacts {
	return {metadata: keyFacts(textOf('key')), policy: policyOf('key-policy')};
}

function roleFacts(
	documents: PastedDocuments,
	connection: Connection,
	policyOf: (name: DocumentName) => Looked<string>,
): RoleFacts {
	const boundary = policyOf('boundary-policy');
	return {
		role: mapFound(policyOf('trust-policy'), (trustPolicy) => ({
			arn: roleArn(connection),
			trustPolicy,
			// Its real ARN is not known; that there is one is what counts.
			...(boundary.status !== 'not-looked' && {
				boundaryArn: `arn:aws:iam::${connection.accountId}:policy/boundary-policy`,
			}),
		})),
		policies: rolePolicies(documents.rolePolicies, policyOf('role-policy')),
		boundary,
	};
}

function rolePolicies(
	several: PastedDocuments['rolePolicies'],
	one: Looked<string>,
): RoleFacts['policies'] {
	const single: readonly RolePolicy[] =
		one.status === 'not-looked' ? [] : [{kind: 'inline', name: 'role-policy', text: one}];
	if (several.status !== 'found') {
		// A folder that cannot be read may hold a denial; one that is not there holds nothing.
		return several.status === 'not-looked' && single.length > 0 ? found(single) : several;
	}

	const policies = [
		...single,
		...several.value.map(
			({name, text}): RolePolicy => ({
				kind: 'inline',
				name,
				text: mapFound(text, unwrapPolicy),
			}),
		),
	];
	// An empty folder says that nothing was handed in, not that the role has no policy.
	return policies.length === 0
		? notLooked('role-policies/ holds no policy (a file that ends in .json).')
		: found(policies);
}
