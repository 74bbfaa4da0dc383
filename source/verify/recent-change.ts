import type {Snapshot} from '../account/index.ts';
import type {CheckId} from './checks/index.ts';

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

/** What was changed within the last minute. */
export type RecentChange =
	| {readonly what: 'role'}
	| {readonly what: 'policy'; readonly policy: string};

/**
 * For a check that rests on IAM, what was changed within the last minute, the role or a managed policy of it: IAM is
 * eventually consistent, so the vendor may still be refused for a while. AWS tells the time of a change for these two
 * only. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html#troubleshoot_general_eventual-consistency
 */
export function recentChange(id: CheckId, {role, takenAt}: Snapshot): RecentChange | undefined {
	if (!onIam.includes(id)) {
		return undefined;
	}

	if (role.role.status === 'found' && isRecent(role.role.value.createdAt, takenAt)) {
		return {what: 'role'};
	}

	const policies = role.policies.status === 'found' ? role.policies.value : [];
	const changed = policies.find(({updatedAt}) => isRecent(updatedAt, takenAt));
	return changed === undefined ? undefined : {what: 'policy', policy: changed.name};
}
