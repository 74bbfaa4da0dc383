import {afterEach, describe, expect, test} from 'vitest';
import {
	openPracticeAccount,
	type PracticeAccount,
	type Writer,
} from '../../source/account/index.ts';
import type {Answers} from '../../source/wizard/answers.ts';
import type {Services} from '../../source/wizard/services.ts';
import type {WizardState} from '../../source/wizard/state.ts';
import {backupFolder} from '../apply/support/plans.ts';
import {creativeForceUser, keyArn} from '../support/connections.ts';
import {ann} from './support/accounts.ts';
import {
	closeWizards,
	controlC,
	controlU,
	escapeKey,
	renderWizard,
} from './support/render-wizard.tsx';
import {changing, fakeServices} from './support/services.ts';
import {
	answersWithout,
	creativeForceAnswers,
	creativeForceAt,
	iconikAnswers,
	iconikAt,
} from './support/states.ts';

afterEach(closeWizards);

const work = {kind: 'profile', profile: 'work'} as const;
const signedIn = {access: work, signedIn: ann};

/** A profile to sign in with. */
const oneProfile: Services['listAccess'] = async () => ({
	profiles: [{name: 'work', kind: 'static'}],
	hasEnvironment: false,
});

/** A key that would do, and is not the one of the bucket. */
const usableKey = keyArn.replace('1234abcd', '5678efab');

/** An account as of a customer, and everything that was written into it. */
async function customerAccount(): Promise<{
	readonly services: Pick<Services, 'openAccount' | 'openForChanges'>;
	/** What the account holds. */
	readonly state: PracticeAccount['state'];
	readonly writes: string[];
}> {
	const account = openPracticeAccount();
	await account.listing.buckets();
	account.state.keys.set(usableKey, {arn: usableKey, state: 'Enabled', policy: '{}'});
	const writes: string[] = [];
	return {
		writes,
		state: account.state,
		services: changing(
			{
				...account,
				async writer() {
					const own: Writer = await account.writer();
					return new Proxy(own, {
						get(target, name: keyof Writer) {
							if (/^(?:create|put|delete)/u.test(name)) {
								writes.push(name);
							}

							return target[name];
						},
					});
				},
			},
			{backupFolder: backupFolder()},
		),
	};
}

const wrong: readonly [what: string, answers: Answers, says: string][] = [
	['bucket name', {bucket: 'acme-asets'}, 'There is no bucket “acme-asets”'],
	[
		'encryption',
		{encryption: 'SSE-S3', kmsKeyArn: ''},
		'The bucket has SSE-KMS. Keep it, or change',
	],
	['key', {kmsKeyArn: usableKey}, 'Keep it, or change the bucket to your key?'],
	['role', {roleName: 'CreativeForceAcess'}, 'There is no role “CreativeForceAcess”'],
	['account', {accountId: '999900001111'}, 'You are signed in to account 111122223333, and your'],
];

describe.each(wrong)('a wrong %s', (_what, answers, says) => {
	test('creates and changes nothing before that was decided, wherever it came from', async () => {
		const {services, writes} = await customerAccount();
		const {waitFor, send, frame, press} = renderWizard({
			initial: creativeForceAt('apply', {
				...signedIn,
				answers: {...creativeForceAnswers, ...answers},
			}),
			services: fakeServices(services),
			columns: 160,
		});
		await waitFor(says);
		// What does all and what confirms it, pressed blindly.
		send('a');
		send('A');
		await press('?', 'What is this?');
		expect(frame()).not.toContain('Change account 111122223333 now?');
		expect(writes).toEqual([]);
	});
});

describe('a role of somebody else', () => {
	const staff = {Sid: 'Staff', Effect: 'Allow', Action: 'sts:AssumeRole'};
	const ofStaff = {...staff, Principal: {AWS: 'arn:aws:iam::111122223333:root'}};
	const ofVendor = {
		...staff,
		Principal: {AWS: creativeForceUser},
		Condition: {StringEquals: {'sts:ExternalId': 'agreed-upon'}},
	};

	/** A run that goes on at this step, in an account whose roles may not be listed. */
	const goingOn = async (statement: object, step: WizardState['step']) => {
		const {services, state, writes} = await customerAccount();
		state.roles.set('Admin', {
			arn: 'arn:aws:iam::111122223333:role/Admin',
			trustPolicy: JSON.stringify({Version: '2012-10-17', Statement: [statement]}),
			createdAt: '2020-01-01T00:00:00Z',
			policies: new Map(),
		});
		state.seeded.add('role Admin');
		const wizard = renderWizard({
			initial: creativeForceAt(step, {
				access: work,
				answers: {...creativeForceAnswers, roleName: 'Admin'},
			}),
			services: fakeServices({
				...services,
				async openAccount(access) {
					const account = await services.openAccount(access);
					const roles = async () =>
						({status: 'refused', code: 'AccessDenied', action: 'iam:ListRoles'}) as const;
					return {...account, listing: {...account.listing, roles}};
				},
			}),
			columns: 160,
		});
		return {...wizard, writes};
	};

	test('lets the vendor in by a decision alone, also where a run goes on at the policies', async () => {
		const {waitFor, press, send, frame, writes} = await goingOn(ofStaff, 'policies');
		await waitFor('1 of 4');
		await press('n', '2 of 4');
		await press('n', '3 of 4');
		await press('n', '4 of 4');
		await press('\r', 'There is a role “Admin” already, and it does not trust Creative Force.');
		send('a');
		await press('?', 'What is this?');
		expect(frame()).not.toContain('Change account 111122223333 now?');
		await press('?', '▸ Choose another role');
		await press('2', 'What would change in account 111122223333');
		expect(writes).toEqual([]);
	});

	test('keeps its external ID unless that is decided', async () => {
		const {waitFor, press, writes} = await goingOn(ofVendor, 'apply');
		await waitFor('The role “Admin” asks for another external ID already: agreed-upon.');
		await press('1', 'What would change in account 111122223333');
		await waitFor('Trust policy of the role Admin');
		expect(writes).toEqual([]);
	});
});

