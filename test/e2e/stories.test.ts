import {describe, expect, test} from 'vitest';
import {
	type Answer,
	answerAll,
	creativeForceAnswers,
	creativeForceConnection,
	iconikAnswers,
	iconikConnection,
} from './support/driver.ts';
import {
	copyDocument,
	copyForm,
	finish,
	leaveUncopied,
	skipVerification,
	wholeStory,
} from './support/story.ts';
import {Terminal} from './support/terminal.ts';

describe('Creative Force from the first screen to the last', () => {
	test('every value and document is copied with the keyboard alone', async () => {
		const {form, documents} = await wholeStory(Terminal.start());
		expect(form).toEqual([
			'IAM Role',
			'AWS KMS Encryption',
			creativeForceConnection.kmsKeyArn,
			'arn:aws:iam::111122223333:role/CreativeForceAccess',
			'2f6b0f0e-acme',
			'acme-assets',
		]);
		const [rolePolicy, trustPolicy, bucketPolicy, keyPolicy] = documents;
		expect(rolePolicy).toEqual({
			Version: '2012-10-17',
			Statement: [
				{
					Sid: 'KMS',
					Effect: 'Allow',
					Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
					Resource: [creativeForceConnection.kmsKeyArn],
				},
				{
					Sid: 'UploadObjectS3',
					Effect: 'Allow',
					Action: ['s3:PutObject', 's3:PutObjectAcl'],
					Resource: ['arn:aws:s3:::acme-assets/*', 'arn:aws:s3:::acme-assets'],
				},
				{
					Sid: 'ReadObjectS3',
					Effect: 'Allow',
					Action: ['s3:GetObject', 's3:GetObjectVersion'],
					Resource: ['arn:aws:s3:::acme-assets/*', 'arn:aws:s3:::acme-assets'],
				},
				{
					Sid: 'ReadListS3',
					Effect: 'Allow',
					Action: 's3:ListBucket',
					Resource: 'arn:aws:s3:::acme-assets',
				},
			],
		});
		expect(trustPolicy).toEqual({
			Version: '2012-10-17',
			Statement: [
				{
					Effect: 'Allow',
					Principal: {
						AWS: 'arn:aws:iam::092392787187:user/CreativeForceCloudS3',
					},
					Action: 'sts:AssumeRole',
					Condition: {StringEquals: {'sts:ExternalId': '2f6b0f0e-acme'}},
				},
			],
		});
		expect(bucketPolicy).toMatchObject({
			Version: '2012-10-17',
			Statement: [
				{
					Effect: 'Allow',
					Principal: {
						AWS: 'arn:aws:iam::111122223333:role/CreativeForceAccess',
					},
					Action: 's3:*',
					Resource: 'arn:aws:s3:::acme-assets',
				},
			],
		});
		expect(keyPolicy).toMatchObject({
			Version: '2012-10-17',
			Statement: [
				{
					Effect: 'Allow',
					Principal: {
						AWS: 'arn:aws:iam::111122223333:role/CreativeForceAccess',
					},
					Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'],
					Resource: '*',
				},
			],
		});
	});

	test('the summary in the scrollback does not hold the external ID', async () => {
		const terminal = Terminal.start();
		await answerAll(terminal, creativeForceAnswers);
		for (const screen of ['Fill in the form', '1 of 4', '2 of 4', '3 of 4', '4 of 4']) {
			await terminal.waitFor(screen);
			terminal.press('enter');
		}

		await leaveUncopied(terminal);
		await skipVerification(terminal);
		await finish(terminal, 'creative-force-acme-assets.json');
		expect(terminal.scrollback()).not.toContain('2f6b0f0e-acme');
	});
});

