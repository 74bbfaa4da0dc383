import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {openPracticeAccount} from '../../../source/account/index.ts';
import {keyArn} from '../../support/connections.ts';
import {type Counted, type Told, tell} from './counting.ts';
import {closeWizards, renderWizard} from './render-wizard.tsx';
import {changing, fakeServices} from './services.ts';

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
	['\r', 'What would change'],
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

/** What each story asked for by hand when nothing was looked at and the account was always asked for. */
export const before = {
	'Creative Force, data source, SSE-S3': {facts: 3, keys: 26, screens: 15},
	'Creative Force, asset delivery, SSE-KMS': {facts: 4, keys: 32, screens: 17},
	'iconik, storage, DSSE-KMS': {facts: 5, keys: 22, screens: 13},
	'iconik, read-only, SSE-S3': {facts: 4, keys: 18, screens: 11},
} as const;

export type StoryName = keyof typeof before;

/** A story, and how many facts it may ask for. */
export type CountedStory = {readonly told: readonly Told[]; readonly most: number};

const bucketByHand: readonly Told[] = [
	['acme-assets', '✔ a valid name', 'fact'],
	['\r', 'Region'],
	['eu-central-1', 'Europe (Frankfurt)', 'fact'],
	['\r', 'How is the bucket encrypted?'],
];

const startByHand = (vendor: string, name: string, purpose: string): readonly Told[] => [
	['', 'Which vendor needs access'],
	[vendor, `What will ${name} do`],
	[purpose, 'How do you want to work?'],
	['1', `Which bucket may ${name} use?`],
	...bucketByHand,
];

const keyByHand = (next: string): readonly Told[] => [
	[keyArn, 'a key of account 111122223333', 'fact'],
	['\r', 'Account ID also taken from it'],
	['\r', next],
];

const endByHand: readonly Told[] = [
	['\r', 'Go on although these were never copied?'],
	['2', 'Do you want to check the policies'],
	['\u001B[A', '▸   Continue without checking'],
	['\r', 'Connection file'],
];

/** The stories by hand, with the article and a browser. */
export const byHand: Readonly<Record<StoryName, CountedStory>> = {
	'Creative Force, data source, SSE-S3': {
		most: 3,
		told: [
			...startByHand('1', 'Creative Force', '1'),
			['1', 'What is the name of the role'],
			['\r', 'Path'],
			['\r', 'Account ID'],
			['111122223333', '✔ twelve digits', 'fact'],
			['\r', 'Which external ID'],
			['\r', 'Create the role in the AWS console'],
			['\r', 'Fill in the form'],
			...panels(3),
			...endByHand,
		],
	},
	'Creative Force, asset delivery, SSE-KMS': {
		most: 3,
		told: [
			...startByHand('1', 'Creative Force', '2'),
			['2', 'Which KMS key'],
			...keyByHand('What is the name of the role'),
			['\r', 'Path'],
			['\r', 'Which external ID'],
			['\r', 'Create the role in the AWS console'],
			['\r', 'Fill in the form'],
			...panels(4),
			...endByHand,
		],
	},
	'iconik, storage, DSSE-KMS': {
		most: 4,
		told: [
			...startByHand('3', 'iconik', '1'),
			['3', 'Which KMS key'],
			...keyByHand('What is your System Domain ID'),
			[domain, 'looks right', 'fact'],
			['\r', 'Fill in the form'],
			...panels(2),
			...endByHand,
		],
	},
	'iconik, read-only, SSE-S3': {
		most: 3,
		told: [
			...startByHand('3', 'iconik', '2'),
			['1', 'What is your System Domain ID'],
			[domain, 'looks right', 'fact'],
			['\r', 'Fill in the form'],
			...panels(1),
			...endByHand,
		],
	},
};

/** The same stories signed in. */
export const signedIn: Readonly<Record<StoryName, CountedStory>> = {
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

/** What a story asked of a person, and what it may ask for. */
type StoryCount = {
	readonly name: StoryName;
	readonly way: Way;
	readonly counted: Counted;
	readonly before: Counted;
	/** Facts to type. */
	readonly most: number;
};

/** What each story asks for by hand, and signed in to an account that holds it all. */
export async function countStories(): Promise<readonly StoryCount[]> {
	const counts: StoryCount[] = [];
	for (const name of Object.keys(before) as StoryName[]) {
		for (const [way, stories] of [
			['by hand', byHand],
			['signed in', signedIn],
		] as const) {
			counts.push({
				name,
				way,
				counted: await countStory(name, way),
				before: before[name],
				most: stories[name].most,
			});
		}
	}

	return counts;
}

/** How a story is told. */
export type Way = 'by hand' | 'signed in';

/** Tells one story to a wizard of its own. */
export async function countStory(name: StoryName, way: Way): Promise<Counted> {
	const account = openPracticeAccount();
	const backupFolder = await mkdtemp(path.join(tmpdir(), 'counted-story-'));
	const wizard = renderWizard({
		services: fakeServices(
			way === 'by hand'
				? {}
				: {
						...changing(account, {backupFolder}),
						listAccess: async () => ({
							profiles: [{name: 'work', kind: 'static'}],
							hasEnvironment: false,
						}),
					},
		),
	});
	try {
		return await tell(wizard, (way === 'by hand' ? byHand : signedIn)[name].told);
	} finally {
		closeWizards();
		await rm(backupFolder, {recursive: true});
	}
}
