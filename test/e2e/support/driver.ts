import type {Terminal} from './terminal.ts';

/** A screen of the wizard, told by its question, and how a person answers it with the keyboard. */
export type Answer = {
	readonly question: string;
	readonly act: (terminal: Terminal) => Promise<void> | void;
};

async function typeAndEnter(terminal: Terminal, text: string): Promise<void> {
	terminal.type(text);
	await terminal.waitFor(text.slice(-24));
	terminal.press('enter');
}

/** Chooses the item with this number. */
export function choose(number: number): Answer['act'] {
	return (terminal) => terminal.type(String(number));
}

/** Chooses an item by a part of its name, which filters the list. */
export function find(name: string): Answer['act'] {
	return async (terminal) => {
		terminal.type(name);
		await terminal.waitFor(`Filter: ${name}`);
		terminal.press('enter');
	};
}

/** Types into the fields of a screen, one after another. */
export function fill(...texts: string[]): Answer['act'] {
	return async (terminal) => {
		for (const text of texts) {
			await typeAndEnter(terminal, text);
		}
	};
}

/** Accepts what the fields hold already. */
export function accept(fields: number): Answer['act'] {
	return (terminal) => {
		for (let index = 0; index < fields; index++) {
			terminal.press('enter');
		}
	};
}

/** Answers screen after screen, waiting for each question. */
export async function answerAll(terminal: Terminal, answers: readonly Answer[]): Promise<void> {
	for (const {question, act} of answers) {
		await terminal.waitFor(question);
		await act(terminal);
	}
}

/** The key of the connections in the stories. */
export const keyArn =
	'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** Gives the key, and accepts the account that its ARN names. */
export const fillKey: Answer['act'] = async (terminal) => {
	await fill(keyArn)(terminal);
	await terminal.waitFor('Account ID also taken from it');
	terminal.press('enter');
};

/** Creative Force, asset delivery, SSE-KMS: every question up to the form. */
export const creativeForceAnswers: readonly Answer[] = [
	{question: 'Which vendor needs', act: choose(1)},
	{question: 'What will Creative Force do', act: choose(2)},
	{question: 'How do you want to work', act: choose(1)},
	{question: 'Which bucket may', act: fill('acme-assets', 'eu-central-1')},
	{question: 'How is the bucket encrypted', act: choose(2)},
	{question: 'Which KMS key', act: fillKey},
	{question: 'What is the name of the role', act: accept(2)},
	{
		question: 'Which external ID',
		async act(terminal) {
			terminal.press('ctrl+u');
			await terminal.waitFor('2 to 1,224 characters');
			await typeAndEnter(terminal, '2f6b0f0e-acme');
		},
	},
	{question: 'Create the role in the AWS console', act: accept(1)},
];

/** The connection that `creativeForceAnswers` describe, as in its file. */
export const creativeForceConnection = {
	version: 1,
	vendor: 'creative-force',
	purpose: 'asset-delivery',
	bucket: 'acme-assets',
	region: 'eu-central-1',
	accountId: '111122223333',
	encryption: 'SSE-KMS',
	kmsKeyArn: keyArn,
	roleName: 'CreativeForceAccess',
	externalId: '2f6b0f0e-acme',
};

/** iconik, storage, DSSE-KMS: every question up to the form. */
export const iconikAnswers: readonly Answer[] = [
	{question: 'Which vendor needs', act: find('iconik')},
	{question: 'What will iconik do', act: choose(1)},
	{question: 'How do you want to work', act: choose(1)},
	{question: 'Which bucket may', act: fill('acme-assets', 'eu-central-1')},
	{question: 'How is the bucket encrypted', act: choose(3)},
	{question: 'Which KMS key', act: fillKey},
	{
		question: 'What is your System Domain ID',
		act: fill('7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02'),
	},
];

/** The connection that `iconikAnswers` describe, as in its file. */
export const iconikConnection = {
	version: 1,
	vendor: 'iconik',
	purpose: 'storage',
	bucket: 'acme-assets',
	region: 'eu-central-1',
	accountId: '111122223333',
	encryption: 'DSSE-KMS',
	kmsKeyArn: keyArn,
	systemDomainId: '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02',
};
