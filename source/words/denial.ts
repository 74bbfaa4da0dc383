import {listOf} from '../policy/index.ts';
import {type About, type Denial, principalsOf} from '../verify/index.ts';
import {capitalised} from './lists.ts';
import {denyInWords, placeInWords, statementName} from './statements.ts';

/**
 * What denies the vendor, or might, a sentence or two. `isCertain` says that it surely does, `isPart` that it denies a
 * part only of what is asked for.
 */
export function denialInWords(
	{statement, place, others}: Denial,
	{connection, profile, principal, bucketArn}: About,
	{isCertain, isPart}: {readonly isCertain: boolean; readonly isPart: boolean},
): string {
	const whole = ['*', bucketArn, `${bucketArn}/*`];
	// AWS does not spare by NotPrincipal who has a permissions boundary.
	// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
	const isListed = principalsOf(statement.NotPrincipal).includes(principal);
	const words = denyInWords(statement, {
		index: place.index,
		where: placeInWords(place),
		ownAccount: connection.accountId,
		hit: isCertain && !isListed ? profile.name : undefined,
		parts: isPart ? listOf(statement.Resource).filter((name) => !whole.includes(name)) : [],
	});
	const more =
		others === 0
			? ''
			: ` ${others === 1 ? 'One more statement does' : `${others} more statements do`} so too.`;
	return `${capitalised(words)}.${more}`;
}

/** What to do about what denies the vendor, a sentence. */
export function againstDenial({place}: Denial, {principal}: Pick<About, 'principal'>): string {
	const name = statementName(place);
	const where = placeInWords(place);
	return place.document === 'role-policy' || place.document === 'boundary'
		? `Take ${name} out of ${where}, or narrow it to what the vendor does not need.`
		: `Make an exception for ${principal} in ${name} of ${where}.`;
}
