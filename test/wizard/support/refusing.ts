import {openPracticeAccount, WriteError} from '../../../source/account/index.ts';
import type {Services} from '../../../source/wizard/services.ts';
import {backupFolder} from '../../apply/support/plans.ts';
import {creativeForce, creativeForceConnection} from '../../support/connections.ts';
import {now} from './services.ts';

/** An account without a role, in which none can be made; `isRefused` where it is AWS that does not allow it. */
export function refusingRoles(
	message: string,
	{isRefused}: {readonly isRefused: boolean},
): Pick<Services, 'openForChanges'> {
	return {
		async openForChanges() {
			const account = openPracticeAccount(creativeForceConnection(), creativeForce);
			account.state.roles.clear();
			return {
				...account,
				writing: {backupFolder: backupFolder(), now: () => now, wait: async () => undefined},
				async writer() {
					const writer = await account.writer();
					return {
						...writer,
						async createRole() {
							throw new WriteError(message, {
								code: 'AccessDenied',
								action: 'iam:CreateRole',
								...(isRefused && {isRefused}),
							});
						},
					};
				},
			};
		},
	};
}
