import {
	hasExtras,
	inSomeAccount,
	noExtras,
	type RoleExtras,
	readRoleExtras,
	type StatedConnection,
} from '../../connection/index.ts';
import {UserError} from '../../errors.ts';
import type {VendorProfile} from '../../vendors/index.ts';
import type {ApplyAsked} from './options.ts';

/**
 * What a role that is made is to get beside its trust policy.
 *
 * @throws UserError with all that is wrong at once, and where the vendor needs no role in this account.
 */
export function extrasOf(
	{permissionsBoundary, tag: tags = []}: Pick<ApplyAsked, 'permissionsBoundary' | 'tag'>,
	connection: StatedConnection,
	{name, access}: Pick<VendorProfile, 'name' | 'access'>,
): RoleExtras {
	if (permissionsBoundary === undefined && tags.length === 0) {
		return noExtras;
	}

	if (access !== 'customer-role') {
		throw new UserError(
			`--permissions-boundary and --tag are for a role that is made in your account, but ${name} uses its own role.`,
			{hint: 'Leave them out.'},
		);
	}

	const {extras, problems} = readRoleExtras(
		{permissionsBoundary, tags},
		inSomeAccount(connection).accountId,
	);
	if (problems.length > 0) {
		throw new UserError('No role can be made with these.', {problems});
	}

	return hasExtras(extras) ? extras : noExtras;
}
