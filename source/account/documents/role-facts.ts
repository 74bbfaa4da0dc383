import type {Connection} from '../../connection/index.ts';
import {roleArn} from '../../documents/index.ts';
import {
	absent,
	failed,
	found,
	malformedAnswer,
	mapFound,
	notHandedIn,
	notLooked,
} from '../looked.ts';
import type {Looked, RoleFacts, RolePolicy} from '../types.ts';
import type {DocumentName, PastedDocuments} from './pasted-documents.ts';
import {policyFrom} from './policy-file.ts';
import {type RoleFile, roleFile} from './role-file.ts';

type TextOf = (name: DocumentName) => Looked<string>;

const noEntity = 'NoSuchEntity';

/** What the documents say of the role: `role.json`, its trust policy, its policies and its permissions boundary. */
export function roleFacts(
	{rolePolicies}: PastedDocuments,
	connection: Connection,
	textOf: TextOf,
): RoleFacts {
	const file = roleFile(textOf('role'));
	const boundary = boundaryFacts(
		file,
		policyFrom(textOf('boundary-policy'), 'role-policy', noEntity),
	);
	return {
		role: mapFound(trustFacts(file, textOf), (trustPolicy) => ({
			...itself(file, connection),
			trustPolicy,
			...((boundary.status === 'found' || boundary.status === 'failed') &&
				(file.status !== 'found' || file.value.boundaryArn === undefined) && {
					// Its real ARN is not known; that there is one is what counts.
					boundaryArn: `arn:aws:iam::${connection.accountId}:policy/boundary-policy`,
				}),
		})),
		policies: policyFacts(rolePolicies, policyFrom(textOf('role-policy'), 'role-policy', noEntity)),
		boundary,
	};
}

function itself(file: Looked<RoleFile>, connection: Connection) {
	if (file.status !== 'found') {
		return {arn: roleArn(connection)};
	}

	const {hasTrustPolicy: _, ...facts} = file.value;
	return facts;
}

function contradiction(reason: string): Looked<never> {
	return failed(malformedAnswer, reason);
}

/** The trust policy from its own file, else from `role.json`. A role has one always: none means no role. */
function trustFacts(file: Looked<RoleFile>, textOf: TextOf): Looked<string> {
	const own = policyFrom(textOf('trust-policy'), 'trust-policy', noEntity);
	if (file.status === 'absent' && own.status === 'found') {
		return contradiction(
			'role.json says that there is no role, and trust-policy.json holds a trust policy.',
		);
	}

	if (file.status === 'found' && own.status === 'absent') {
		return contradiction(
			'trust-policy.json says that there is no role, and role.json describes one.',
		);
	}

	if (own.status !== 'not-looked' || file.status === 'not-looked') {
		return own;
	}

	if (file.status !== 'found') {
		return file;
	}

	return file.value.hasTrustPolicy
		? policyFrom(textOf('role'), 'trust-policy', noEntity)
		: failed(malformedAnswer, 'role.json: AssumeRolePolicyDocument is missing.');
}

/** The boundary from its own file; where there is none, `role.json` says whether the role has one. */
function boundaryFacts(file: Looked<RoleFile>, own: Looked<string>): Looked<string> {
	const named = file.status === 'found' ? file.value.boundaryArn : undefined;
	if (own.status === 'absent' && named !== undefined) {
		return contradiction(
			`boundary-policy.json says that there is none, and role.json names ${named}.`,
		);
	}

	if (own.status !== 'not-looked' || file.status === 'not-looked') {
		return own;
	}

	if (file.status !== 'found') {
		return file;
	}

	return named === undefined
		? absent(noEntity)
		: notHandedIn(
				'boundary-policy',
				`The role has the permissions boundary ${named}, and boundary-policy.json was not handed in.`,
			);
}

function policyFacts(
	several: PastedDocuments['rolePolicies'],
	one: Looked<string>,
): RoleFacts['policies'] {
	const single: readonly RolePolicy[] =
		one.status === 'not-looked' || one.status === 'absent'
			? []
			: [{kind: 'inline', name: 'role-policy', text: one}];
	const isAnswered = one.status !== 'not-looked';
	if (several.status !== 'found') {
		// A folder that cannot be read may hold a denial; one that is not there holds nothing.
		return several.status === 'not-looked' && isAnswered ? found(single) : several;
	}

	const policies = [
		...single,
		...several.value.map(
			({name, text}): RolePolicy => ({
				kind: 'inline',
				name,
				text: policyFrom(text, 'role-policy', noEntity),
			}),
		),
	];
	// An empty folder says that nothing was handed in, not that the role has no policy.
	return policies.length === 0 && !isAnswered
		? notLooked('role-policies/ holds no policy (a file that ends in .json).')
		: found(policies);
}