test('an encryption that is kept once the plan shows it has its key asked for', async () => {
	const {services, state} = await customerAccount();
	const bucket = state.buckets.get('acme-assets');
	if (bucket !== undefined) {
		bucket.encryption = [{algorithm: 'aws:kms', keyId: 'alias/acme'}];
	}

	const {waitFor, press} = renderWizard({
		initial: creativeForceAt('apply', {
			...signedIn,
			answers: {...creativeForceAnswers, encryption: 'SSE-S3', kmsKeyArn: ''},
		}),
		services: fakeServices(services),
		columns: 120,
	});
	await waitFor('The bucket has SSE-KMS. Keep it, or change it to SSE-S3?');
	await press('1', '▸ Encryption');
});

test.each([
	['1', false],
	['2', true],
])(
	'a key that cannot be told is replaced by the choice of that alone (%s)',
	async (choice, isDecided) => {
		const {services, state} = await customerAccount();
		const bucket = state.buckets.get('acme-assets');
		if (bucket !== undefined) {
			bucket.encryption = [{algorithm: 'aws:kms', keyId: 'alias/acme'}];
		}

		const offered = fakeServices(services);
		const {waitFor, press} = renderWizard({
			initial: creativeForceAt('encryption', {
				...signedIn,
				answers: answersWithout(creativeForceAnswers, 'encryption', 'kmsKeyArn'),
			}),
			services: offered,
			columns: 120,
		});
		await waitFor('Keep SSE-KMS, and change the key …');
		await press(choice, 'Which KMS key encrypts the bucket?');
		await press('1', '▸ Role');
		const saved = offered.log.progress.at(-1);
		expect(typeof saved === 'object' && 'was-decided' in saved.answers).toBe(isDecided);
	},
);

describe('at the bucket', () => {
	const answers = answersWithout(creativeForceAnswers, 'bucket', 'encryption', 'kmsKeyArn');
	const atBucket = async () => {
		const {services} = await customerAccount();
		return renderWizard({
			initial: creativeForceAt('bucket', {...signedIn, answers}),
			services: fakeServices(services),
			columns: 120,
		});
	};

	test('the list filters as one types, and another name stays in sight', async () => {
		const {press, frame, waitFor} = await atBucket();
		await waitFor('acme-masters');
		await press('arch', 'Filter: arch');
		expect(frame()).toContain('▸ acme-archive   eu-west-1');
		expect(frame()).not.toContain('acme-masters');
		expect(frame()).toContain('Another bucket …');
		await waitFor('Encrypted with SSE-S3');
	});

	test('a typed name that is not there is created by a decision alone', async () => {
		const {press, waitFor, waitUntil, frame} = await atBucket();
		await waitFor('acme-masters');
		await press('4', 'Bucket name');
		expect(frame()).not.toMatch(/^Region /mu);
		await press('acme-asets\r', 'There is no bucket “acme-asets” in account 111122223333.');
		expect(frame()).toContain('▸ Correct the name');
		await press('\r', 'Bucket name   acme-asets');
		await press(`${controlU}acme-assets\r`, 'The bucket has SSE-KMS. Keep it?');
		await press(escapeKey, '▸ acme-assets');
		await press('4', 'Bucket name');
		await press(`${controlU}acme-new\r`, 'There is no bucket “acme-new”');
		await press('2', 'How is the bucket encrypted?');
		await waitUntil(() => !frame().includes('The bucket has'));
	});

	test('a name for a new bucket is asked for once, and is decided with that', async () => {
		const {press, waitFor} = await atBucket();
		await waitFor('acme-masters');
		await press('5', 'What name and Region should the new bucket have?');
		await press('acme-new\r', 'acme-new');
		await press('\r', 'How is the bucket encrypted?');
	});

	test('what AWS does not let one list is typed, with the permission named', async () => {
		const account = openPracticeAccount();
		const {waitFor, frame} = renderWizard({
			initial: creativeForceAt('bucket', {
				...signedIn,
				answers: answersWithout(creativeForceAnswers, 'bucket'),
			}),
			services: fakeServices({
				openAccount: async () => ({
					...account,
					listing: {
						...account.listing,
						buckets: async () => ({
							status: 'refused',
							code: 'AccessDenied',
							action: 's3:ListAllMyBuckets',
						}),
					},
				}),
			}),
			columns: 120,
		});
		await waitFor('that takes s3:ListAllMyBuckets');
		expect(frame()).toMatch(/^Region /mu);
	});

	test('what does not come can be typed at once', async () => {
		const account = openPracticeAccount();
		const {press, waitFor} = renderWizard({
			initial: creativeForceAt('bucket', signedIn),
			services: fakeServices({
				openAccount: async () => ({
					...account,
					listing: {...account.listing, buckets: () => new Promise(() => undefined)},
				}),
			}),
		});
		await waitFor('Looking at the buckets');
		await press('n', 'Bucket name');
	});
});

