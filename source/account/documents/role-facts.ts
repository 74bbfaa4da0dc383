import type {StatedConnection} from '../../connection/index.ts';
import {roleArn} from '../../documents/index.ts';
import {absent, found, malformed, mapFound, notHandedIn} from '../looked.ts';
import type {Looked, Role, RolePolicy} from '../types.ts';
import type {Folder} from './folder.ts';
import {policyFrom} from './policy-file.ts';
import {type RoleFile, roleFile} from './role-file.ts';

/** What the documents about the role are called. */
type RoleFolder = Folder<'role' | 'trust-policy' | 'role-policy' | 'boundary-policy'>;

const noEntity = 'NoSuchEntity';

/** What the documents say of the role itself: `role.json` and its trust policy. */
export function roleIn(folder: RoleFolder, connection: StatedConnection): Looked<Role> {
	const file = roleFile(folder.text('role'));
	const boundary = boundaryIn(folder);
	return mapFound(trustFacts(file, folder), (trustPolicy) => ({
		...itself(file, connection),
		trustPolicy,
		...((boundary.status === 'found' || boundary.status === 'failed') &&
			(file.status !== 'found' || file.value.boundaryArn === undefined) && {
				// Its real ARN is not known; that there is one is what counts.
				boundaryArn: `arn:aws:iam::${connection.accountId}:policy/boundary-policy`,
			}),
	}));
}

function itself(file: Looked<RoleFile>, connection: StatedConnection) {
	if (file.status !== 'found') {
		return {arn: roleArn(connection)};
	}

	const {hasTrustPolicy: _, ...facts} = file.value;
	return facts;
}

/** The trust policy from its own file, else from `role.json`. A role has one always: none means no role. */
function trustFacts(file: Looked<RoleFile>, {text}: RoleFolder): Looked<string> {
	const own = policyFrom(text('trust-policy'), 'trust-policy', noEntity);
	if (file.status === 'absent' && own.status === 'found') {
		return malformed(
			'role.json says that there is no role, but trust-policy.json has a trust policy.',
		);
	}

	if (file.status === 'found' && own.status === 'absent') {
		return malformed('trust-policy.json says that there is no role, but role.json describes one.');
	}

	if (own.status !== 'not-looked' || file.status === 'not-looked') {
		return own;
	}

	if (file.status !== 'found') {
		return file;
	}

	return file.value.hasTrustPolicy
		? policyFrom(text('role'), 'trust-policy', noEntity)
		: malformed('role.json: AssumeRolePolicyDocument is missing.');
}

/** The boundary from its own file; where there is none, `role.json` says whether the role has one. */
export function boundaryIn({text, notSeen}: RoleFolder): Looked<string> {
	const file = roleFile(text('role'));
	const own = policyFrom(text('boundary-policy'), 'role-policy', noEntity);
	const named = file.status === 'found' ? file.value.boundaryArn : undefined;
	if (own.status === 'absent' && named !== undefined) {
		return malformed(`boundary-policy.json says that there is none, but role.json names ${named}.`);
	}

	if (own.status !== 'not-looked' || file.status === 'not-looked') {
		return own;
	}

	if (file.status !== 'found') {
		return notSeen('boundary-policy.json') ?? file;
	}

	return named === undefined
		? absent(noEntity)
		: notHandedIn(
				'boundary-policy',
				`The role has the permissions boundary ${named}, but boundary-policy.json was not given.`,
			);
}

/** The role's policies: `role-policy.json`, and whatever lies in `role-policies/`. */
export function policiesIn({
	text: textOf,
	rolePolicies: several,
}: RoleFolder): Looked<readonly RolePolicy[]> {
	const one = policyFrom(textOf('role-policy'), 'role-policy', noEntity);
	const single: readonly RolePolicy[] =
		one.status === 'not-looked' || one.status === 'absent'
			? []
			: [{kind: 'inline', name: 'role-policy', text: one}];
	const isAnswered = one.status !== 'not-looked';
	if (several.status !== 'found') {
		// A folder that cannot be read may hold a denial; one that is not there, or empty, holds nothing.
		return several.status === 'not-looked' && isAnswered ? found(single) : several;
	}

	return found([
		...single,
		...several.value.map((policy) => ({
			...policy,
			text: policyFrom(policy.text, 'role-policy', noEntity),
		})),
	]);
}
