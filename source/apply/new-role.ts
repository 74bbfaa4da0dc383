import type {Looked, Snapshot, WritableAccount} from '../account/index.ts';
import type {RoleExtras} from '../connection/index.ts';

/** What a role gets when it is made, and the text of its permissions boundary as far as it could be seen. */
export type NewRole = RoleExtras & {readonly boundaryPolicy?: Looked<string>};

/**
 * What a new role is to get, with a look at the policy that is to be its boundary: that may shut the vendor out. Nothing
 * is asked where the role is there already. Rejects only when the signal ends the look.
 */
export async function seeNewRole(
	account: Pick<WritableAccount, 'lookAtPolicy'>,
	extras: RoleExtras,
	{role}: Pick<Snapshot, 'role'>,
	options: {readonly signal?: AbortSignal} = {},
): Promise<NewRole> {
	const {permissionsBoundary} = extras;
	return permissionsBoundary === undefined || role.role.status !== 'absent'
		? extras
		: {...extras, boundaryPolicy: await account.lookAtPolicy(permissionsBoundary, options)};
}
