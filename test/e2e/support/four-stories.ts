import type {PolicyId} from '../../../source/aws/index.ts';
import {keyArn} from '../../support/connections.ts';

/** What is sent to the terminal in one write: a key, or a text, and what shows that it has arrived. */
export type Pressed = {
	readonly keys: string;
	/** What has to be on the screen then; nothing where the next screen or another key tells. */
	readonly seen?: string;
	/** A key that copies, or a text that is typed from somewhere else. */
	readonly as?: 'copy' | 'fact';
};

/** A screen of the wizard, told by what it says, and what a person does there. */
export type Screen = {
	readonly says: string;
	/** What has to be there besides before anything is done: what comes in later, from the account. */
	readonly until?: RegExp;
	readonly pressed: readonly Pressed[];
};

/** What an account holds of what is asked for. */
type Held = {
	/** The documents that there are already, with which the vendor's are merged. */
	readonly documents: readonly PolicyId[];
	readonly bucket: string;
	/** Whether a role trusts the vendor already. */
	readonly hasRole: boolean;
};

/** What a way through the wizard asks of a person, without what is copied. */
export type Asked = {readonly screens: number; readonly keys: number; readonly facts: number};

/** One purpose of a vendor with an article, from the first screen to the last. */
export type Story = {
	readonly name: string;
	/** What the connection file holds by hand; an external ID that the wizard makes up is left out. */
	readonly connection: Readonly<Record<string, unknown>>;
	readonly byHand: readonly Screen[];
	/** From the first screen up to how one wants to work. */
	readonly start: readonly Screen[];
	/** Signed in or in practice: from there up to the plan, with what the account holds. */
	readonly signedIn: (held: Held) => readonly Screen[];
	/** From the form to the last document. */
	readonly copying: readonly Screen[];
	/** The documents, in the order of the article. */
	readonly documents: readonly PolicyId[];
	/** The most that may be asked for by hand. */
	readonly most: Asked;
};

export const enter = '\r';
const up = '\u001B[A';
const down = '\u001B[B';
const escapeKey = '\u001B';
const controlU = '\u0015';

const domain = '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02';
export const externalId = '2f6b0f0e-acme';
export const bucket = 'acme-films';
const accountId = '111122223333';

const press = (...keys: readonly string[]): Pressed[] => keys.map((one) => ({keys: one}));
const typed = (keys: string, seen: string): Pressed => ({keys, seen, as: 'fact'});

const starting = (vendor: string, name: string, purpose: string): Screen[] => [
	{says: 'Which vendor needs access', pressed: press(vendor)},
	{says: `What will ${name} do`, pressed: press(purpose)},
];

const bucketByHand = (name: string): Screen[] => [
	{says: 'How do you want to work', pressed: press('1')},
	{
		says: `Which bucket may ${name} use?`,
		pressed: [
			typed(bucket, `${bucket} ✔ a valid name`),
			...press(enter),
			typed('eu-central-1', 'eu-central-1 ✔ Europe (Frankfurt)'),
			...press(enter),
		],
	},
];

/** Down to the one wanted: a digit in front of a long text would be taken for a part of a paste. */
const encryption = (number: number): Screen => ({
	says: 'How is the bucket encrypted?',
	pressed: press(...Array.from({length: number - 1}, () => down), enter),
});

const keyByHand: Screen = {
	says: 'Which KMS key',
	pressed: [
		typed(keyArn, '✔ a key of account 111122223333'),
		{keys: enter, seen: 'Account ID also taken from it'},
		...press(enter),
	],
};

const domainId: Screen = {
	says: 'What is your System Domain ID',
	pressed: [typed(domain, `${domain} ✔ looks right`), ...press(enter)],
};

/** Copies the values of the form and the documents, one after another. */
function copying(values: number, documents: number): Screen[] {
	return [
		{
			says: 'Fill in the form in',
			pressed: [
				...Array.from(
					{length: values},
					(_, index): Pressed => ({keys: String(index + 1), as: 'copy'}),
				),
				...press(enter),
			],
		},
		...Array.from(
			{length: documents},
			(_, index): Screen => ({
				says: `${index + 1} of ${documents}`,
				pressed: [{keys: 'c', as: 'copy'}, ...press(enter)],
			}),
		),
	];
}

/** The last of these screens show the documents: those that the account holds are waited for. */
function withMerges(screens: readonly Screen[], ids: readonly PolicyId[], {documents}: Held) {
	return screens.map((screen, index): Screen => {
		const id = ids[index - (screens.length - ids.length)];
		return id !== undefined && documents.includes(id)
			? {...screen, until: /✔ (?:Merged|As it is)/u}
			: screen;
	});
}

/** Past the verification, which without an account asks for pasted documents, and out. */
export const endByHand: readonly Screen[] = [
	{
		says: 'Do you want to check the policies in your account?',
		pressed: [{keys: up, seen: '▸ Continue without checking'}, ...press(enter)],
	},
	{says: 'Connection file:', pressed: press(enter)},
];

/** From a connection file: back from the documents, the first that is left to do, to the form. */
export const backToForm: Screen = {says: '1 of', pressed: press(escapeKey)};

/** Makes the changes of the plan, verifies, and goes on to the summary. */
export const applying: readonly Screen[] = [
	{says: 'What would change in account 111122223333', pressed: press('a')},
	{says: 'account 111122223333 now?', pressed: press('2')},
	{says: 'Enter verify', pressed: press(enter)},
	{says: '✖ 0 to fix', pressed: press('n')},
];

const bucketDocuments = ['bucket-policy'] as const;
const keyedDocuments = [...bucketDocuments, 'key-policy'] as const;
const roleDocuments = ['role-policy', 'trust-policy', ...bucketDocuments] as const;
const keyedRoleDocuments = [...roleDocuments, 'key-policy'] as const;

