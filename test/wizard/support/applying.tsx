import {
	openPracticeAccount,
	type PracticeAccount,
	type Writer,
} from '../../../source/account/index.ts';
import type {ApplyAccount} from '../../../source/wizard/services.ts';
import {backupFolder} from '../../apply/support/plans.ts';
import {creativeForce, creativeForceConnection} from '../../support/connections.ts';
import {ann} from './accounts.ts';
import {renderWizard} from './render-wizard.tsx';
import {changing, fakeServices} from './services.ts';
import {creatingAnswers, creativeForceAt} from './states.ts';

/** As after the account step. */
export const signedIn = {access: {kind: 'profile', profile: 'work'}, signedIn: ann} as const;

type Options = {
	readonly account?: PracticeAccount;
	/** Methods of the writer in the place of its own. */
	readonly writes?: (writer: Writer, account: PracticeAccount) => Partial<Writer>;
	readonly wait?: ApplyAccount['writing']['wait'];
};

/** The practice account, with its mistakes in it already. */
export function practiceAccount(): PracticeAccount {
	return openPracticeAccount(creativeForceConnection({externalId: '2f6b0f0e-acme'}), creativeForce);
}

/** The apply step on a practice account, and every call of the writer that changed something. */
export function applying({account = practiceAccount(), writes, wait}: Options = {}) {
	const calls: string[] = [];
	const folder = backupFolder();
	const watched = {
		...account,
		async writer() {
			const own = await account.writer();
			const writer: Writer = {...own, ...writes?.(own, account)};
			return new Proxy(writer, {
				get(target, name: keyof Writer) {
					if (/^(?:create|put|delete)/u.test(name)) {
						calls.push(name);
					}

					return target[name];
				},
			});
		},
	};
	const services = fakeServices(
		changing(watched, {backupFolder: folder, ...(wait === undefined ? {} : {wait})}),
	);
	const wizard = renderWizard({
		initial: creativeForceAt('apply', {...signedIn, answers: creatingAnswers(signedIn.access)}),
		services,
	});
	return {...wizard, account, calls, folder};
}

/** To the question before everything is changed. */
export async function askForAll({waitFor, press}: ReturnType<typeof applying>): Promise<void> {
	await waitFor('What would change in account 111122223333');
	await press('a', 'Change account 111122223333 now?');
}