describe('signing in', () => {
	test('is a key away from a file, and leads back to where one was', async () => {
		const {services} = await customerAccount();
		const {press, waitFor} = renderWizard({
			initial: creativeForceAt('bucket', {answers: answersWithout(creativeForceAnswers, 'bucket')}),
			services: fakeServices({...services, listAccess: oneProfile}),
		});
		await waitFor('Ctrl+L sign in');
		await press('\u{C}', 'How do you want to work?');
		await press('2', 'You are signed in.');
		await press('\r', 'Which bucket may Creative Force use?');
		await waitFor('acme-masters');
	});

	test('to an account that is not the right one leaves all as it was', async () => {
		const {services} = await customerAccount();
		const {
			press,
			waitFor,
			frame,
			send,
			ended,
			services: used,
		} = renderWizard({
			initial: iconikAt('bucket', {
				answers: {
					...answersWithout(iconikAnswers, 'accountId', 'kmsKeyArn', 'bucket'),
					encryption: 'SSE-S3',
				},
			}),
			services: fakeServices({...services, listAccess: oneProfile}),
		});
		await waitFor('Ctrl+L sign in');
		await press('\u{C}', 'How do you want to work?');
		await press('2', 'Is this the account that owns the bucket?');
		expect(frame()).toContain('AWS profile work, account 111122223333');
		await press('2', 'How do you want to work?');
		expect(frame()).toContain('guided, no AWS');
		await press(escapeKey, 'Ctrl+L sign in');
		expect(frame()).not.toContain('acme-masters');
		send(controlC);
		await ended;
		const left = used.log.progress.at(-1);
		expect(left).toMatchObject({access: {kind: 'guided'}});
		expect(left).not.toHaveProperty('answers.accountId');
	});

	test('to another account than that of the file is said at once', async () => {
		const {services} = await customerAccount();
		const {waitFor, press} = renderWizard({
			initial: creativeForceAt('bucket', {
				access: work,
				answers: {...creativeForceAnswers, accountId: '999900001111'},
			}),
			services: fakeServices(services),
			columns: 120,
		});
		await waitFor('You are signed in to account 111122223333, and your answers name 999900001111.');
		await press('1', 'acme-masters');
	});

	test('leaves a half-typed account to be corrected, and says it where one is kept', async () => {
		const {services} = await customerAccount();
		const {
			waitFor,
			press,
			frame,
			send,
			ended,
			services: used,
		} = renderWizard({
			initial: creativeForceAt('role', {
				...signedIn,
				answers: {
					...answersWithout(creativeForceAnswers, 'kmsKeyArn'),
					encryption: 'SSE-S3',
					accountId: '1111',
				},
			}),
			services: fakeServices(services),
			columns: 120,
		});
		await waitFor('Account ID   1111');
		expect(frame()).toContain('✖');
		await press(`\r\r${controlU}`, '12 digits');
		await press('999900001111', 'your answers name 999900001111');
		await press('2', 'Account ID   999900001111');
		await press('\r\r\r', 'Which external ID will Creative Force send?');
		send(controlC);
		await ended;
		expect(used.log.progress.at(-1)).toMatchObject({answers: {accountId: '999900001111'}});
	});

	test('gives the account to answers that name none, so that what differs in it is seen', async () => {
		const {services, writes} = await customerAccount();
		const {waitFor} = renderWizard({
			initial: iconikAt('apply', {
				...signedIn,
				answers: {
					...answersWithout(iconikAnswers, 'accountId', 'kmsKeyArn'),
					encryption: 'SSE-S3',
					bucket: 'acme-asets',
				},
			}),
			services: fakeServices(services),
			columns: 160,
		});
		await waitFor('There is no bucket “acme-asets” in account 111122223333.');
		expect(writes).toEqual([]);
	});

	test('that does not work is gone on without', async () => {
		const {waitFor, press} = renderWizard({
			initial: creativeForceAt('bucket', {access: work}),
			services: fakeServices({
				async openAccount() {
					throw new Error('No credentials.');
				},
			}),
		});
		await waitFor('Sign-in failed');
		await press('n', 'Bucket name');
	});
});
