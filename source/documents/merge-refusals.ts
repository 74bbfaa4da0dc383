import {bucketArn, type PolicyId} from '../aws/index.ts';
import type {StatedConnection} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import {textsOf} from '../json/index.ts';
import {matchesWildcard} from '../policy/index.ts';
import {visible} from '../problems.ts';
import type {ExistingStatement} from './existing-policy.ts';
import {documentTitles} from './limits.ts';

/**
 * UserError with what the document seems to be, where it is not the existing policy of the kind that it should be: a
 * document of the other kinds, or the policy of another bucket.
 */
export function refuseOtherKind(
	statements: readonly ExistingStatement[],
	id: PolicyId,
	connection: StatedConnection,
	name: string,
): void {
	if (statements.length === 0) {
		return;
	}

	const looksLike = otherKind(statements, id);
	if (looksLike !== undefined) {
		throw new UserError(
			`${visible(name)} looks like ${looksLike}, but the ${documentTitles[id].toLowerCase()} is needed here.`,
		);
	}

	if (id === 'bucket-policy') {
		refuseOtherBucket(statements, connection, name);
	}
}

function otherKind(statements: readonly ExistingStatement[], id: PolicyId): string | undefined {
	const services = new Set(
		statements.flatMap(({value}) =>
			textsOf(value.Action ?? value.NotAction).map(
				(action) => action.toLowerCase().split(':')[0] ?? '',
			),
		),
	);
	const hasPrincipal = statements.map(({value}) => 'Principal' in value || 'NotPrincipal' in value);
	if (id === 'role-policy') {
		return hasPrincipal.includes(true)
			? 'the policy of a resource (its statements have a Principal)'
			: undefined;
	}

	if (id !== 'trust-policy' && services.has('sts')) {
		return 'a trust policy (it has sts actions)';
	}

	if (!hasPrincipal.includes(true)) {
		return 'a role policy (no statement has a Principal)';
	}

	const own = {
		'bucket-policy': 's3',
		'key-policy': 'kms',
		'trust-policy': 'sts',
		'queue-policy': 'sqs',
	}[id];
	if (services.has(own) || services.has('*')) {
		return undefined;
	}

	if (id !== 'key-policy' && services.has('kms')) {
		return 'a key policy (it has only kms actions)';
	}

	return id !== 'bucket-policy' && services.has('s3')
		? 'a bucket policy (it has only s3 actions)'
		: undefined;
}

function refuseOtherBucket(
	statements: readonly ExistingStatement[],
	connection: StatedConnection,
	name: string,
): void {
	const resources = statements.flatMap(({value}) => textsOf(value.Resource ?? value.NotResource));
	const own = bucketArn(connection);
	const isOwn = (resource: string) => matchesWildcard(resource.split('/')[0] ?? '', own);
	const other = resources.find((resource) => resource.startsWith('arn:aws:s3:::'));
	if (other !== undefined && !resources.some((resource) => isOwn(resource))) {
		const bucket = (other.split(':::')[1] ?? '').split('/')[0] ?? '';
		throw new UserError(
			`${visible(name)} is the policy of the bucket ${visible(bucket)}, but this connection is for ${connection.bucket}.`,
		);
	}
}
