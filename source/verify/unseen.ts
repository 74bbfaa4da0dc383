import type {Account, Looked, Snapshot} from '../account/index.ts';

/**
 * An account into which nobody can look, e.g. since signing in failed: everything in its snapshot failed with this
 * reason, a full sentence. Lets one explanation run through every check and every report.
 */
export function unseenAccount(
	code: string,
	reason: string,
	now: () => Date = () => new Date(),
): Pick<Account, 'look'> {
	return {look: async () => unseenSnapshot(code, reason, now())};
}

function unseenSnapshot(code: string, reason: string, takenAt: Date): Snapshot {
	const unseen: Looked<never> = {status: 'failed', code, reason};
	return {
		source: 'aws',
		takenAt: takenAt.toISOString(),
		identity: unseen,
		bucket: {
			existence: unseen,
			isOwned: unseen,
			encryption: unseen,
			policy: unseen,
			publicAccessBlock: unseen,
			accountPublicAccessBlock: unseen,
			ownership: unseen,
		},
		role: {role: unseen, policies: unseen, boundary: unseen},
		key: {metadata: unseen, policy: unseen},
	};
}