describe('iconik from the first screen to the last', () => {
	test('every value and document is copied with the keyboard alone', async () => {
		const terminal = Terminal.start({columns: 120, rows: 40});
		await answerAll(terminal, iconikAnswers);
		await terminal.waitFor('Fill in the form in iconik');
		const form = await copyForm(terminal, 7);
		expect(form).toContain('acme-assets');
		expect(form).toContain('eu-central-1');
		terminal.press('enter');

		const principal = {
			AWS: 'arn:aws:iam::283217727627:role/IconikS3AccessRole',
		};
		const condition = {
			StringEquals: {
				'aws:PrincipalTag/IconikSystemDomainId': iconikConnection.systemDomainId,
			},
		};
		expect(await copyDocument(terminal, 'Bucket policy')).toMatchObject({
			Statement: [
				{
					Effect: 'Allow',
					Principal: principal,
					Action: 's3:*',
					Resource: ['arn:aws:s3:::acme-assets', 'arn:aws:s3:::acme-assets/*'],
					Condition: condition,
				},
			],
		});
		terminal.press('enter');
		expect(await copyDocument(terminal, 'Key policy')).toMatchObject({
			Statement: [
				{
					Effect: 'Allow',
					Principal: principal,
					Action: [
						'kms:Encrypt',
						'kms:Decrypt',
						'kms:ReEncrypt*',
						'kms:GenerateDataKey*',
						'kms:DescribeKey',
					],
					Resource: '*',
					Condition: condition,
				},
			],
		});
		terminal.press('enter');
		await skipVerification(terminal);
		expect(await finish(terminal, 'iconik-acme-assets.json')).toEqual(iconikConnection);
	});

	test('the policy that is there is pasted, merged and copied with everything foreign in it', async () => {
		const terminal = Terminal.start();
		await answerAll(terminal, iconikAnswers);
		await terminal.waitFor('Fill in the form');
		terminal.press('enter');
		await terminal.waitFor('Bucket policy');
		terminal.type('e');
		await terminal.waitFor('Is there a bucket policy already?');
		const foreign = {
			Sid: 'Statement1',
			Effect: 'Deny',
			Principal: '*',
			Action: 's3:*',
			Resource: ['arn:aws:s3:::acme-assets', 'arn:aws:s3:::acme-assets/*'],
			Condition: {Bool: {'aws:SecureTransport': 'false'}},
		};
		terminal.paste(JSON.stringify({Version: '2012-10-17', Statement: [foreign]}, undefined, 4));
		await terminal.waitFor(/\d+ lines/u);
		terminal.press('enter');
		await terminal.waitFor('✔ Merged');
		const merged = (await copyDocument(terminal, 'Bucket policy')) as {
			Statement: unknown[];
		};
		expect(merged.Statement).toHaveLength(2);
		expect(merged.Statement[0]).toEqual(foreign);
		terminal.type('d');
		await terminal.waitFor('what changes');
		await terminal.waitFor(/^\+.*IconikStorageAccess/mu);
	});

	test('broken JSON is refused with its line and column', async () => {
		const terminal = Terminal.start();
		await answerAll(terminal, iconikAnswers);
		await terminal.waitFor('Fill in the form');
		terminal.press('enter');
		await terminal.waitFor('Bucket policy');
		terminal.type('e');
		await terminal.waitFor('Is there a bucket policy already?');
		terminal.paste('{\n  "Version": "2012-10-17",\n  "Statement": [,]\n}');
		await terminal.waitFor(/\d+ lines/u);
		terminal.press('enter');
		await terminal.waitFor(/line 3, column \d+/u);
	});
});

describe('back and forth', () => {
	test('from the last step to the first and forward again keeps all answers', async () => {
		const terminal = Terminal.start();
		await answerAll(terminal, iconikAnswers);
		const screens = ['Fill in the form', '1 of 2', '2 of 2', 'What was agreed'];
		for (const screen of screens.slice(0, -1)) {
			await terminal.waitFor(screen);
			terminal.press('enter');
		}

		await leaveUncopied(terminal);
		await skipVerification(terminal);
		await terminal.waitFor('Connection file:');
		const backwards = [
			'Do you want to check the policies',
			'1 of 2',
			'Fill in the form',
			'What is your System Domain ID',
			'Which KMS key',
			'How is the bucket encrypted',
			'Which bucket may',
			'How do you want to work',
			'What will iconik do',
			'Which vendor needs',
		];
		for (const screen of backwards) {
			terminal.press('escape');
			await terminal.waitFor(screen);
		}

		const enters: Answer[] = [
			'Which vendor needs',
			'What will iconik do',
			'How do you want to work',
			'Which bucket may',
		].map((question) => ({question, act: (at) => at.press('enter')}));
		await answerAll(terminal, [
			...enters,
			{question: 'eu-central-1', act: (at) => at.press('enter')},
			{
				question: 'Which KMS key',
				act: (at) => {
					at.press('enter');
					at.press('enter');
				},
			},
			{
				question: 'What is your System Domain ID',
				act: (at) => at.press('enter'),
			},
			{question: 'Fill in the form', act: (at) => at.press('enter')},
			{question: '1 of 2', act: (at) => at.press('enter')},
			{question: '2 of 2', act: (at) => at.press('enter')},
			{question: 'Do you want to check the policies', act: skipVerification},
		]);
		expect(await finish(terminal, 'iconik-acme-assets.json')).toEqual(iconikConnection);
	});

	test('an interrupted start is offered again and goes on where it was left', async () => {
		const first = Terminal.start();
		await answerAll(first, creativeForceAnswers.slice(0, 4));
		await first.waitFor('How is the bucket encrypted');
		first.press('ctrl+c');
		expect(await first.exited()).toEqual({exitCode: 130, signal: undefined});

		const second = Terminal.start({home: first.home});
		await second.waitFor('Go on: Creative Force · acme-assets');
		second.press('enter');
		await second.waitFor('How is the bucket encrypted');
		second.press('escape');
		await second.waitFor('acme-assets');
		await second.waitFor('eu-central-1');
	});
});
