import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {
	type Answer,
	accept,
	answerAll,
	choose,
	fill,
	fillKey,
	find,
	keyArn,
} from './support/driver.ts';
import {runCommand} from './support/run-command.ts';
import {copyDocument, copyForm, finish, skipVerification} from './support/story.ts';
import {Terminal} from './support/terminal.ts';

const program = fileURLToPath(new URL('../../bin/s3-handshake.js', import.meta.url));

type Story = {
	readonly vendor: string;
	/** What the wizard is told, from the vendor to the form. */
	readonly answers: readonly Answer[];
	/** The heading of the form. */
	readonly form: string;
	readonly values: readonly string[];
	readonly documents: readonly string[];
	readonly file: string;
	readonly connection: Readonly<Record<string, unknown>>;
};

const account = '111122223333';
const common = {version: 1, region: 'eu-central-1', accountId: account};

/** The questions of every vendor up to the bucket; `more` are the fields between its name and its Region. */
const upToBucket = (
	[filter, name]: readonly [filter: string, name: string],
	purpose: number,
	bucket: string,
	...more: readonly string[]
): Answer[] => [
	{question: 'Which vendor needs', act: find(filter)},
	{question: `What will ${name} do`, act: choose(purpose)},
	{question: 'How do you want to work', act: choose(1)},
	{question: 'Which bucket may', act: fill(bucket, ...more, 'eu-central-1')},
];

