import type {DocumentId} from '../aws/index.ts';
import {listOf, type Statement, type StatementReference} from '../policy/index.ts';
import {placeOf} from './denials.ts';
import {isSlip} from './differences.ts';
import {statementName} from './finding.ts';
import type {Situation} from './situation.ts';
import {principalsOf} from './statement-words.ts';

/** Whether a statement of a resource's or a trust policy allows something to this principal and to nobody else. */
function isForAlone(principal: string, statement: Statement): boolean {
	const [first, ...others] = principalsOf(statement.Principal);
	return (
		statement.Effect === 'Allow' &&
		statement.NotPrincipal === undefined &&
		first === principal &&
		others.length === 0
	);
}

/**
 * Whether a statement is the vendor's own, so that it may be changed for the vendor: whatever is changed in any other one
 * is given to others as well, or taken from them. `isReplaced` says that the change puts another Resource in the place of
 * those that the statement names.
 */
export function isVendorsOwn(
	situation: Situation,
	{kind, policy}: Pick<StatementReference, 'kind' | 'policy'>,
	statement: Statement,
	resource: DocumentId,
	{isReplaced = false}: {readonly isReplaced?: boolean} = {},
): boolean {
	switch (kind) {
		case 'boundary':
			// It gives nothing to anybody.
			return true;
		case 'identity':
			return !isManaged(situation, policy) && isAboutThis(situation, statement, resource);
		case 'resource':
			// A key policy is about its own key, whatever its statements name.
			return (
				isForAlone(situation.principal, statement) &&
				(!isReplaced || resource === 'key-policy' || isAboutThis(situation, statement, resource))
			);
	}
}

/** The advice where a statement is not the vendor's own: to let the vendor in by one of its own, a sentence. */
export function additionInWords(
	{principal, connection}: Situation,
	near: StatementReference,
	resource: DocumentId,
): string {
	const name = statementName(near);
	const place = placeOf(near, resource);
	if (near.kind === 'resource') {
		return `Add a statement for ${principal} to ${place}, and leave ${name} as it is.`;
	}

	const target =
		resource === 'key-policy' ? (connection.kmsKeyArn ?? 'the key') : connection.bucket;
	return `Add a statement for ${target} to the policies of the role (IAM > Roles > ${connection.roleName ?? 'the role'} > Permissions), and leave ${name} of ${place} as it is.`;
}

/**
 * What to do about a statement of the trust policy that keeps the vendor out, as a sentence: the change where the
 * statement is the vendor's own, else what reaches nobody but the vendor.
 */
export function trustAdvice(
	{profile}: Pick<Situation, 'profile'>,
	name: string,
	statement: Statement | undefined,
	change: string,
): string {
	if (statement?.Effect === 'Deny') {
		return `Make an exception for ${profile.principal} in ${name}.`;
	}

	return statement === undefined || isForAlone(profile.principal, statement)
		? change
		: trustAdditionInWords({profile}, name);
}

/** The advice to let the vendor take the role by a statement of its own, a sentence. */
export function trustAdditionInWords({profile}: Pick<Situation, 'profile'>, name: string): string {
	return `Add a statement for ${profile.principal} to the trust policy, with the condition on sts:ExternalId, and leave ${name} as it is.`;
}

/** A managed policy may be attached to others too, and some are kept by AWS. */
function isManaged({snapshot}: Situation, policy: string): boolean {
	const {policies} = snapshot.role;
	return (
		policies.status === 'found' &&
		policies.value.some(({kind, name}) => kind === 'managed' && name === policy)
	);
}

/** Whether a statement names nothing but the bucket or the key, or what was meant to be it. */
function isAboutThis(situation: Situation, statement: Statement, resource: DocumentId): boolean {
	const means = resource === 'key-policy' ? meansKey : meansBucket;
	return (
		statement.NotResource === undefined &&
		listOf(statement.Resource).every((name) => means(situation, name))
	);
}

function meansBucket({connection}: Situation, resource: string): boolean {
	const bucket = /^arn:[^:]*:s3:::([^/]*)/.exec(resource)?.[1];
	return (
		bucket === connection.bucket ||
		(bucket !== undefined && !/[*?]/.test(bucket) && isSlip(connection.bucket, bucket))
	);
}

function meansKey({connection}: Situation, resource: string): boolean {
	const own = connection.kmsKeyArn ?? '';
	// An alias in a Resource stands for no key.
	// https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
	if (resource === own || /^arn:[^:]*:kms:[^*?]*:alias\//.test(resource)) {
		return true;
	}

	const [id = '', ownId = ''] = [resource, own].map((arn) => arn.split(':key/')[1]);
	const isSameRegion = resource.split(':')[3] === own.split(':')[3];
	// A multi-Region key has one ID in all its regions, and each of these keys is another one.
	return (
		!/[*?]/.test(resource) &&
		((id === ownId && !id.startsWith('mrk-')) || (isSameRegion && isSlip(ownId, id)))
	);
}
