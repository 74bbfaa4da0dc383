import type {Snapshot} from '../account/index.ts';
import type {CheckId} from './types.ts';

/** Milliseconds within which a change of IAM may not have reached every place. */
const spreading = 60_000;

const onIam: readonly CheckId[] = [
	'role.exists',
	'trust.principal',
	'trust.external-id',
	'access.list',
	'access.read',
	'access.write',
	'access.delete',
	'access.kms',
];

function isRecent(changedAt: string | undefined, takenAt: string): boolean {
	if (changedAt === undefined) {
		return false;
	}

	const age = Date.parse(takenAt) - Date.parse(changedAt);
	// A clock that is a little behind must not hide it.
	return Math.abs(age) < spreading;
}

/**
 * A hint for a check that rests on IAM where the role or a managed policy of it was changed within the last minute: IAM
 * is eventually consistent, so the vendor may still be refused for a while. AWS tells the time of a change for these two
 * only. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
export function recentChangeHint(id: CheckId, {role, takenAt}: Snapshot): string | undefined {
	if (!onIam.includes(id)) {
		return undefined;
	}

	const hint = (what: string) =>
		`${what} less than a minute ago: it can take a minute until that counts everywhere, so if the vendor is refused, wait and check again.`;
	if (role.role.status === 'found' && isRecent(role.role.value.createdAt, takenAt)) {
		return hint('The role was created');
	}

	const policies = role.policies.status === 'found' ? role.policies.value : [];
	const changed = policies.find(({updatedAt}) => isRecent(updatedAt, takenAt));
	return changed === undefined ? undefined : hint(`The policy ${changed.name} was changed`);
}
