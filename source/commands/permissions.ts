import {type PermissionPurpose, permissionsFor} from '../apply/index.ts';
import {noExtras, type RoleExtras, type StatedConnection} from '../connection/index.ts';
import {documentText} from '../documents/index.ts';
import {type ExitCode, exitCodes} from '../errors.ts';
import {visible} from '../problems.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {harmlessJson} from '../words/index.ts';
import type {Common, Given} from './call.ts';
import {noteNoAccount, noteOrigin, resolveConnection} from './options.ts';

const purposeTexts: Readonly<Record<PermissionPurpose, string>> = {
	verify: 'can look at everything that verify checks, and change nothing',
	apply: 'can make the changes of apply, and look at what they change',
	undo: 'can undo what apply changed, and look at what that changes',
};

/**
 * Prints the IAM policy that a person needs for one connection; no account is asked. `extrasFor` says what a role is to
 * get that is made.
 */
export async function printPermissions(
	purpose: PermissionPurpose,
	file: string | undefined,
	asked: Pick<Given, 'flags'> & Given['options'],
	{output}: Common,
	extrasFor: (connection: StatedConnection, profile: VendorProfile) => RoleExtras = () => noExtras,
): Promise<ExitCode> {
	await noteNoAccount(asked, {output});
	const {connection, profile, notices} = await resolveConnection(file, asked.flags);
	const extras = extrasFor(connection, profile);
	for (const notice of notices) {
		await output.message(visible(notice));
	}

	await noteOrigin(profile, {output});

	await output.message(
		`Anybody with this IAM policy ${purposeTexts[purpose]}, for this connection only. Attach it to your own user, role or permission set: IAM > Users or Roles > yours > Add permissions > Create inline policy > JSON.`,
	);
	const {document} = permissionsFor(connection, profile, purpose, [], extras);
	await output.data(harmlessJson(documentText(document)));
	return exitCodes.done;
}

/** The permissions that would have been needed, where calls were refused. */
export type NeededPermissions = ReturnType<typeof permissionsFor>;

/** What was refused and the policy that allows it; undefined where nothing was refused. */
export function neededPermissions(
	connection: StatedConnection,
	profile: VendorProfile,
	refused: readonly string[],
	extras: RoleExtras,
): NeededPermissions | undefined {
	return refused.length === 0
		? undefined
		: permissionsFor(connection, profile, 'apply', refused, extras);
}

const mark = '> ';

/** The policy as lines, those with a refused action marked in the margin; for people, not for a pipe. */
export function neededLines(
	{document, refused}: NeededPermissions,
	asked: readonly string[],
): string[] {
	const actions = new Set(refused.map(({action}) => action.toLowerCase()));
	const isMarked = (line: string) => {
		const action = /"([a-z0-9]+:[A-Za-z*]+)"/.exec(line)?.[1];
		return action !== undefined && actions.has(action.toLowerCase());
	};

	const named = asked.map((action) => visible(action)).join(', ');
	return [
		`Refused: ${named}`,
		refused.length === 0
			? '  None of your own policies can allow that. Ask your administrator.'
			: `  The following policy allows everything that apply does for this connection. What was refused is marked with ${mark.trim()}. Ask your administrator for it. If you already have it, something else denies the call: a permissions boundary or a policy of the organization.`,
		'',
		...harmlessJson(documentText(document))
			.trimEnd()
			.split('\n')
			.map((line) => `${isMarked(line) ? mark : '  '}${line}`),
	];
}
