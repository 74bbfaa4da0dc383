import type {Connection} from '../connection/index.ts';
import {UserError} from '../errors.ts';
import {matchesWildcard} from '../policy/index.ts';
import {visible} from '../problems.ts';
import type {DocumentId} from '../vendors/index.ts';
import type {ExistingStatement} from './existing-policy.ts';
import {textsOf} from './statement-meaning.ts';
import {bucketArn} from './values.ts';

/**
 * UserError with what the document seems to be, where it is not the existing policy of the kind that it should be: a
 * document of the other kinds, or the policy of another bucket.
 */
export function refuseOtherKind(
	statements: readonly ExistingStatement[],
	id: DocumentId,
	connection: Connection,
	name: string,
): void {
	if (statements.length === 0) {
		return;
	}

	const looksLike = otherKind(statements, id);
	if (looksLike !== undefined) {
		const wanted = id === 'bucket-policy' ? 'the bucket policy' : 'the key policy';
		throw new UserError(`${visible(name)} looks like ${looksLike}, and ${wanted} is needed here.`);
	}

	if (id === 'bucket-policy') {
		refuseOtherBucket(statements, connection, name);
	}
}

function otherKind(statements: readonly ExistingStatement[], id: DocumentId): string | undefined {
	const services = new Set(
		statements.flatMap(({value}) =>
			textsOf(value.Action ?? value.NotAction).map(
				(action) => action.toLowerCase().split(':')[0] ?? '',
			),
		),
	);
	if (services.has('sts')) {
		return 'a trust policy (it speaks of sts actions)';
	}

	if (statements.every(({value}) => !('Principal' in value) && !('NotPrincipal' in value))) {
		return 'a role policy (no statement has a Principal)';
	}

	if (id === 'bucket-policy' && services.has('kms') && !services.has('s3') && !services.has('*')) {
		return 'a key policy (it speaks of kms actions only)';
	}

	if (id === 'key-policy' && services.has('s3') && !services.has('kms') && !services.has('*')) {
		return 'a bucket policy (it speaks of s3 actions only)';
	}

	return undefined;
}

function refuseOtherBucket(
	statements: readonly ExistingStatement[],
	connection: Connection,
	name: string,
): void {
	const resources = statements.flatMap(({value}) => textsOf(value.Resource ?? value.NotResource));
	const own = bucketArn(connection);
	const isOwn = (resource: string) => matchesWildcard(resource.split('/')[0] ?? '', own);
	const other = resources.find((resource) => resource.startsWith('arn:aws:s3:::'));
	if (other !== undefined && !resources.some((resource) => isOwn(resource))) {
		const bucket = (other.split(':::')[1] ?? '').split('/')[0] ?? '';
		throw new UserError(
			`${visible(name)} is the policy of the bucket ${visible(bucket)}, and this connection is about ${connection.bucket}.`,
		);
	}
}
