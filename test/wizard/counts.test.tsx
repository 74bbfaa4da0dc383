import {afterEach, describe, expect, test} from 'vitest';
import {openPracticeAccount} from '../../source/account/index.ts';
import {backupFolder} from '../apply/support/plans.ts';
import {type Told, tell} from './support/counting.ts';
import {closeWizards, renderWizard} from './support/render-wizard.tsx';
import {changing, fakeServices} from './support/services.ts';

afterEach(closeWizards);

const domain = '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02';

/** From the first screen to the bucket, signed in with a profile. */
const start = (vendor: string, name: string, purpose: string): readonly Told[] => [
	['', 'Which vendor needs access'],
	[vendor, `What will ${name} do`],
	[purpose, 'How do you want to work?'],
	['2', 'You are signed in.'],
	['\r', `Which bucket may ${name} use?`],
	['', 'acme-masters'],
];

const panels = (count: number): readonly Told[] =>
	Array.from({length: count}, (_, index): Told => ['\r', `${index + 1} of ${count}`]);

const end: readonly Told[] = [
	['\r', 'would change'],
	['n', 'to fix'],
	['n', 'Connection file'],
];

const customerRole: readonly Told[] = [
	['\r', 'Which role may Creative Force assume?'],
	['', 'trusts Creative Force already'],
	['\r', 'Your role asks for this one already'],
	['\r', 'Fill in the form'],
];

const vendorRole: readonly Told[] = [
	['\r', 'What is your System Domain ID'],
	[domain, 'looks right', 'fact'],
	['\r', 'Fill in the form'],
];

/**
 * What each story asked for when nothing was looked at: by hand, and in the last one, which has the fewest documents, with the
 * screen of the plan that is there only for those who are signed in.
 */
const before = {
	'Creative Force, data source, SSE-S3': {facts: 3, keys: 26, screens: 15},
	'Creative Force, asset delivery, SSE-KMS': {facts: 4, keys: 32, screens: 17},
	'iconik, storage, DSSE-KMS': {facts: 5, keys: 22, screens: 13},
	'iconik, read-only, SSE-S3': {facts: 4, keys: 18, screens: 12},
} as const;

const stories: Readonly<
	Record<keyof typeof before, {readonly told: readonly Told[]; readonly most: number}>
> = {
	'Creative Force, data source, SSE-S3': {
		most: 2,
		told: [
			...start('1', 'Creative Force', '1'),
			['\r', 'The bucket has SSE-S3. Keep it?'],
			...customerRole,
			...panels(3),
			...end,
		],
	},
	'Creative Force, asset delivery, SSE-KMS': {
		most: 2,
		told: [
			...start('1', 'Creative Force', '2'),
			['2', 'The bucket has SSE-KMS. Keep it?'],
			...customerRole,
			...panels(4),
			...end,
		],
	},
	'iconik, storage, DSSE-KMS': {
		most: 1,
		told: [
			...start('3', 'iconik', '1'),
			['3', 'The bucket has DSSE-KMS. Keep it?'],
			...vendorRole,
			...panels(2),
			...end,
		],
	},
	'iconik, read-only, SSE-S3': {
		most: 1,
		told: [
			...start('3', 'iconik', '2'),
			['\r', 'The bucket has SSE-S3. Keep it?'],
			...vendorRole,
			...panels(1),
			...end,
		],
	},
};

describe('signed in, it asks for less than by hand', () => {
	test.each(Object.keys(before) as (keyof typeof before)[])('%s', async (name) => {
		const account = openPracticeAccount();
		const wizard = renderWizard({
			services: fakeServices({
				...changing(account, {backupFolder: backupFolder()}),
				listAccess: async () => ({
					profiles: [{name: 'work', kind: 'static'}],
					hasEnvironment: false,
				}),
			}),
		});
		const {told, most} = stories[name];
		const counted = await tell(wizard, told);
		expect(counted.facts, name).toBeLessThanOrEqual(most);
		expect(counted.keys, name).toBeLessThanOrEqual(before[name].keys);
		expect(counted.screens, name).toBeLessThanOrEqual(before[name].screens);
	});
});
