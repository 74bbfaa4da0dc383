import {tmpdir} from 'node:os';
import {afterEach, describe} from 'vitest';
import {openPracticeAccount, WriteError} from '../../source/account/index.ts';
import {deciding} from '../../source/wizard/questions/decisions.ts';
import type {Services} from '../../source/wizard/services.ts';
import {backupFolder} from '../apply/support/plans.ts';
import {creativeForce, creativeForceConnection} from '../support/connections.ts';
import {closeWizards} from './support/render-wizard.tsx';
import {
	longError,
	profile,
	type Scene,
	signedIn,
	testThatAllFit,
	windows,
} from './support/scenes.tsx';
import {now} from './support/services.ts';
import {creatingAnswers, creativeForceAnswers, creativeForceAt} from './support/states.ts';

afterEach(closeWizards);

const practising = {access: {kind: 'practice'}, signedIn} as const;

/** The practice account with nothing in it but the key: every step of the plan has something to do. */
async function emptyAccount(): Promise<Awaited<ReturnType<Services['openForChanges']>>> {
	const account = openPracticeAccount(creativeForceConnection(), creativeForce);
	account.state.buckets.clear();
	account.state.roles.clear();
	return {
		...account,
		writing: {backupFolder: tmpdir(), now: () => now, wait: () => new Promise(() => undefined)},
	};
}

const applying: Pick<Scene, 'initial' | 'services'> = {
	initial: creativeForceAt('apply', {...practising, answers: creatingAnswers(practising.access)}),
	services: {openForChanges: emptyAccount},
};
const failing: Scene['services'] = {
	async openForChanges() {
		const account = await emptyAccount();
		return {
			...account,
			async writer() {
				const writer = await account.writer();
				return {
					...writer,
					async createBucket() {
						throw new WriteError('You are not allowed to do this. '.repeat(20), {
							code: 'AccessDenied',
							action: 's3:CreateBucket',
						});
					},
				};
			},
		};
	},
};

/** Nobody may create the role, though the bucket is there. */
const withoutRoles: Scene['services'] = {
	async openForChanges() {
		const account = openPracticeAccount(creativeForceConnection(), creativeForce);
		account.state.roles.clear();
		return {
			...account,
			writing: {
				backupFolder: backupFolder(),
				now: () => now,
				wait: async () => undefined,
			},
			async writer() {
				const writer = await account.writer();
				return {
					...writer,
					async createRole() {
						throw new WriteError('You are not allowed to do this. '.repeat(20), {
							code: 'AccessDenied',
							action: 'iam:CreateRole',
							isRefused: true,
						});
					},
				};
			},
		};
	},
};
const toDemands = [
	['', 'What would change'],
	['a', 'now?'],
	['2', 'Not everything was done'],
	['\r', 'What your organization demands of a new role'],
] as const;

const scenes: readonly Scene[] = [
	{
		name: 'a sign-in that does not work, before the changes',
		initial: creativeForceAt('apply', {access: profile}),
		services: {
			async openAccount() {
				throw longError;
			},
		},
		keys: [['', 'Sign-in failed']],
		seen: ['Enter try again', 'n go on', 'down for more'],
	},
	{
		name: 'the plan',
		...applying,
		keys: [['', 'What would change in account 111122223333']],
		seen: ['▸ + create        Bucket acme-assets', 'A do all', 'D do this', 'Creates the bucket'],
	},
	{
		name: 'the end of the plan',
		...applying,
		keys: [
			['', 'What would change'],
			['\u{1B}[B'.repeat(6), '▸ ✔ nothing to do Key policy'],
		],
		seen: ['n go on', 'Bucket policy of acme-assets'],
	},
	{
		name: 'a plan with obstacles alone',
		initial: creativeForceAt('apply', {
			...practising,
			answers: {
				...creativeForceAnswers,
				accountId: '999900001111',
				...deciding.keepAccount({accountId: '999900001111'}, '111122223333'),
			},
		}),
		services: {
			async openForChanges() {
				const account = await emptyAccount();
				return {
					...account,
					look: async (connection, vendor) =>
						account.look({...connection, accountId: '111122223333'}, vendor),
				};
			},
		},
		keys: [['', 'Nothing can be changed in account 999900001111']],
		seen: ['▸ ✖ not possible', 'You are signed in to'],
	},
	{
		name: 'old and new',
		...applying,
		keys: [
			['', 'What would change'],
			['\u{1B}[B'.repeat(4), '▸ + create        Role policy'],
			['\r', '+{'],
		],
		seen: ['Role policy of the role', 'down for more', 'Esc back'],
	},
	{
		name: 'the question before a change',
		...applying,
		keys: [
			['', 'What would change'],
			['a', 'Change the practice account 111122223333 now?'],
			['\u{1B}[B', '▸ Yes, change 111122223333'],
		],
		seen: ['as arn:aws:sts::111122223333', 'No, back to the plan', 'it is written.'],
	},
	{
		name: 'what came of the changes',
		initial: applying.initial,
		services: failing,
		keys: [
			['', 'What would change'],
			['a', 'now?'],
			['2', 'Not everything was done'],
		],
		seen: ['✖ Bucket acme-assets', 'Enter plan again', 'n go on', 'down for more'],
	},
	{
		name: 'what an organization demands of a new role',
		initial: applying.initial,
		services: withoutRoles,
		keys: [
			...toDemands,
			[`arn:aws:iam::999988887777:policy/${'b'.repeat(120)}`, 'bbb'],
			['\r', 'or of AWS.'],
			['\t', 'Boundary'],
			['KEY=VALUE', 'KEY=VALUE'],
			['\r', 'is a placeholder'],
		],
		seen: [
			'Boundary ✖',
			'Tags ✖',
			'For example: CostCenter=1234',
			'I create it by hand',
			'Esc back',
		],
	},
	{
		name: 'how a refused role is created by hand',
		initial: applying.initial,
		services: withoutRoles,
		keys: [...toDemands, ['\u{F}', 'Create the role in the AWS console']],
		seen: ['o browser', 'Enter created, plan again', 'Esc back', '1  Account ID'],
	},
];

describe.each(windows)('in a window of %i by %i', (columns, rows) => {
	testThatAllFit(scenes, columns, rows);
});
