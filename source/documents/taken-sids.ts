import {exitCodes, UserError} from '../errors.ts';
import {quoted, visible} from '../problems.ts';
import type {VendorProfile} from '../vendors/index.ts';
import type {ConnectionPolicy} from './build.ts';
import type {ExistingStatement} from './existing-policy.ts';
import {principalNames} from './statement-meaning.ts';

/**
 * UserError (exit code 1) where a profile from outside gives one of its statements the Sid of a statement that is there and
 * that allows the vendor nothing: whoever wrote the profile may have known it. A role's own policy names nobody; there a
 * merge looks at what a statement is about.
 */
export function refuseTakenSids(
	statements: readonly ExistingStatement[],
	{id, forMerge}: Pick<ConnectionPolicy, 'id' | 'forMerge'>,
	{
		profile,
		name,
	}: {readonly profile: Pick<VendorProfile, 'name' | 'origin'>; readonly name: string},
): void {
	if (profile.origin === undefined || id === 'role-policy') {
		return;
	}

	const vendor = new Set(forMerge.statements.flatMap(({Principal}) => principalNames(Principal)));
	const own = new Set(forMerge.statements.flatMap(({Sid}) => Sid ?? []));
	const taken = statements.find(
		({sid, value}) =>
			sid !== undefined &&
			own.has(sid) &&
			(value.Effect !== 'Allow' || !principalNames(value.Principal).some((one) => vendor.has(one))),
	);
	if (taken !== undefined) {
		throw new UserError(
			`${visible(name)} has a statement of yours with the Sid ${quoted(taken.sid ?? '')}, which the profile of ${visible(profile.name)} uses for a statement of its own.`,
			{
				exitCode: exitCodes.failed,
				hint: `Nothing was merged. Give the statement in ${visible(profile.origin.file)} another Sid, one with the name of the vendor in it.`,
			},
		);
	}
}
