import {type DocumentId, isSamePrincipal} from '../aws/index.ts';
import {isSlip} from '../connection/index.ts';
import {listOf, type Statement, type StatementReference} from '../policy/index.ts';
import type {Situation} from './situation.ts';
import {principalsOf} from './statements.ts';

/** Whether a statement of a resource's or a trust policy allows something to some of these principals and to nobody else. */
export function isForAlone(principals: readonly string[], statement: Statement): boolean {
	const names = principalsOf(statement.Principal);
	return (
		statement.Effect === 'Allow' &&
		statement.NotPrincipal === undefined &&
		names.length > 0 &&
		names.every((name) => principals.some((one) => isSamePrincipal(one, name)))
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
				isForAlone([situation.principal], statement) &&
				(!isReplaced || resource === 'key-policy' || isAboutThis(situation, statement, resource))
			);
	}
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

function meansBucket({connection, folder}: Situation, resource: string): boolean {
	const [, bucket, objects] = /^arn:[^:]*:s3:::([^/]*)(?:\/(.*))?$/s.exec(resource) ?? [];
	const isBucket =
		bucket === connection.bucket ||
		(bucket !== undefined && !/[*?]/.test(bucket) && isSlip(connection.bucket, bucket));
	return (
		isBucket && (folder === undefined || objects === undefined || meansFolder(folder, objects))
	);
}

/** Whether objects are those of a folder, or hold these, or were meant to: those of another folder are for something else. */
function meansFolder(folder: string, objects: string): boolean {
	const named = objects.replace(/\/?\*$/, '');
	return (
		named === folder ||
		named.startsWith(`${folder}/`) ||
		`${folder}/`.startsWith(named === '' ? '' : `${named}/`) ||
		isSlip(folder, named)
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