const common = {version: 1, bucket, region: 'eu-central-1'};
const ofCreativeForce = {...common, vendor: 'creative-force', roleName: 'CreativeForceAccess'};
const ofIconik = {...common, vendor: 'iconik', systemDomainId: domain};
const creativeForce = ['1', 'Creative Force'] as const;
const iconik = ['3', 'iconik'] as const;

const keeping = (algorithm: string): Screen => ({
	says: `The bucket has ${algorithm}. Keep it?`,
	pressed: press(enter),
});

const chosenBucket = (name: string): Screen[] => [
	{says: 'You are signed in', pressed: press(enter)},
	{says: name, pressed: [{keys: name, seen: `Filter: ${name}`}, ...press(enter)]},
];

const chosenRole = (isThere: boolean): Screen[] =>
	isThere
		? [
				{says: 'trusts Creative Force already', pressed: press(enter)},
				{says: 'Your role asks for this one already', pressed: press(enter)},
			]
		: [
				{says: 'A new role, CreativeForceAccess', pressed: press(enter)},
				{says: 'A random one, like this, is good', pressed: press(enter)},
			];

export const dataSource: Story = {
	name: 'Creative Force, data source, SSE-S3',
	connection: {...ofCreativeForce, accountId, purpose: 'data-source', encryption: 'SSE-S3'},
	start: starting(...creativeForce, '1'),
	byHand: [
		...starting(...creativeForce, '1'),
		...bucketByHand('Creative Force'),
		encryption(1),
		{
			says: 'What is the name of the role',
			pressed: [...press(enter, enter), typed(accountId, '✔ twelve digits'), ...press(enter)],
		},
		{says: 'Which external ID', pressed: press(enter)},
		{says: 'Create the role in the AWS console', pressed: press(enter)},
		...copying(5, 3),
		...endByHand,
	],
	signedIn: (held) => [
		...chosenBucket(held.bucket),
		keeping('SSE-S3'),
		...chosenRole(held.hasRole),
		...withMerges(copying(5, 3), roleDocuments, held),
	],
	copying: copying(5, 3),
	documents: roleDocuments,
	most: {screens: 14, keys: 21, facts: 3},
};

export const assetDelivery: Story = {
	name: 'Creative Force, asset delivery, SSE-KMS',
	connection: {
		...ofCreativeForce,
		accountId,
		purpose: 'asset-delivery',
		encryption: 'SSE-KMS',
		kmsKeyArn: keyArn,
		externalId,
	},
	start: starting(...creativeForce, '2'),
	byHand: [
		...starting(...creativeForce, '2'),
		...bucketByHand('Creative Force'),
		encryption(2),
		keyByHand,
		{says: 'What is the name of the role', pressed: press(enter, enter)},
		{
			says: 'Which external ID',
			pressed: [
				{keys: controlU, seen: '2 to 1,224 characters'},
				typed(externalId, `${externalId} ✔ fits`),
				...press(enter),
			],
		},
		{says: 'Create the role in the AWS console', pressed: press(enter)},
		...copying(6, 4),
		...endByHand,
	],
	signedIn: (held) => [
		...chosenBucket(held.bucket),
		keeping('SSE-KMS'),
		...chosenRole(held.hasRole),
		...withMerges(copying(6, 4), keyedRoleDocuments, held),
	],
	copying: copying(6, 4),
	documents: keyedRoleDocuments,
	most: {screens: 16, keys: 26, facts: 4},
};

export const storage: Story = {
	name: 'iconik, storage, DSSE-KMS',
	connection: {
		...ofIconik,
		accountId,
		purpose: 'storage',
		encryption: 'DSSE-KMS',
		kmsKeyArn: keyArn,
	},
	start: starting(...iconik, '1'),
	byHand: [
		...starting(...iconik, '1'),
		...bucketByHand('iconik'),
		encryption(3),
		keyByHand,
		domainId,
		...copying(7, 2),
		...endByHand,
	],
	signedIn: (held) => [
		...chosenBucket(held.bucket),
		keeping('DSSE-KMS'),
		domainId,
		...withMerges(copying(7, 2), keyedDocuments, held),
	],
	copying: copying(7, 2),
	documents: keyedDocuments,
	most: {screens: 12, keys: 21, facts: 4},
};

export const readOnly: Story = {
	name: 'iconik, read-only, SSE-S3',
	// No document of this one names the account.
	connection: {...ofIconik, purpose: 'read-only', encryption: 'SSE-S3'},
	start: starting(...iconik, '2'),
	byHand: [
		...starting(...iconik, '2'),
		...bucketByHand('iconik'),
		encryption(1),
		domainId,
		...copying(7, 1),
		...endByHand,
	],
	signedIn: (held) => [
		...chosenBucket(held.bucket),
		keeping('SSE-S3'),
		domainId,
		...withMerges(copying(7, 1), bucketDocuments, held),
	],
	copying: copying(7, 1),
	documents: bucketDocuments,
	most: {screens: 10, keys: 15, facts: 3},
};

/** The four purposes of the two vendors with an article, each with another encryption or role than the others. */
export const fourStories: readonly Story[] = [dataSource, assetDelivery, storage, readOnly];

/** What these screens ask of a person, without what is copied; a text that is typed is one key. */
export function askedBy(screens: readonly Screen[]): Asked {
	const all = screens.flatMap(({pressed}) => pressed).filter(({as}) => as !== 'copy');
	return {
		screens: screens.length,
		keys: all.length,
		facts: all.filter(({as}) => as === 'fact').length,
	};
}
