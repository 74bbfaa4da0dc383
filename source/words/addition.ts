import type {About, Blame} from '../verify/index.ts';
import {placeInWords, statementName} from './statements.ts';

/**
 * The advice where a statement is not the vendor's own: to let the vendor in by one of its own, a sentence. `used` says
 * what it is let in to.
 */
export function additionInWords(
	place: Blame,
	{principal, connection}: Pick<About, 'principal' | 'connection'>,
	used: 'bucket' | 'key',
): string {
	const name = statementName(place);
	const where = placeInWords(place);
	if (place.document !== 'role-policy' && place.document !== 'boundary') {
		return `Add a statement for ${principal} to ${where}, and leave ${name} as it is.`;
	}

	const target = used === 'key' ? (connection.kmsKeyArn ?? 'the key') : connection.bucket;
	return `Add a statement for ${target} to the policies of the role (IAM > Roles > ${connection.roleName ?? 'the role'} > Permissions), and leave ${name} of ${where} as it is.`;
}