const stories: readonly Story[] = [
	{
		vendor: 'segment',
		answers: [
			...upToBucket(['seg', 'Segment'], 1, 'acme-events', 'path/prefix'),
			{question: 'How is the bucket encrypted', act: choose(2)},
			{question: 'Which KMS key', act: fillKey},
			{question: 'What is the name of the role', act: accept(2)},
			{question: 'Which external ID does Segment show you', act: fill('wUz1aBcD2eFgH3iJkL4mNo')},
			{question: 'Create the role in the AWS console', act: accept(1)},
		],
		form: 'Fill in the form in Segment',
		values: [
			'eu-central-1',
			'acme-events/path/prefix',
			`arn:aws:iam::${account}:role/SegmentAccess`,
		],
		documents: ['Role policy', 'Trust policy'],
		file: 'segment-acme-events.json',
		connection: {
			...common,
			vendor: 'segment',
			purpose: 'event-logs',
			bucket: 'acme-events',
			folder: 'path/prefix',
			encryption: 'SSE-KMS',
			kmsKeyArn: keyArn,
			roleName: 'SegmentAccess',
			externalId: 'wUz1aBcD2eFgH3iJkL4mNo',
		},
	},
	{
		vendor: 'snowflake',
		answers: [
			...upToBucket(['snow', 'Snowflake'], 2, 'acme-data', 'landing'),
			{question: 'How is the bucket encrypted', act: choose(1)},
			{
				question: 'What is the name of the role',
				async act(terminal) {
					await accept(2)(terminal);
					await fill(account)(terminal);
				},
			},
			{
				question: 'Which external ID does Snowflake show you',
				async act(terminal) {
					// The statement comes first: the external ID comes out of it.
					terminal.press('ctrl+t');
					await terminal.waitUntil(() => terminal.clipboard().length > 0, 'the SQL to be copied');
					expect(terminal.clipboard().at(-1)).toContain(
						"STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::111122223333:role/SnowflakeAccess'",
					);
					await fill('MYACCOUNT_SFCRole=2_jYfRf+gT0xSH7G2q0RAODp00Cqw=')(terminal);
				},
			},
			{
				question: 'What is your STORAGE_AWS_IAM_USER_ARN',
				act: fill('arn:aws:iam::222233334444:user/k7xq-s-v2ab9001'),
			},
			{question: 'Create the role in the AWS console', act: accept(1)},
		],
		form: 'Run this SQL in Snowflake',
		values: [
			[
				'CREATE STORAGE INTEGRATION S3_INTEGRATION',
				'  TYPE = EXTERNAL_STAGE',
				"  STORAGE_PROVIDER = 'S3'",
				'  ENABLED = TRUE',
				`  STORAGE_AWS_ROLE_ARN = 'arn:aws:iam::${account}:role/SnowflakeAccess'`,
				"  STORAGE_ALLOWED_LOCATIONS = ('s3://acme-data/landing/');",
			].join('\n'),
		],
		documents: ['Role policy', 'Trust policy'],
		file: 'snowflake-acme-data.json',
		connection: {
			...common,
			vendor: 'snowflake',
			purpose: 'load-unload',
			bucket: 'acme-data',
			folder: 'landing',
			encryption: 'SSE-S3',
			roleName: 'SnowflakeAccess',
			externalId: 'MYACCOUNT_SFCRole=2_jYfRf+gT0xSH7G2q0RAODp00Cqw=',
			principal: 'arn:aws:iam::222233334444:user/k7xq-s-v2ab9001',
		},
	},
	{
		vendor: 'datadog',
		answers: [
			...upToBucket(['datadog', 'Datadog'], 2, 'acme-logs', 'logs/prod'),
			{question: 'How is the bucket encrypted', act: choose(2)},
			{question: 'Which KMS key', act: fillKey},
			{
				question: 'What is the name of the role',
				async act(terminal) {
					await terminal.waitFor('Datadog may have a role in your account already');
					await accept(2)(terminal);
				},
			},
			{
				question: 'Which external ID does Datadog show you',
				act: fill('0123456789abcdef0123456789abcdef'),
			},
			{question: 'Create the role in the AWS console', act: accept(1)},
		],
		form: 'Fill in the form in Datadog',
		values: [
			account,
			'DatadogIntegrationRole',
			'acme-logs',
			'logs/prod',
			'AWS Key Management Service',
			keyArn,
		],
		documents: ['Role policy', 'Trust policy', 'Key policy'],
		file: 'datadog-acme-logs.json',
		connection: {
			...common,
			vendor: 'datadog',
			purpose: 'archive-rehydrate',
			bucket: 'acme-logs',
			folder: 'logs/prod',
			encryption: 'SSE-KMS',
			kmsKeyArn: keyArn,
			roleName: 'DatadogIntegrationRole',
			externalId: '0123456789abcdef0123456789abcdef',
		},
	},
	{
		vendor: 'wandb',
		answers: [
			// Filtered by the id, since people call it so.
			...upToBucket(['wandb', 'Weights & Biases'], 1, 'acme-runs', 'team'),
			{question: 'How is the bucket encrypted', act: choose(1)},
			{question: 'Which KMS key', act: fillKey},
			{
				question: 'What is your Deployment type',
				async act(terminal) {
					await terminal.waitFor('Multi-tenant Cloud');
					terminal.type('mul');
					await terminal.waitForGone('Dedicated Cloud');
					terminal.press('enter');
				},
			},
		],
		form: 'Fill in the form in Weights & Biases',
		values: ['External storage', 'acme-runs', 'team', keyArn],
		documents: ['Bucket policy', 'Key policy', 'CORS configuration'],
		file: 'wandb-acme-runs.json',
		connection: {
			...common,
			vendor: 'wandb',
			purpose: 'storage',
			bucket: 'acme-runs',
			folder: 'team',
			encryption: 'SSE-KMS',
			kmsKeyArn: keyArn,
			wandbDeployment: 'multi-tenant',
		},
	},
];

describe.each(stories)('$vendor from the list of vendors to the summary', (story) => {
	test('by hand, with the documents and values that policies gives', async () => {
		const terminal = Terminal.start();
		await answerAll(terminal, story.answers);
		await terminal.waitFor(story.form);
		const form = await copyForm(terminal, story.values.length);
		expect(form).toEqual(story.values);
		terminal.press('enter');
		const documents: unknown[] = [];
		for (const title of story.documents) {
			documents.push(await copyDocument(terminal, title));
			terminal.press('enter');
		}

		await skipVerification(terminal);
		expect(await finish(terminal, story.file)).toEqual(story.connection);

		const file = path.join(terminal.workingDirectory, story.file);
		const {code, stdout} = await runCommand(process.execPath, [
			program,
			'policies',
			file,
			'--json',
		]);
		expect(code).toBe(0);
		const given = JSON.parse(stdout) as {
			readonly form: readonly {readonly value: string}[];
			readonly documents: readonly {readonly document: unknown}[];
		};
		expect(documents).toEqual(given.documents.map(({document}) => document));
		expect(form).toEqual(given.form.map(({value}) => value));
	});
});
