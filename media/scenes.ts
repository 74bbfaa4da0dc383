import type {Key} from '../test/e2e/support/keys.ts';

/** One thing done to the program on the way to a picture. */
export type SceneStep =
	| {readonly waitFor: RegExp | string}
	| {readonly waitForGone: RegExp | string}
	| {readonly press: Key}
	| {readonly type: string}
	| {readonly paste: string};

/** One picture: how to get to the screen that it shows. */
export type Scene = {
	/** The file is `media/<name>.svg`. */
	readonly name: string;
	readonly title: string;
	/** What the picture shows, in a sentence, for those who cannot see it. */
	readonly description: string;
	readonly columns: number;
	readonly rows: number;
	readonly arguments: readonly string[];
	readonly environment?: Readonly<Record<string, string>>;
	readonly steps: readonly SceneStep[];
};

const agreed = [
	'--vendor=creative-force',
	'--purpose=asset-delivery',
	'--account-id=111122223333',
	'--bucket=acme-assets',
];

const complete = [
	...agreed,
	'--region=eu-central-1',
	'--encryption=SSE-KMS',
	'--kms-key-arn=arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
	'--role-name=CreativeForceAccess',
	'--external-id=2f6b0f0e-acme',
];

/** The way from the first of four policies to the plan, `What would change`. */
const throughPolicies: readonly SceneStep[] = [
	{waitFor: '1 of 4'},
	{press: 'right'},
	{waitFor: '2 of 4'},
	{press: 'right'},
	{waitFor: '3 of 4'},
	{press: 'right'},
	{waitFor: '4 of 4'},
	{press: 'enter'},
	{waitFor: 'What would change'},
];

/** The pictures of the README, in its order. */
export const scenes: readonly Scene[] = [
	{
		name: 'policies',
		title: 's3-handshake: a policy to copy',
		description:
			'The bucket policy: what it is for, where it goes, a word of caution, the document, and the key that copies it.',
		columns: 100,
		rows: 30,
		arguments: complete,
		steps: [
			{waitFor: '1 of 4'},
			{press: 'right'},
			{waitFor: '2 of 4'},
			{press: 'right'},
			{waitFor: '3 of 4'},
			{type: 'c'},
			{waitFor: 'Sent to the terminal'},
		],
	},
	{
		name: 'bucket',
		title: 's3-handshake: the bucket',
		description:
			'The bucket step: the name is valid, and a city is being typed for the Region, with the matching Region offered.',
		columns: 80,
		rows: 20,
		arguments: agreed,
		steps: [
			{waitFor: 'Which bucket may'},
			{press: 'enter'},
			{type: 'frank'},
			{waitFor: 'Europe (Frankfurt)'},
		],
	},
	{
		name: 'form',
		title: "s3-handshake: the vendor's form",
		description: "The vendor's form: numbered labels and values, two of them copied.",
		columns: 92,
		rows: 22,
		arguments: complete,
		steps: [
			{waitFor: '1 of 4'},
			{press: 'escape'},
			{waitFor: 'Fill in the form'},
			{type: '3'},
			{waitFor: 'Sent to the terminal'},
			{type: '4'},
			{waitFor: /✔ 4/u},
		],
	},
	{
		name: 'verify',
		title: 's3-handshake: what is wrong, and what to paste instead',
		description:
			'A failed check: the external ID has a blank at its end; the statement to blame, what to do, and the corrected trust policy ready to copy.',
		columns: 96,
		rows: 30,
		arguments: ['--practice', ...complete],
		steps: [
			...throughPolicies,
			{type: 'n'},
			{waitFor: '2 to fix'},
			{press: 'enter'},
			{waitFor: 'To blame'},
		],
	},
	{
		name: 'apply',
		title: 's3-handshake: what would change',
		description:
			'The plan for the practice account: what is right already, what would be changed, and the keys that do all of it or one step.',
		columns: 96,
		rows: 24,
		arguments: ['--practice', ...complete],
		steps: throughPolicies,
	},
];
